/**
 * Every cell of the table of what a change on disk does (docs/rules.md §3): changes × modes × a single
 * asset and a folder of assets × both layouts, each run through scripted hints, the real watcher and a
 * cold scan.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MODES, ROWS, SUBJECTS, scenarioOf } from './rows.ts';
import { batchings, changesIn, runScenario } from './run-scenario.ts';

describe.each(ROWS)('$change', (row) => {
  describe.each(row.modes ?? MODES)('where the mode is %s', (mode) => {
    describe.each(['vault', 'plain'] as const)('in the %s layout', (layout) => {
      it.each(SUBJECTS)('of $what ends the same three ways', async ({ names, subject }) => {
        const scenario = await scenarioOf(row, { mode, layout, names, subject });
        const cold = await runScenario(scenario, 'cold scan');
        for (const hintsAfter of batchings(scenario.steps.length).slice(0, 8)) {
          const scripted = await runScenario(scenario, { hintsAfter });
          expect(scripted.files).toEqual(cold.files);
        }
        const watched = await runScenario(scenario, 'watcher', changesIn(cold.events));
        expect(watched.files).toEqual(cold.files);
        for (const [at, was] of row.untouched?.({ mode, layout, names, subject }) ?? []) {
          expect(readFileSync(join(cold.folder, at)).equals(Buffer.from(scenario.files[was] ?? ''))).toBe(
            true,
          );
        }
      });
    });
  });
});
