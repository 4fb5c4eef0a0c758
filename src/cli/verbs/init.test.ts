import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectFolder, runCli } from '../../../test/support/cli.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { SETTINGS } from '../../configuration/settings.ts';

describe('init', () => {
  it('writes a file that changes nothing but names the tree', async () => {
    const cwd = projectFolder();
    const { stdout, stderr, code } = await runCli(['init'], { cwd });
    const text = readFileSync(join(cwd, 'oakling.config.yaml'), 'utf8');
    expect(stdout).toBe(`${cwd}/oakling.config.yaml\n`);
    expect(stderr).toBe(
      'Every setting in it is a comment that shows its default. `oakling start` does the rest.\n',
    );
    expect(code).toBe(0);
    expect(parse(text)).toEqual({ root: 'content' });
    expect(text.split('\n')[0]).toBe(
      '# yaml-language-server: $schema=https://unpkg.com/oakling/schemas/configuration.schema.json',
    );
    for (const { key } of SETTINGS) expect(text).toContain(`${key.split('.').at(-1)}:`);
  });

  it('writes a file that is valid however much of it is uncommented', async () => {
    const cwd = temporaryFolder();
    await runCli(['init'], { cwd });
    const file = join(cwd, 'oakling.config.yaml');
    const uncommented = readFileSync(file, 'utf8').replace(/^( *)# (\w+:| {2}|- )/gm, '$1$2');
    writeFileSync(file, uncommented);
    const { code, stderr, stdout } = await runCli(['config', '--json'], { cwd });
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).settings.layout).toEqual({
      value: 'vault',
      source: expect.stringMatching(/^oakling\.config\.yaml:\d+$/),
    });
  });

  it('names the schema of the project’s own oakling', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'node_modules', 'oakling', 'schemas'), { recursive: true });
    writeFileSync(join(cwd, 'node_modules', 'oakling', 'schemas', 'configuration.schema.json'), '{}');
    await runCli(['init'], { cwd });
    expect(readFileSync(join(cwd, 'oakling.config.yaml'), 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=\.\/node_modules\/oakling\/schemas\/configuration\.schema\.json\n/,
    );
  });

  it.each(['oakling.config.yaml', 'oakling.config.mjs'])('leaves %s alone', async (name) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, name), 'mine');
    const { code, stderr } = await runCli(['init'], { cwd });
    expect(stderr).toBe(`oakling: ${join(cwd, name)} is there already; nothing was changed\n`);
    expect(code).toBe(1);
    expect(readFileSync(join(cwd, name), 'utf8')).toBe('mine');
    expect(existsSync(join(cwd, 'oakling.config.yaml'))).toBe(name === 'oakling.config.yaml');
  });

  it('tells the file as JSON', async () => {
    const cwd = temporaryFolder();
    const { stdout } = await runCli(['init', '--json', '--quiet'], { cwd });
    expect(JSON.parse(stdout)).toEqual({ file: join(cwd, 'oakling.config.yaml'), created: true });
  });

  it('makes no folder', async () => {
    const { code } = await runCli(['init', 'nowhere']);
    expect(code).toBe(3);
  });
});
