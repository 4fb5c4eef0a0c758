/**
 * The table of what a change on disk does, with publish state kept beside the tree: the same ends, as
 * `status` tells them, and no node file that got any publish state.
 */
import { describe, expect, it } from 'vitest';
import { filesWithStatus, keptBeside } from '../support/kept-status.ts';
import { type Mode, ROWS, type Row, SUBJECTS, scenarioOf } from './rows.ts';
import { runScenario } from './run-scenario.ts';
import type { Scenario } from './scenario.ts';

const MODES: readonly Mode[] = ['excluded', 'immediately', 'selective'];

function keptBesideIn(scenario: Scenario, row: Row, cell: Parameters<Row['steps']>[0]): Scenario {
  const files = keptBeside(scenario.files);
  const untouched = (row.untouched?.(cell) ?? []).map(([at, was]) => [at, (files[was] ?? '').toString()]);
  return { ...scenario, files, untouched: Object.fromEntries(untouched), statusStore: 'state' };
}

describe.each(ROWS)('$change', (row) => {
  describe.each(row.modes ? MODES.filter((mode) => row.modes?.includes(mode)) : MODES)(
    'where the mode is %s',
    (mode) => {
      describe.each(['vault', 'plain'] as const)('in the %s layout', (layout) => {
        it.each(SUBJECTS)('of $what ends the same with state beside the tree', async ({ names, subject }) => {
          const cell = { mode, layout, names, subject };
          const scenario = keptBesideIn(await scenarioOf(row, cell), row, cell);
          const written = scenario.steps.flatMap((step) =>
            'write' in step ? [[step.write, step.bytes] as const] : [],
          );
          const brought = filesWithStatus(Object.fromEntries(written));
          for (const way of ['cold scan', { hintsAfter: [scenario.steps.length - 1] }] as const) {
            const { files } = await runScenario(scenario, way);
            expect(filesWithStatus(files).sort()).toEqual(brought.sort());
          }
        });
      });
    },
  );
});
