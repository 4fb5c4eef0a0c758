import { describe, expect, it } from 'vitest';
import { docviewFormat } from '../docview/docview-format.ts';
import type { NodeDocument } from '../format/node-document.ts';
import { yamlFormat } from '../yaml/yaml-format.ts';
import { parsePublishMode, parseSyncMode, readFolderSettings, unobeyedSettings } from './settings.ts';

function opened(text: string, format = docviewFormat): NodeDocument {
  const { document, problems } = format.parse(text, 'folder');
  if (!document) throw new Error(JSON.stringify(problems));
  return document;
}

const NAMESPACES =
  'xmlns:jcr="http://www.jcp.org/jcr/1.0" xmlns:sling="http://sling.apache.org/jcr/sling/1.0" xmlns:dam="http://www.day.com/dam/1.0"';

/** A folder's node with attributes on `jcr:content`, and on the folder itself. */
const folder = (content: string, own = '') =>
  opened(`<?xml version="1.0" encoding="UTF-8"?>
<jcr:root ${NAMESPACES} ${own}
    jcr:primaryType="sling:Folder">
    <jcr:content ${content}
        jcr:primaryType="nt:unstructured"/>
</jcr:root>
`);

const FILE = 'campaign/.content.xml';
const read = (content: string, own?: string) => readFolderSettings(folder(content, own), FILE);

describe('a Sync mode', () => {
  it.each([
    ['inherited', ['', 'inherited', 'inherit', 'Inherited', ' INHERITED ']],
    [
      'enabled',
      [
        ...['enabled', 'include', 'Enable', 'sync', 'on', 'true', 'dynamic-media', 'Enable for subfolders'],
        'Sync everything in this folder subtree to Dynamic Media',
        'Sync everything in this folder sub-tree to dynamicmedia',
      ],
    ],
    [
      'disabled',
      [
        ...['disabled', 'exclude', 'EXCLUDED', 'off', 'false', 'Disabled for subfolders'],
        'Exclude everything in this folder subtree from Dynamic Media sync',
        'Exclude everything in this folder sub-tree from dynamic media sync',
      ],
    ],
    [undefined, ['exclud', 'none', '2', 'constructor', '__proto__', 'enabled disabled']],
  ])('%s is written in many ways', (mode, spellings) => {
    for (const spelling of spellings) expect([spelling, parseSyncMode(spelling)]).toEqual([spelling, mode]);
  });
});

describe('a Publish mode', () => {
  it.each([
    ['', ['', ' ']],
    ['immediately', ['immediately', 'Immediate', 'IMMEDIATELY']],
    [
      'uponActivation',
      [
        ...['uponActivation', 'Upon Activation', 'upon-activation', 'on-activation'],
        'OnActivation',
        'manual',
      ],
    ],
    ['selective', ['selective', 'Selective Publish', 'selective-publish', 'selective_publish']],
    [undefined, ['inherited', 'activated', 'selectiv', 'constructor', 'immediately selective']],
  ])('%s is written in many ways', (mode, spellings) => {
    for (const spelling of spellings)
      expect([spelling, parsePublishMode(spelling)]).toEqual([spelling, mode]);
  });
});

describe('a folder', () => {
  it('that says nothing has no settings', () => {
    expect(read('')).toEqual({ settings: {}, problems: [] });
    expect(readFolderSettings(opened(`<jcr:root ${NAMESPACES}/>`), FILE).settings).toEqual({});
  });

  it('is read in our words', () => {
    expect(read('dam:syncMode="enabled" dam:publishMode="selective"')).toEqual({
      settings: {
        sync: { value: 'enabled', property: 'dam:syncMode', raw: 'enabled' },
        publish: { value: 'selective', property: 'dam:publishMode', raw: 'selective' },
      },
      problems: [],
    });
  });

  it.each([
    ['inherit', 'inherited'],
    ['include', 'enabled'],
    ['exclude', 'disabled'],
  ])('is read in AEM’s words: s7-sync-mode %s', (raw, value) => {
    expect(read(`s7-sync-mode="${raw}"`)).toEqual({
      settings: { sync: { value, property: 's7-sync-mode', raw } },
      problems: [],
    });
  });

  it.each([
    ['', ''],
    ['immediate', 'immediately'],
    ['manual', 'uponActivation'],
    ['selective', 'selective'],
  ])('is read in AEM’s words: dmpublish-mode "%s"', (raw, value) => {
    expect(read(`dmpublish-mode="${raw}"`)).toEqual({
      settings: { publish: { value, property: 'dmpublish-mode', raw } },
      problems: [],
    });
  });

  it('may have them on the folder node itself, where jcr:content has none', () => {
    const { settings } = read(
      'dam:publishMode="immediately"',
      'dam:syncMode="disabled" dam:publishMode="selective"',
    );
    expect(settings).toMatchObject({ sync: { value: 'disabled' }, publish: { value: 'immediately' } });
  });

  it('is read from YAML, too', () => {
    const yaml =
      'jcr:primaryType: sling:Folder\njcr:content:\n  dam:syncMode: Exclude\n  dam:publishMode: "no"\n';
    const { settings, problems } = readFolderSettings(opened(yaml, yamlFormat), 'c/.content.yaml');
    expect(settings).toMatchObject({ sync: { value: 'disabled' }, publish: { value: 'unknown', raw: 'no' } });
    expect(problems).toMatchObject([{ code: 'settings.unknown-value', line: 4, column: 3 }]);
  });
});

