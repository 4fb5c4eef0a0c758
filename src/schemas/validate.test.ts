import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { yamlFormat } from '../yaml/yaml-format.ts';
import { validateConfiguration, validateYamlNode } from './validate.ts';

const load = createRequire(import.meta.url);
const examplesOf = (name: string): readonly Record<string, unknown>[] =>
  load(`../../schemas/${name}.schema.json`).examples;

function problemsOf(text: string, schema: 'asset-node' | 'folder-node') {
  const { document } = yamlFormat.parse(text, 'a.yaml');
  return document ? validateYamlNode(document, schema, 'a.yaml') : undefined;
}

describe('the configuration schema', () => {
  it('accepts its own examples', () => {
    for (const example of examplesOf('configuration')) expect(validateConfiguration(example)).toEqual([]);
  });

  it.each([
    [
      { dynamicMedia: { publishAsets: 'selective' } },
      'dynamicMedia.publishAsets is not known.',
      'Did you mean publishAssets?',
    ],
    [{ layout: 'flat' }, 'layout has a value that is not allowed.', 'Use one of: vault, plain.'],
    [{ renditions: 'yes' }, 'renditions has a value of the wrong type.', 'Use boolean.'],
    [{ hooks: [{ on: ['change'] }] }, 'hooks.0 lacks run.', 'Add run.'],
  ])('says of %j what is wrong and how to mend it', (value, message, hint) => {
    expect(validateConfiguration(value)).toMatchObject([{ message, hint }]);
  });
});

describe('the schemas of nodes', () => {
  it('accept what people and oakling write', () => {
    const folder =
      'jcr:primaryType: sling:Folder\njcr:content:\n  dam:publishMode: selective\n  any: [1, 2]\n  hero.jpg:\n';
    expect(problemsOf(folder, 'folder-node')).toEqual([]);
    const notes = 'jcr:content:\n  metadata:\n    dc:title: Beach\n    cq:tags: [a, b]\n';
    expect(problemsOf(notes, 'asset-node')).toEqual([]);
  });

  it('locate what does not fit', () => {
    const text = 'jcr:primaryType: dam:Asset\njcr:content:\n  metadata:\n    dam:size: many\n';
    expect(problemsOf(text, 'asset-node')).toMatchObject([
      {
        code: 'yaml.schema',
        path: 'a.yaml',
        line: 4,
        message: 'jcr:content.metadata.dam:size has a value of the wrong type.',
      },
    ]);
  });
});
