import { describe, expect, it } from 'vitest';
import { type DynamicMediaOptions, resolveConfiguration } from './configuration.ts';
import { effectivePublishMode, effectiveSync, type FolderInfo } from './effective.ts';
import type { FolderSettings } from './settings.ts';

/** A folder with settings in their own words; `?` stands for one that is not understood. */
function folder(path: string, sync?: string, publish?: string): FolderInfo {
  const setting = (property: string, raw: string | undefined) =>
    raw === undefined ? undefined : { value: raw === '?' ? 'unknown' : raw, property, raw };
  const settings = { sync: setting('dam:syncMode', sync), publish: setting('dam:publishMode', publish) };
  return { path, settings: JSON.parse(JSON.stringify(settings)) as FolderSettings };
}

const configured = (options: Partial<DynamicMediaOptions> = {}) =>
  resolveConfiguration({
    options: { syncAllContent: false, ...options },
    defaultCompany: 'c',
    explicitFolderSync: true,
  }).configuration;

const sync = (folders: readonly FolderInfo[], options?: Partial<DynamicMediaOptions>) =>
  effectiveSync(folders, configured(options));

function publishMode(
  folders: readonly FolderInfo[],
  options?: Partial<DynamicMediaOptions>,
  inheritance: 'none' | 'ancestors' = 'none',
) {
  return effectivePublishMode(folders, configured(options), sync(folders, options), inheritance);
}

const [A, B, C] = ['/content/dam/a/b/c', '/content/dam/a/b', '/content/dam/a'];

describe('the effective Sync mode is', () => {
  it('the folder’s own', () => {
    expect(sync([folder(A, 'disabled'), folder(B, 'enabled')])).toEqual({
      on: false,
      mode: 'disabled',
      origin: { kind: 'here', path: A, text: 'set here' },
    });
  });

  it.each([
    ['include below exclude', 'enabled', 'disabled', true],
    ['exclude below include', 'disabled', 'enabled', false],
  ])('the nearest explicit one: %s', (_, near, far, on) => {
    expect(sync([folder(A), folder(B, near), folder(C, far)])).toEqual({
      on,
      mode: near,
      origin: { kind: 'inherited', path: B, text: `inherited from ${B}` },
    });
    expect(sync([folder(A, 'inherited'), folder(B, 'inherited'), folder(C, near)])).toMatchObject({
      on,
      origin: { text: `inherited from ${C}` },
    });
  });

  it.each(['enabled', 'disabled'] as const)(
    'the configuration’s where no folder has one: %s',
    (defaultSync) => {
      expect(sync([folder(A), folder(B, 'inherited')], { defaultSync })).toEqual({
        on: defaultSync === 'enabled',
        mode: defaultSync,
        origin: { kind: 'configuration', text: 'from the Dynamic Media Configuration' },
      });
    },
  );

  it('enabled everywhere where all content is synced, and says what is not obeyed', () => {
    const options = { syncAllContent: true, defaultSync: 'disabled' } as const;
    expect(sync([folder(A), folder(B, 'disabled')], options)).toEqual({
      on: true,
      mode: 'enabled',
      origin: { kind: 'configuration', text: 'from the Dynamic Media Configuration' },
      notObeyed: `${B} has dam:syncMode "disabled", which is not obeyed: all content is synced.`,
    });
    expect(sync([folder(A)], options).notObeyed).toBeUndefined();
  });

  it('disabled where Dynamic Media is off', () => {
    expect(sync([folder(A, 'enabled')], { mode: 'off' })).toEqual({
      on: false,
      mode: 'disabled',
      origin: { kind: 'off', text: 'Dynamic Media is off' },
    });
  });

  it.each<[string, FolderInfo, Partial<DynamicMediaOptions>]>([
    ['an unknown value', folder(B, '?'), {}],
    ['a node that cannot be read', { path: B, unreadable: true }, {}],
    ['an unknown value, also where all content is synced', folder(B, '?'), { syncAllContent: true }],
  ])('not certain below %s', (_, unsure, options) => {
    expect(sync([folder(A), unsure, folder(C, 'enabled')], options)).toEqual({
      on: false,
      mode: 'disabled',
      origin: { kind: 'inherited', path: B, text: `inherited from ${B}` },
      unsure: expect.stringContaining(B),
    });
    if (!options.syncAllContent) expect(sync([folder(A, 'enabled'), unsure], options).unsure).toBeUndefined();
  });
});

