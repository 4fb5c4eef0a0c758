/**
 * The second Ctrl-C: the end, whatever is under way.
 *
 * @module
 */
import { EXIT } from './exit-codes.ts';
import type { Session } from './session.ts';
import type { StopRequests } from './stop-requests.ts';

/** Ends the process at the second request, and says what becomes of what was under way. */
export function stopAtOnce({ printer, surroundings }: Session, requests: StopRequests): void {
  void requests.second.then((signal) => {
    printer.complain(
      'Stopped at once. Changes not yet carried out, renditions and hooks were left; nothing is half done, ' +
        'and the next start goes on with the changes and the renditions.',
    );
    surroundings.exitNow(signal === 'SIGINT' ? EXIT.interrupted : EXIT.terminated);
  });
}
