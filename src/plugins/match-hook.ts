/**
 * Which events a hook runs on.
 *
 * @module
 */
import picomatch from 'picomatch';
import type { OaklingEvent } from './events.ts';
import type { Hook } from './hook.ts';

/** The path an event is about; `ready` is about the assets' folder, `idle` about none. */
export function pathOfEvent(event: OaklingEvent): string | undefined {
  return event.event === 'idle' ? undefined : event.path;
}

/**
 * Makes the test of a hook. A hook with globs runs only on events with a path; a move matches by either
 * of its paths, for whoever mirrors a folder must hear what leaves it. Problems that hooks caused match
 * no hook: a failing hook on problems would run for ever.
 */
export function hookMatcher({ on, paths, kinds }: Hook): (event: OaklingEvent) => boolean {
  const names = new Set<string>(on);
  const isPathWanted = paths && picomatch([...paths], { dot: true });
  return (event) => {
    if (!names.has(event.event)) return false;
    if (event.event === 'problem' && event.code === 'hook.failed') return false;
    if (event.event === 'change' && kinds && !kinds.includes(event.kind)) return false;
    if (!isPathWanted) return true;
    const left = event.event === 'change' && event.kind === 'move' ? event.from : undefined;
    return [pathOfEvent(event), left].some((path) => path !== undefined && isPathWanted(path));
  };
}
