/**
 * Opening the schedule of a tree.
 *
 * @module
 */
import { join } from 'node:path';
import { type Problem, problem } from '../../problems/problem.ts';
import { Schedule } from '../../replication/schedule/schedule.ts';
import { displayPath, type Tree } from '../../repository/tree.ts';
import { replicationFolder } from './replication.ts';

/**
 * The schedule that is kept in a state folder, as it is on disk. What cannot be read of it is reported.
 * @throws the I/O error when its file cannot be read
 */
export function openSchedule(tree: Tree, stateFolder: string, report: (problem: Problem) => void): Schedule {
  const file = join(replicationFolder(stateFolder), 'schedule.log');
  const schedule = new Schedule(file);
  const damaged = schedule.read();
  if (damaged > 0) {
    const message = `${damaged} line(s) of the schedule of publications cannot be read.`;
    const hint = 'Compare what is scheduled with what you expect, and schedule again what is missing.';
    report(problem('state.damaged', { path: displayPath(tree, file), message, hint }));
  }
  return schedule;
}
