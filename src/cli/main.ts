#!/usr/bin/env node
/**
 * The command `oakling`.
 *
 * @module
 */
import { processSurroundings } from './process-surroundings.ts';
import { reportFailure } from './report-failure.ts';
import { run } from './run.ts';

const surroundings = processSurroundings();
for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (failure) => process.exit(reportFailure(failure, surroundings)));
}
process.exitCode = await run(process.argv.slice(2), surroundings);