describe('the effective Publish mode is', () => {
  it('the folder’s own', () => {
    expect(publishMode([folder(A, undefined, 'selective'), folder(B, undefined, 'immediately')])).toEqual({
      mode: 'selective',
      origin: { kind: 'here', path: A, text: 'set here' },
    });
  });

  it.each(['immediately', 'uponActivation', 'selective'] as const)('else the configuration’s: %s', (mode) => {
    const folders = [folder(A, undefined, ''), folder(B, undefined, 'uponActivation')];
    expect(publishMode(folders, { publishAssets: mode })).toEqual({
      mode,
      origin: { kind: 'configuration', text: 'from the Dynamic Media Configuration' },
    });
  });

  it('an ancestor’s, where that is asked for', () => {
    const folders = [folder(A), folder(B, undefined, ''), folder(C, undefined, 'selective')];
    expect(publishMode(folders, {}, 'ancestors')).toEqual({
      mode: 'selective',
      origin: { kind: 'inherited', path: C, text: `inherited from ${C}` },
    });
  });

  it('never that of an excluded ancestor', () => {
    const folders = [folder(A, 'enabled'), folder(B, 'disabled', 'selective')];
    expect(publishMode(folders, {}, 'ancestors').mode).toBe('immediately');
    expect(publishMode(folders, { syncAllContent: true }, 'ancestors').mode).toBe('selective');
  });

  it('none where sync is off, whatever is stored', () => {
    const excluded = [folder(A, 'disabled', 'selective')];
    expect(publishMode(excluded)).toEqual({
      mode: undefined,
      origin: { kind: 'here', path: A, text: 'set here' },
      notObeyed: `${A} has dam:publishMode "selective", which is not obeyed: sync is off.`,
    });
    expect(publishMode([folder(A, 'disabled')]).notObeyed).toBeUndefined();
    expect(publishMode([folder(A, undefined, 'selective')], { mode: 'off' }).mode).toBeUndefined();
  });

  it('not certain where a value is unknown, a node unreadable, or sync not certain', () => {
    const unreadable = { path: B, unreadable: true } as const;
    expect(publishMode([folder(A, undefined, '?')])).toEqual({
      mode: undefined,
      origin: { kind: 'here', path: A, text: 'set here' },
      unsure: `${A} has the unknown dam:publishMode "?".`,
    });
    expect(publishMode([folder(A, 'enabled'), unreadable], {}, 'ancestors')).toMatchObject({
      mode: undefined,
      unsure: `The node of ${B} cannot be read.`,
    });
    expect(publishMode([folder(A, 'enabled'), unreadable]).mode).toBe('immediately');
    expect(publishMode([folder(A, '?', 'immediately')])).toMatchObject({
      mode: undefined,
      unsure: `${A} has the unknown dam:syncMode "?".`,
    });
  });

  it('not certain where Selective Publish does not exist', () => {
    const options = { mode: 'hybrid' } as const;
    expect(publishMode([folder(A, undefined, 'selective')], options)).toMatchObject({
      mode: undefined,
      unsure:
        'Selective Publish (set here) exists in Dynamic Media - Scene7 mode only, and the configuration says hybrid.',
    });
    expect(publishMode([folder(A)], { ...options, publishAssets: 'selective' }).mode).toBeUndefined();
    expect(publishMode([folder(A, undefined, 'uponActivation')], options).mode).toBe('uponActivation');
  });
});
