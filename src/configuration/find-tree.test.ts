import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { loadConfiguration } from './load-configuration.ts';

/** The tree found in a project of empty files and folders, relative to the project. */
async function find(
  files: Readonly<Record<string, string>>,
  {
    cwd = '.',
    dir,
    environment = {},
  }: { cwd?: string; dir?: string; environment?: Record<string, string> } = {},
) {
  const project = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(project, name.endsWith('/') ? name : dirname(name)), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(join(project, name), text);
  }
  const { tree } = await loadConfiguration({ cwd: join(project, cwd), dir, environment });
  return tree && [relative(project, tree.root) || '.', tree.source];
}

describe('the tree of somebody who names none', () => {
  it.each<[string, Record<string, string>, string, string[]]>([
    [
      'is what the configuration says, from anywhere below it',
      { 'oakling.config.yaml': 'root: pictures\n', 'content/': '', 'docs/': '' },
      'docs',
      ['pictures', '../oakling.config.yaml:1'],
    ],
    ['is a jcr_root here', { 'jcr_root/': '', 'content/': '' }, '.', ['jcr_root', 'the nearest jcr_root']],
    [
      'is the jcr_root of a Maven module',
      { 'src/main/content/jcr_root/': '' },
      '.',
      ['src/main/content/jcr_root', 'the nearest jcr_root'],
    ],
    [
      'is the jcr_root of a Maven project',
      { 'ui.content/src/main/content/jcr_root/': '' },
      '.',
      ['ui.content/src/main/content/jcr_root', 'the nearest jcr_root'],
    ],
    [
      'is the jcr_root around',
      { 'jcr_root/content/dam/a/': '' },
      'jcr_root/content/dam/a',
      ['jcr_root', 'the nearest jcr_root'],
    ],
    [
      'is a folder opened before',
      { 'pictures/.oakling/index.json': '{}', 'pictures/a/b/': '' },
      'pictures/a/b',
      ['pictures', 'opened before'],
    ],
    [
      'is content/ beside a configuration that names none',
      { 'oakling.config.yaml': 'user: mira\n', 'content/': '', 'docs/': '' },
      'docs',
      ['content', 'the folder content/'],
    ],
    ['is content/', { 'content/': '' }, '.', ['content', 'the folder content/']],
    [
      'is content/ although something else is kept in .oakling/',
      { 'content/': '', '.oakling/sample/content/': '' },
      '.',
      ['content', 'the folder content/'],
    ],
  ])('%s', async (_, files, cwd, expected) => {
    expect(await find(files, { cwd })).toEqual(expected);
  });

  it('is what the environment says, before the file', async () => {
    const environment = { OAKLING_ROOT: 'other' };
    const files = { 'oakling.config.yaml': 'root: pictures\n', 'a/': '' };
    expect(await find(files, { cwd: 'a', environment })).toEqual(['a/other', 'OAKLING_ROOT']);
  });

  it('is not there where nothing looks like one', async () => {
    expect(await find({ 'pictures/': '' })).toBeUndefined();
  });
});

describe('the tree in a folder that is named', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['is that folder', { 'x/content/': '' }, ['x', 'the folder given']],
    [
      'is what its configuration says',
      { 'x/oakling.config.yaml': 'root: pictures\n' },
      ['x/pictures', 'x/oakling.config.yaml:1'],
    ],
    [
      'is that folder, whatever a configuration above says',
      { 'x/': '', 'oakling.config.yaml': 'root: pictures\n' },
      ['x', 'the folder given'],
    ],
    [
      'is the jcr_root in it',
      { 'x/src/main/content/jcr_root/': '' },
      ['x/src/main/content/jcr_root', 'the jcr_root in the folder given'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await find(files, { dir: 'x' })).toEqual(expected);
  });
});
