import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder, runCli } from '../../../test/support/cli.ts';
import { writeFiles } from '../../../test/support/temporary-tree.ts';
import { folderXml } from '../../../test/support/validation.ts';

/** A project whose tree, `content/`, holds one folder. */
function project(settings: string): string {
  const cwd = projectFolder();
  mkdirSync(join(cwd, 'content', 'dam'));
  writeFiles(cwd, { 'content/dam/a/.content.xml': folderXml(settings) });
  return cwd;
}

const UNKNOWN = 'dam:syncMode="odd"';
const SYNONYM = 's7-sync-mode="disabled"';
const IDLE = 'dam:syncMode="disabled" dam:publishMode="selective"';

describe('validate', () => {
  it.each<[string, string, string[], number]>([
    ['nothing', '', [], 0],
    ['an error', UNKNOWN, [], 1],
    ['a warning', IDLE, [], 1],
    ['a warning that is allowed', IDLE, ['--max-warnings', '1'], 0],
    ['a note', SYNONYM, [], 0],
    ['an error, however many warnings are allowed', UNKNOWN, ['--max-warnings', '9'], 1],
    ['no number', '', ['--max-warnings', 'many'], 2],
    ['no such format', '', ['--format', 'xml'], 2],
    ['no such path', '', ['content/nowhere'], 1],
  ])('ends well or not with %s', async (_, settings, args, code) => {
    expect((await runCli(['validate', ...args], { cwd: project(settings) })).code).toBe(code);
  });

  it('tells file, place, what and how, and counts', async () => {
    const { stdout, stderr } = await runCli(['validate'], { cwd: project(UNKNOWN) });
    expect(stdout).toMatch(
      /^content\/dam\/a\/\.content\.xml\n {2}content\/dam\/a\/\.content\.xml:1:\d+ {2}error {2}dam:syncMode has the unknown value "odd"\. \[settings\.unknown-value\]\n {4}Use one of/,
    );
    expect(stderr).toContain('1 error, 0 warnings, 0 notes.');
  });

  it('tells the same as JSON', async () => {
    const cwd = project(SYNONYM);
    const { stdout } = await runCli(['validate', '--json', '--fix'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      tree: join(cwd, 'content'),
      errors: 0,
      fixed: 1,
      findings: [
        { code: 'settings.synonym', path: 'dam/a/.content.xml', line: 1, fixable: true, fixed: true },
      ],
    });
    const after = await runCli(['validate', '--json'], { cwd });
    expect(JSON.parse(after.stdout)).toMatchObject({ findings: [] });
  });

  it('annotates and reports relative to where one is', async () => {
    const cwd = project(UNKNOWN);
    const github = await runCli(['validate', '--format', 'github'], { cwd });
    expect(github.stdout).toMatch(/^::error file=content\/dam\/a\/\.content\.xml,line=1,col=\d+,/);
    const sarif = await runCli(['validate', '--format', 'sarif'], { cwd });
    expect(JSON.stringify(JSON.parse(sarif.stdout))).toContain('"uri":"content/dam/a/.content.xml"');
  });

  it('takes the Dynamic Media Configuration from the configuration', async () => {
    const cwd = project('dam:syncMode="disabled"');
    writeFileSync(
      join(cwd, 'oakling.config.yaml'),
      'root: content\ndynamicMedia: { syncAllContent: true }\n',
    );
    expect((await runCli(['validate'], { cwd })).stdout).toContain('settings.not-obeyed');
  });
});
