/** The documentation of the command line and the configuration says what there is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHANGE_LETTERS } from '../src/cli/describe-change.ts';
import { EXIT } from '../src/cli/exit-codes.ts';
import { createProgram } from '../src/cli/program.ts';
import { SETTINGS, variableOf } from '../src/configuration/settings.ts';
import { runCli } from './support/cli.ts';

const documentation = (name: string) => readFileSync(join(import.meta.dirname, '..', 'docs', name), 'utf8');

describe('docs/cli.md', () => {
  const text = documentation('cli.md');
  const stream = { write: () => true };
  const program = createProgram(
    {
      stdout: stream,
      stderr: stream,
      stdin: (async function* () {})(),
      command: [],
      environment: {},
      cwd: '/',
      clock: () => new Date(),
      createOakling: () => Promise.reject(new Error('not here')),
      connectControl: async () => undefined,
      serveControl: () => Promise.reject(new Error('not here')),
      onStopSignal: () => () => undefined,
      exitNow: () => undefined,
    },
    () => undefined,
  );

  it.each(program.commands.map((command) => command.name()))('has a chapter on %s', (verb) => {
    expect(text).toMatch(new RegExp(`^## \`${verb}\\b`, 'm'));
  });

  const options = new Set(program.commands.flatMap(({ options: all }) => all.map(({ long }) => long ?? '')));
  it.each([...options])('tells of %s', (option) => {
    expect(text).toContain(option);
  });

  it.each(Object.entries(EXIT))('tells of the exit code of %s', (_, code) => {
    expect(text).toMatch(new RegExp(`^\\| (\\d+, )?${code}\\b`, 'm'));
  });

  it.each(Object.entries(CHANGE_LETTERS))('tells of the letter for %s', (kind, letter) => {
    expect(text).toContain(`| \`${letter}\` |`);
    expect(text).toContain(`\`${kind}\``);
  });

  it('promises help that is there', async () => {
    const { stdout } = await runCli(['set', '--help']);
    expect(stdout).toContain('sync=inherited|enabled|disabled');
  });
});

describe('docs/configuration.md', () => {
  const text = documentation('configuration.md');
  it.each(SETTINGS)('tells of $key', (setting) => {
    const variable = setting.type === 'structure' ? 'file only' : `\`${variableOf(setting)}\``;
    const row = text.split('\n').find((line) => line.startsWith(`| \`${setting.key}\` | ${variable} |`));
    expect(row).toBeDefined();
    if (Array.isArray(setting.type)) for (const word of setting.type) expect(row).toContain(`\`${word}\``);
  });
});
