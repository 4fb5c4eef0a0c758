/**
 * Opening the log of actions on their way.
 *
 * @module
 */
import { join } from 'node:path';
import { type Problem, problem } from '../../problems/problem.ts';
import { displayPath, type Tree } from '../../repository/tree.ts';
import { ActionLog, type StandingAction } from './action-log.ts';
import { replicationFolder } from './replication.ts';

/** The log, and what the last time left in it. */
export interface OpenedActions {
  readonly actions: ActionLog;
  readonly standing: readonly StandingAction[];
}

/**
 * The log that is kept in a state folder. What cannot be read of it is reported.
 * @throws the I/O error when its file cannot be read
 */
export function openActions(
  tree: Tree,
  stateFolder: string,
  report: (problem: Problem) => void,
): OpenedActions {
  const file = join(replicationFolder(stateFolder), 'actions.log');
  const actions = new ActionLog(file);
  const { actions: standing, damaged } = actions.read();
  if (damaged > 0) {
    const message = `${damaged} line(s) of the log of publications under way cannot be read.`;
    const hint = 'Run oakling targets verify, and publish again what was cut off.';
    report(problem('state.damaged', { path: displayPath(tree, file), message, hint }));
  }
  return { actions, standing };
}
