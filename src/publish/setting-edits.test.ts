import { describe, expect, it } from 'vitest';
import { docviewFormat } from '../docview/docview-format.ts';
import type { NodeDocument } from '../format/node-document.ts';
import { resolveConfiguration } from './configuration.ts';
import { readFolderSettings, refuseSetting, type SettingsChange, settingEdits } from './settings.ts';

function opened(text: string): NodeDocument {
  const { document, problems } = docviewFormat.parse(text, 'folder');
  if (!document) throw new Error(JSON.stringify(problems));
  return document;
}

const folder = (content: string, own = '') =>
  opened(`<?xml version="1.0" encoding="UTF-8"?>
<jcr:root xmlns:jcr="http://www.jcp.org/jcr/1.0" xmlns:dam="http://www.day.com/dam/1.0"${own}>
    ${content}
</jcr:root>
`);
const CONTENT = '<jcr:content jcr:primaryType="nt:unstructured" KEY/>';
const withSettings = (attributes: string) => folder(CONTENT.replace('KEY', attributes));

/** The settings in a document, as `property=value`. */
function stored(document: NodeDocument): string[] {
  return [...document.text.matchAll(/(?:dam:\w+Mode|s7-sync-mode|dmpublish-mode)="[^"]*"/g)].map(
    ([text]) => text,
  );
}

const write = (document: NodeDocument, change: SettingsChange) =>
  stored(document.edit(settingEdits(document, change)));

describe('settings are written', () => {
  it.each<[string, string, SettingsChange, string[]]>([
    ['in our words where there are none', '', { sync: 'disabled' }, ['dam:syncMode="disabled"']],
    [
      'both at once',
      '',
      { sync: 'enabled', publish: 'selective' },
      ['dam:publishMode="selective"', 'dam:syncMode="enabled"'],
    ],
    ['explicitly when inherited', '', { sync: 'inherited' }, ['dam:syncMode="inherited"']],
    [
      'in AEM’s words where they stand',
      's7-sync-mode="inherit"',
      { sync: 'disabled' },
      ['s7-sync-mode="exclude"'],
    ],
    ['in AEM’s words for every mode', 's7-sync-mode=""', { sync: 'enabled' }, ['s7-sync-mode="include"']],
    ['as immediate', 'dmpublish-mode=""', { publish: 'immediately' }, ['dmpublish-mode="immediate"']],
    ['as manual', 'dmpublish-mode=""', { publish: 'uponActivation' }, ['dmpublish-mode="manual"']],
    ['as selective', 'dmpublish-mode=""', { publish: 'selective' }, ['dmpublish-mode="selective"']],
    ['as nothing chosen', 'dmpublish-mode="manual"', { publish: '' }, ['dmpublish-mode=""']],
    ['as nothing at all', 'dam:publishMode="selective"', { publish: '' }, []],
    ['not, where nothing becomes nothing', '', { publish: '' }, []],
    [
      'in both vocabularies where both stand',
      'dam:syncMode="enabled" s7-sync-mode="exclude"',
      { sync: 'disabled' },
      ['dam:syncMode="disabled"', 's7-sync-mode="exclude"'],
    ],
    [
      'one by one: the other is left as it is',
      'dam:syncMode="Enable" dmpublish-mode="manual"',
      { publish: 'selective' },
      ['dam:syncMode="Enable"', 'dmpublish-mode="selective"'],
    ],
  ])('%s', (_, before, change, after) => {
    expect(write(withSettings(before), change).toSorted()).toEqual(after);
  });

  it('on the folder itself where they stand there', () => {
    const document = folder('<jcr:content jcr:primaryType="nt:unstructured"/>', ' dam:syncMode="enabled"');
    expect(settingEdits(document, { sync: 'disabled' })).toMatchObject([{ edit: 'set', node: [] }]);
    expect(settingEdits(folder('', ' dam:syncMode="enabled"'), { sync: 'disabled' })).toHaveLength(1);
  });

  it.each([
    ['missing', ''],
    ['only a place among its siblings', '<jcr:content/>'],
  ])('on a jcr:content that is made when it is %s', (_, content) => {
    const document = folder(content);
    const after = document.edit(settingEdits(document, { publish: 'selective' }));
    expect(readFolderSettings(after, 'f').settings.publish?.value).toBe('selective');
    expect(after.text).toContain('jcr:primaryType="nt:unstructured"');
    expect(settingEdits(document, { publish: '' })).toEqual([]);
  });

  it('so that they are read as what was asked for', () => {
    for (const before of ['', 's7-sync-mode="include" dmpublish-mode="manual"', 'dam:publishMode="odd"']) {
      for (const sync of ['inherited', 'enabled', 'disabled'] as const) {
        for (const publish of ['immediately', 'uponActivation', 'selective'] as const) {
          const document = withSettings(before);
          const after = document.edit(settingEdits(document, { sync, publish }));
          const { settings } = readFolderSettings(after, 'f');
          expect([settings.sync?.value, settings.publish?.value]).toEqual([sync, publish]);
          expect(after.edit(settingEdits(after, { sync, publish })).text).toBe(after.text);
        }
      }
    }
  });
});

describe('an editor must refuse', () => {
  const { configuration } = resolveConfiguration({ defaultCompany: 'Acme', explicitFolderSync: false });
  const hybrid = { ...configuration, mode: 'hybrid' as const };
  const excluded = readFolderSettings(withSettings('s7-sync-mode="exclude"'), 'f').settings;

  it.each<[string, Parameters<typeof refuseSetting>, RegExp | undefined]>([
    [
      'a Publish mode where sync is disabled',
      [excluded, { publish: 'immediately' }, configuration],
      /excluded/,
    ],
    ['both at once', [{}, { sync: 'disabled', publish: 'selective' }, configuration], /excluded/],
    ['Selective Publish in hybrid mode', [{}, { publish: 'selective' }, hybrid], /hybrid/],
    [
      'a Sync mode where all content is synced',
      [
        {},
        { sync: 'disabled' },
        resolveConfiguration({
          options: { syncAllContent: true },
          defaultCompany: 'Acme',
          explicitFolderSync: true,
        }).configuration,
      ],
      /syncAllContent/,
    ],
    ['nothing else', [{}, { publish: 'selective' }, configuration], undefined],
    ['no removal', [excluded, { publish: '' }, configuration], undefined],
    [
      'nothing where sync is enabled with it',
      [excluded, { sync: 'enabled', publish: 'selective' }, configuration],
      undefined,
    ],
    ['no other mode in hybrid', [{}, { publish: 'uponActivation' }, hybrid], undefined],
    ['not the first Sync mode of a tree', [{}, { sync: 'disabled' }, configuration], undefined],
  ])('%s', (_, [current, change, inForce], expected) => {
    const reason = refuseSetting(current, change, inForce);
    if (expected) expect(reason).toMatch(expected);
    else expect(reason).toBeUndefined();
  });
});
