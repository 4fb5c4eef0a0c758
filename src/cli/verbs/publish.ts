/**
 * `publish <path…>`: AEM's Quick Publish, with the plan of Manage Publication.
 *
 * @module
 */
import type { Verb } from '../define-verb.ts';
import {
  addPublicationOptions,
  PUBLISHING,
  type PublicationOptions,
  runPublication,
} from '../publication-verb.ts';

/** See the module. */
export const publish: Verb = (command, act) => {
  addPublicationOptions(command)
    .description('publish assets and folders, each as the Publish mode of its folder says')
    .option('--references', 'publish along what the assets refer to and readers cannot see yet')
    .action(
      act((session, paths: readonly string[], options: PublicationOptions) =>
        runPublication(session, PUBLISHING[options.to], paths, options),
      ),
    );
};
