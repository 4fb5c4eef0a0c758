import { describe, expect, it } from 'vitest';
import type { NodeKind } from '../yaml/schema-comment.ts';
import { yamlFormat } from '../yaml/yaml-format.ts';
import { readSchema, type SchemaName } from './schema-files.ts';
import { validateConfiguration, validateYamlNode } from './validate.ts';

const NAMES: readonly SchemaName[] = ['asset-node', 'folder-node', 'configuration'];

/** Every place in a schema that describes values, with its pointer and the value its name is listed under. */
function* subschemas(
  schema: unknown,
  pointer = '',
): Generator<{ pointer: string; schema: Record<string, unknown> }> {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return;
  const record = schema as Record<string, unknown>;
  yield { pointer, schema: record };
  for (const key of ['properties', '$defs']) {
    for (const [name, inner] of Object.entries(record[key] ?? {}))
      yield* subschemas(inner, `${pointer}/${key}/${name}`);
  }
  yield* subschemas(record.items, `${pointer}/items`);
  yield* subschemas(record.additionalProperties, `${pointer}/additionalProperties`);
}

describe.each(NAMES)('the schema %s', (name) => {
  const schema = readSchema(name);

  it('is found by the address it is published under', () => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema.$id).toBe(`https://unpkg.com/oakling/schemas/${name}.schema.json`);
  });

  it('tells of every property what it is for', () => {
    const named = [...subschemas(schema)].filter(({ pointer }) =>
      /\/(properties|\$defs)\/[^/]+$/.test(pointer),
    );
    const silent = named.filter(
      ({ schema: { title, description, $ref } }) => !(title && description) && !$ref,
    );
    expect(named.length).toBeGreaterThan(10);
    expect(silent.map(({ pointer }) => pointer)).toEqual([]);
  });

  it('accepts its own examples', () => {
    expect(schema.examples.length).toBeGreaterThan(1);
    for (const example of schema.examples) {
      if (name === 'configuration') expect(validateConfiguration(example)).toEqual([]);
      else expect(checkNode(JSON.stringify(example), name === 'asset-node' ? 'asset' : 'folder')).toEqual([]);
    }
  });
});

/** JSON is YAML, so a schema's examples can be checked as nodes too. */
function checkNode(text: string, kind: NodeKind) {
  const { document, problems } = yamlFormat.parse(text, 'a.yaml');
  if (!document) throw new Error(JSON.stringify(problems));
  return validateYamlNode(document, kind, 'a.yaml');
}

describe('a configuration', () => {
  it('may be empty', () => {
    expect(validateConfiguration({})).toEqual([]);
  });

  it.each<[unknown, { path: (string | number)[]; message: string; hint?: string | RegExp }]>([
    [
      { dynamicMedia: { publishAsets: 'selective' } },
      {
        path: ['dynamicMedia', 'publishAsets'],
        message: 'There is no setting dynamicMedia.publishAsets.',
        hint: 'Did you mean publishAssets?',
      },
    ],
    [
      { watch: { fast: true } },
      {
        path: ['watch', 'fast'],
        message: 'There is no setting watch.fast.',
        hint: 'There are mode, settle, sweep, pollInterval.',
      },
    ],
    [
      { layout: 'plane' },
      {
        path: ['layout'],
        message: 'layout is "plane", and must be one of vault, plain.',
        hint: 'Did you mean plain?',
      },
    ],
    [
      { renditions: 'yes' },
      { path: ['renditions'], message: 'renditions is "yes", and must be true or false.' },
    ],
    [{ user: ['a'] }, { path: ['user'], message: 'user is a list, and must be a text.' }],
    [
      { layout: 'Vault' },
      { path: ['layout'], message: 'layout is "Vault", and must be one of vault, plain.' },
    ],
    [{ user: '' }, { path: ['user'], message: 'user is "", and must not be empty.' }],
    [
      { watch: { settle: 20 } },
      { path: ['watch', 'settle'], message: 'watch.settle is 20, and must be at least 150.' },
    ],
    [
      { watch: { settle: 200.5 } },
      { path: ['watch', 'settle'], message: 'watch.settle is 200.5, and must be a whole number.' },
    ],
    [
      { mount: 'content/dam' },
      { path: ['mount'], message: 'mount is "content/dam", and must look like /content/dam/acme.' },
    ],
    [
      { dynamicMedia: { publishServer: 'delivery' } },
      {
        path: ['dynamicMedia', 'publishServer'],
        message: expect.stringMatching(/^dynamicMedia.publishServer is "delivery", and must /),
      },
    ],
    [
      { dynamicMedia: { mimeTypes: { video: false } } },
      {
        path: ['dynamicMedia', 'mimeTypes', 'video'],
        message: 'dynamicMedia.mimeTypes cannot have a "video".',
        hint: expect.stringContaining('MIME type'),
      },
    ],
    [
      { hooks: [{ on: ['change'] }] },
      { path: ['hooks', 0], message: 'hooks[0] lacks run.', hint: expect.stringContaining('shell command') },
    ],
    [
      { hooks: [{ on: ['changed'], run: 'x' }] },
      {
        path: ['hooks', 0, 'on', 0],
        message:
          'hooks[0].on[0] is "changed", and must be one of change, publication, schedule, delivery, problem, idle, ready.',
        hint: 'Did you mean change?',
      },
    ],
    [
      { hooks: [{ on: [], run: 'x', timeout: 0 }] },
      { path: ['hooks', 0, 'on'], message: 'hooks[0].on is a list, and must not be empty.' },
    ],
    ['text', { path: [], message: 'The configuration is "text", and must be a mapping.' }],
  ])('%j is told in a sentence', (value, expected) => {
    expect(validateConfiguration(value)).toContainEqual({ hint: expect.any(String), ...expected });
  });

  it('is told all its mistakes, each once', () => {
    const found = validateConfiguration({ layout: 'flat', dynamicMedia: { publishServer: 'x' }, user: 3 });
    expect(found.map(({ path }) => path.join('.')).toSorted()).toEqual([
      'dynamicMedia.publishServer',
      'layout',
      'user',
    ]);
  });
});

