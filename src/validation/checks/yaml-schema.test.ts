import { expect, it } from 'vitest';
import { findingsOf } from '../../../test/support/validation.ts';
import { checkYamlSchema } from './yaml-schema.ts';

const folder = (text: string) => ({
  'jcr_root/content/dam/a/.content.yaml': `jcr:primaryType: sling:Folder\njcr:content:\n  jcr:primaryType: nt:unstructured\n${text}`,
});

it('finds values the schema does not know, and nothing in others', () => {
  expect(findingsOf(checkYamlSchema, folder('  dam:syncMode: enabled\n'))).toEqual([]);
  expect(findingsOf(checkYamlSchema, folder('  dam:syncMode: sideways\n'))).toEqual([
    'yaml.schema content/dam/a/.content.yaml',
  ]);
});
