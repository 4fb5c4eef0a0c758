import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { InvalidConfigurationError } from './invalid-configuration.ts';
import { type ConfigurationRequest, loadConfiguration, settingInForce } from './load-configuration.ts';
import { openingOptions } from './opening-options.ts';

/** Writes files into a temporary folder. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(join(folder, name), text);
    else mkdirSync(join(folder, name), { recursive: true });
  }
  return folder;
}

const load = (cwd: string, request: Partial<ConfigurationRequest> = {}) =>
  loadConfiguration({ cwd, environment: {}, ...request });

const problemsOf = async (loading: Promise<unknown>) => {
  const failure = await loading.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  return failure instanceof InvalidConfigurationError ? failure.problems : failure;
};

describe('a value', () => {
  const cwd = () => project({ 'oakling.config.yaml': 'user: file\nrenditions: true\n' });
  const user = async (request: Partial<ConfigurationRequest>) =>
    settingInForce(await load(cwd(), request), 'user');

  it('is the flag’s before all', async () => {
    const flags = [{ key: 'user', value: 'flag', source: 'flag --user' }];
    expect(await user({ flags, environment: { OAKLING_USER: 'environment' } })).toEqual(flags[0]);
  });

  it('is the environment’s before the file’s', async () => {
    expect(await user({ environment: { OAKLING_USER: 'environment' } })).toEqual({
      key: 'user',
      value: 'environment',
      source: 'OAKLING_USER',
    });
  });

  it('is the file’s before the default', async () => {
    expect(await user({})).toEqual({ key: 'user', value: 'file', source: 'oakling.config.yaml:1' });
  });

  it('is the default when nobody says anything', async () => {
    const loaded = await load(project({}));
    expect(settingInForce(loaded, 'user')).toEqual({ key: 'user', value: 'admin', source: 'default' });
  });

  it.each([
    ['OAKLING_RENDITIONS', 'off', 'renditions', false],
    ['OAKLING_DYNAMIC_MEDIA_SYNC_ALL_CONTENT', '1', 'dynamicMedia.syncAllContent', true],
    ['OAKLING_DYNAMIC_MEDIA_COMPANY', 'Acme', 'dynamicMedia.company', 'Acme'],
    ['OAKLING_WATCH_POLL_INTERVAL', '500', 'watch.pollInterval', 500],
    ['OAKLING_PUBLISH_MODE_INHERITANCE', 'ancestors', 'publishModeInheritance', 'ancestors'],
    ['OAKLING_STATE_FOLDER', '/tmp/state', 'stateFolder', '/tmp/state'],
  ])('of %s=%s', async (variable, text, key, value) => {
    const loaded = await load(project({}), { environment: { [variable]: text } });
    expect(settingInForce(loaded, key)).toEqual({ key, value, source: variable });
  });

  it.each([
    ['OAKLING_RENDITIONS', 'perhaps', 'renditions is "perhaps", and must be true or false.'],
    ['OAKLING_LAYOUT', 'flat', 'layout is "flat", and must be one of vault, plain.'],
    ['OAKLING_WATCH_SETTLE', '1e3', 'watch.settle is "1e3", and must be a whole number.'],
    ['OAKLING_WATCH_SETTLE', '20', 'watch.settle is 20, and must be at least 150.'],
    ['OAKLING_HOOKS', '[]', 'hooks is "[]", and must be a list.'],
  ])('%s cannot be %s', async (variable, text, message) => {
    const problems = await problemsOf(load(project({}), { environment: { [variable]: text } }));
    expect(problems).toMatchObject([{ code: 'configuration.invalid', path: variable, message }]);
  });

  it('of a flag is checked too', async () => {
    const flags = [{ key: 'user', value: '', source: 'flag --user' }];
    const problems = await problemsOf(load(project({}), { flags }));
    expect(problems).toMatchObject([{ path: 'flag --user', message: 'user is "", and must not be empty.' }]);
  });

  it('of an empty variable is none', async () => {
    const loaded = await load(project({}), { environment: { OAKLING_USER: '' } });
    expect(settingInForce(loaded, 'user').source).toBe('default');
  });
});

describe('the file', () => {
  it.each([
    ['oakling.config.yaml', 'dynamicMedia:\n  company: Acme\n', 'oakling.config.yaml:2'],
    ['oakling.config.yml', 'dynamicMedia: { company: Acme }\n', 'oakling.config.yml:1'],
    [
      'oakling.config.json',
      '{\n\t"dynamicMedia": {\n\t\t"company": "Acme"\n\t}\n}\n',
      'oakling.config.json:3',
    ],
    ['oakling.config.mjs', 'export default { dynamicMedia: { company: "Acme" } };', 'oakling.config.mjs'],
    ['oakling.config.js', 'module.exports = { dynamicMedia: { company: "Acme" } };', 'oakling.config.js'],
  ])('may be %s', async (name, text, source) => {
    const loaded = await load(project({ [name]: text }));
    const company = settingInForce(loaded, 'dynamicMedia.company');
    expect(company).toEqual({ key: 'dynamicMedia.company', value: 'Acme', source });
  });

  it('is found upward, and named relative to the working directory', async () => {
    const folder = project({ 'oakling.config.yaml': 'user: mira\n', 'a/b/': '' });
    const loaded = await load(join(folder, 'a', 'b'));
    expect(settingInForce(loaded, 'user').source).toBe('../../oakling.config.yaml:1');
  });

  it('may be named', async () => {
    const folder = project({ 'other.yaml': 'user: other\n', 'oakling.config.yaml': 'user: mira\n' });
    expect(settingInForce(await load(folder, { file: 'other.yaml' }), 'user').value).toBe('other');
  });

  it('may have names without a value, which say nothing', async () => {
    const loaded = await load(
      project({ 'oakling.config.yaml': 'user:\ndynamicMedia:\n  company:\nwatch:\n' }),
    );
    expect(loaded.values.every(({ source }) => source === 'default')).toBe(true);
  });

  it('may be empty', async () => {
    expect((await load(project({ 'oakling.config.yaml': '# nothing\n' }))).file?.content).toEqual({});
  });

  it.each([
    ['oakling.config.yaml', 'user: mira\nlayout: flat\n', { line: 2, column: 1 }],
    ['oakling.config.yaml', 'watch:\n  mode: auto\n  settel: 3\n', { line: 3, column: 3 }],
    ['oakling.config.yaml', 'user: [\n', { line: expect.any(Number) }],
    ['oakling.config.yaml', '- user\n', { line: 1, column: 1 }],
    ['oakling.config.json', '{\n  "user": 3\n}\n', { line: 2, column: 3 }],
    ['oakling.config.yaml', 'hooks:\n  - on: [change]\n', { line: 2 }],
    ['oakling.config.yaml', 'hooks:\n  - on: [change]\n    run: x\n    kinds: [uplod]\n', { line: 4 }],
    ['oakling.config.mjs', 'export const user = 3;', {}],
    ['oakling.config.mjs', 'export default { layout: "flat" };', {}],
    ['oakling.config.mjs', 'throw new Error("no");', {}],
  ])('%s with %j is a located problem', async (name, text, at) => {
    const problems = await problemsOf(load(project({ [name]: text })));
    expect(problems).toMatchObject([{ code: 'configuration.invalid', path: name, ...at }]);
  });

  it('that is named and not there is a problem', async () => {
    const problems = await problemsOf(load(project({}), { file: 'none.yaml' }));
    expect(problems).toMatchObject([{ code: 'configuration.invalid', path: 'none.yaml' }]);
  });
});

describe('the options', () => {
  it('are what somebody chose, nothing else', async () => {
    const text = [
      'root: tree',
      'stateFolder: state',
      'dynamicMedia: { mode: hybrid, mimeTypes: { "video/*": false } }',
      'watch: { settle: 300 }',
      'hooks: [{ on: [change], run: ./hook.sh }, { on: [idle], run: "true", cwd: sub }]',
    ];
    const folder = project({ 'oakling.config.yaml': text.join('\n'), 'tree/': '' });
    const loaded = await load(folder, { environment: { OAKLING_DYNAMIC_MEDIA_COMPANY: 'Acme' } });
    expect(await openingOptions(loaded, join(folder, 'tree'), folder)).toEqual({
      root: join(folder, 'tree'),
      stateFolder: join(folder, 'state'),
      dynamicMedia: { mode: 'hybrid', company: 'Acme', mimeTypes: { 'video/*': false } },
      watch: { settle: 300 },
      hooks: [
        { on: ['change'], run: './hook.sh', cwd: folder },
        { on: ['idle'], run: 'true', cwd: join(folder, 'sub') },
      ],
      plugins: [],
    });
  });

  it('have the plugins of modules and of the file itself', async () => {
    const folder = project({
      'oakling.config.mjs': 'export default { plugins: ["./a.mjs", "./b.mjs", "pack", { name: "d" }] };',
      'a.mjs': 'export default { name: "a" };',
      'b.mjs': 'export const plugin = { name: "b" };',
      'node_modules/pack/package.json': '{ "name": "pack", "main": "index.js" }',
      'node_modules/pack/index.js': 'module.exports = { name: "c" };',
    });
    const { plugins } = await openingOptions(await load(folder), folder, folder);
    expect(plugins).toEqual([{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd' }]);
  });

  it.each([
    ['./none.mjs', /none\.mjs/],
    ['./empty.mjs', /exports no plugin/],
    ['./throws.mjs', /broken inside/],
    ['./good.mjs', /another plugin called good/],
  ])('cannot have the plugin %s', async (plugin, message) => {
    const folder = project({
      'oakling.config.yaml': `plugins:\n  - ./good.mjs\n  - ${plugin}\n`,
      'good.mjs': 'export default { name: "good" };',
      'empty.mjs': 'export default {};',
      'throws.mjs': 'throw new Error("broken inside");',
    });
    const problems = await problemsOf(load(folder).then((loaded) => openingOptions(loaded, folder, folder)));
    expect(problems).toMatchObject([
      {
        code: 'configuration.invalid',
        path: 'oakling.config.yaml',
        line: 3,
        message: expect.stringMatching(message),
      },
    ]);
  });
});