describe('a problem of a setting is located', () => {
  it('where the value is unknown', () => {
    const { settings, problems } = read('dam:syncMode="exclud" s7-sync-mode="exclude"');
    expect(settings.sync).toEqual({ value: 'unknown', property: 'dam:syncMode', raw: 'exclud' });
    expect(problems).toMatchObject([
      {
        code: 'settings.unknown-value',
        severity: 'error',
        path: FILE,
        line: 4,
        column: 18,
        message: 'dam:syncMode has the unknown value "exclud".',
        hint: expect.stringContaining('inherited, enabled, disabled'),
      },
      { code: 'settings.conflict', line: 4 },
    ]);
  });

  it('where there are several values', () => {
    const { settings, problems } = read('dam:publishMode="[selective,immediately]"');
    expect(settings.publish).toMatchObject({ value: 'unknown', raw: 'selective, immediately' });
    expect(problems).toMatchObject([{ code: 'settings.unknown-value' }]);
    expect(read('dam:publishMode="[selective]"').settings.publish?.value).toBe('selective');
  });

  it('where both vocabularies differ: ours decides', () => {
    const { settings, problems } = read('dmpublish-mode="manual" dam:publishMode="selective"');
    expect(settings.publish).toMatchObject({ value: 'selective', property: 'dam:publishMode' });
    expect(problems).toMatchObject([
      { code: 'settings.conflict', severity: 'warning', path: FILE, line: 4, column: 18 },
    ]);
  });

  it('and none where they agree, or where nothing was chosen in AEM’s form', () => {
    expect(read('s7-sync-mode="exclude" dam:syncMode="disabled"').problems).toEqual([]);
    expect(read('dmpublish-mode="" dam:publishMode="selective"').problems).toEqual([]);
  });

  it('where a folder excluded from sync has a Publish mode', () => {
    const { settings, problems } = read('s7-sync-mode="exclude" dmpublish-mode="selective"');
    expect(settings.publish?.value).toBe('selective');
    expect(problems).toMatchObject([{ code: 'settings.not-obeyed', path: FILE, line: 4 }]);
    expect(read('s7-sync-mode="exclude" dmpublish-mode=""').problems).toEqual([]);
    expect(read('s7-sync-mode="include" dmpublish-mode="selective"').problems).toEqual([]);
  });

  it('where the configuration does not obey it', () => {
    const unobeyed = (content: string, mode: 'scene7' | 'hybrid', syncAllContent: boolean) => {
      const document = folder(content);
      const { settings } = readFolderSettings(document, FILE);
      return unobeyedSettings(document, settings, { mode, syncAllContent }, FILE);
    };
    const both = 'dam:syncMode="disabled" dam:publishMode="selective"';
    expect(unobeyed(both, 'scene7', false)).toEqual([]);
    expect(unobeyed(both, 'scene7', true)).toMatchObject([
      { code: 'settings.not-obeyed', line: 4, message: expect.stringContaining('syncs all content') },
    ]);
    expect(unobeyed(both, 'hybrid', false)).toMatchObject([
      { code: 'settings.not-obeyed', line: 4, message: expect.stringContaining('hybrid') },
    ]);
    expect(unobeyed('dam:syncMode="inherited"', 'hybrid', true)).toEqual([]);
  });
});
