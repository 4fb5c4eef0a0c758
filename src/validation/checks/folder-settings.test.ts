import { expect, it } from 'vitest';
import { findingsOf, folderXml, xml } from '../../../test/support/validation.ts';
import { checkFolderSettings } from './folder-settings.ts';

const FILE = 'content/dam/a/.content.xml';
const folder = (attributes: string) => ({ [`jcr_root/${FILE}`]: folderXml(attributes) });

it.each([
  ['nothing in a folder without settings', '', []],
  ['nothing in our words', 'dam:syncMode="enabled" dam:publishMode="selective"', []],
  ['nothing in AEM’s words', 's7-sync-mode="include" dmpublish-mode=""', []],
  ['an unknown Sync mode', 'dam:syncMode="sometimes"', ['settings.unknown-value']],
  ['an unknown Publish mode', 'dmpublish-mode="never"', ['settings.unknown-value']],
  ['two vocabularies that differ', 'dam:syncMode="enabled" s7-sync-mode="exclude"', ['settings.conflict']],
  ['no conflict where both agree', 'dam:syncMode="disabled" s7-sync-mode="exclude"', []],
  [
    'a publish mode on an excluded folder',
    'dam:syncMode="disabled" dam:publishMode="immediately"',
    ['settings.not-obeyed'],
  ],
  ['a synonym', 'dam:syncMode="exclude"', ['settings.synonym']],
  ['our word in AEM’s property', 's7-sync-mode="disabled"', ['settings.synonym']],
  ['another spelling', 'dam:publishMode="Upon Activation"', ['settings.synonym']],
])('finds %s', (_, attributes, codes) => {
  expect(findingsOf(checkFolderSettings, folder(attributes))).toEqual(codes.map((code) => `${code} ${FILE}`));
});

it('finds modes the configuration does not obey', () => {
  const found = (configuration: object, attributes: string) =>
    findingsOf(checkFolderSettings, folder(attributes), configuration);
  expect(found({ syncAllContent: true }, 'dam:syncMode="disabled"')).toEqual([`settings.not-obeyed ${FILE}`]);
  expect(found({ mode: 'hybrid' }, 'dam:publishMode="selective"')).toEqual([`settings.not-obeyed ${FILE}`]);
});

it('looks at folders only', () => {
  const page = xml('jcr:primaryType="nt:unstructured" dam:syncMode="odd"');
  expect(findingsOf(checkFolderSettings, { 'jcr_root/content/x/.content.xml': page })).toEqual([]);
});