describe('a YAML node', () => {
  it.each([
    [
      'folder',
      'jcr:primaryType: sling:Folder\njcr:content:\n  dam:publishMode: Selective Publish\n  s7-sync-mode: EXCLUDE\n',
    ],
    [
      'folder',
      'hero.jpg:\ndam:syncMode: disabled for subfolders\nacme:any: [1, 2]\nacme:node: { deep: { deeper: 1.5 } }\n',
    ],
    ['asset', 'jcr:content:\n  metadata:\n    dc:title: [Beach, Strand]\n    acme:price: !Decimal 12.50\n'],
    ['asset', '# nothing yet\n'],
  ] as const)('of an %s may be %j', (kind, text) => {
    expect(checkNode(text, kind)).toEqual([]);
  });

  it.each([
    [
      'folder',
      'jcr:primaryType: sling:Folder\njcr:content:\n  dam:syncMode: enabeld\n',
      {
        line: 3,
        column: 3,
        message: 'dam:syncMode is "enabeld", and must be one of inherited, enabled, disabled.',
        hint: 'Did you mean enabled?',
      },
    ],
    [
      'folder',
      'dam:publishMode: 3\n',
      {
        line: 1,
        column: 1,
        message: 'dam:publishMode is 3, and must be one of immediately, uponActivation, selective.',
      },
    ],
    [
      'folder',
      'jcr:primaryType: dam:Asset\n',
      {
        line: 1,
        message:
          'jcr:primaryType is "dam:Asset", and must be one of sling:Folder, sling:OrderedFolder, nt:folder.',
      },
    ],
    [
      'asset',
      'jcr:primaryType: dam:Asset\njcr:content:\n  metadata:\n    dam:size: many\n',
      { line: 4, column: 5, message: 'dam:size is "many", and must be a whole number.' },
    ],
    [
      'asset',
      'jcr:content:\n  metadata:\n    # a year is a number\n    dc:title: 2026\n',
      { line: 4, column: 5, message: 'dc:title is 2026, and must be a text or a list.' },
    ],
    ['asset', 'jcr:content:\n  metadata:\n    cq:tags: [red, 7]\n', { code: 'yaml.value' }],
    [
      'asset',
      'jcr:content:\n  metadata:\n    cq:tags: [6, 7]\n',
      { line: 3, column: 5, message: 'cq:tags is 6, and must be a text.' },
    ],
    [
      'asset',
      'jcr:content:\n  cq:lastReplicated: yesterday\n',
      { line: 2, column: 3, message: expect.stringContaining('must be a date with time and zone') },
    ],
    [
      'asset',
      'jcr:content: here\n',
      { line: 1, message: 'jcr:content is "here", and must be a mapping or nothing.' },
    ],
  ] as const)('of an %s cannot be %j', (kind, text, expected) => {
    const { document } = yamlFormat.parse(text, 'a.yaml');
    const found = [...(document?.problems ?? []), ...checkNode(text, kind)];
    expect(found[0]).toMatchObject({ code: 'yaml.schema', path: 'a.yaml', ...expected });
  });
});
