import { describe, expect, it } from 'vitest';
import type { Change } from '../repository/change.ts';
import { type AssetState, EMPTY_STATE } from './asset-state.ts';
import { type DynamicMediaOptions, resolveConfiguration } from './configuration.ts';
import { decide } from './decide.ts';
import type { Effect } from './effect.ts';
import { effectivePublishMode, effectiveSync } from './effective.ts';
import { type ExplainInput, type Explanation, explainAsset, explainFolder, type Topic } from './explain.ts';
import type { FolderSettings } from './settings.ts';

const PATH = '/content/dam/here/hero.jpg';
const AT = '2026-01-01T00:00:00.000Z';
const LATER = '2026-02-01T00:00:00.000Z';

interface Situation {
  readonly settings?: FolderSettings;
  readonly options?: Partial<DynamicMediaOptions>;
  readonly state?: AssetState;
  readonly mimeType?: string;
  readonly namesakes?: readonly string[];
  readonly rule?: (effects: readonly Effect[]) => readonly Effect[];
}

const sync = (value: 'enabled' | 'disabled' | 'unknown') => ({
  sync: { value, property: 'dam:syncMode', raw: value },
});
const publish = (value: 'immediately' | 'uponActivation' | 'selective' | 'unknown') => ({
  publish: { value, property: 'dam:publishMode', raw: value },
});

function inputOf({
  settings = {},
  options = {},
  state = EMPTY_STATE,
  mimeType = 'image/jpeg',
  namesakes,
  rule = (effects) => effects,
}: Situation): ExplainInput {
  const { configuration } = resolveConfiguration({
    options,
    defaultCompany: 'Acme',
    explicitFolderSync: true,
  });
  const folders = [{ path: '/content/dam/here', settings }];
  const inForce = effectiveSync(folders, configuration);
  const publishMode = effectivePublishMode(folders, configuration, inForce, 'none');
  const context = { sync: inForce, publishMode, configuration, mimeType, state };
  const answer = (change: Change) =>
    rule(decide({ ...context, change, state: change.kind === 'upload' ? EMPTY_STATE : state }));
  return { path: PATH, context, decide: answer, ...(namesakes ? { namesakes } : {}) };
}

const explained = (situation: Situation): Explanation => explainAsset(inputOf(situation));
const said = ({ statements }: Explanation, topic: Topic) =>
  statements.filter((statement) => statement.topic === topic).map(({ text }) => text);

const SYNCED: AssetState = {
  ...EMPTY_STATE,
  sync: { synced: true, id: 'a|1', name: 'hero', file: 'Acme/hero', uploadedAt: AT },
  dynamicMedia: { published: false, status: 'PublishIncomplete' },
};
const UNPUBLISHED: AssetState = { ...SYNCED, dynamicMedia: { ...SYNCED.dynamicMedia, at: AT } };
const PUBLISHED: AssetState = {
  ...SYNCED,
  dynamicMedia: {
    published: true,
    status: 'PublishComplete',
    by: 'dam-writer-service',
    at: AT,
    url: 'https://s7d1.scene7.com/is/image/Acme/hero',
  },
};
const inAem = (state: AssetState, modifiedSince = false): AssetState => ({
  ...state,
  aem: { published: true, action: 'Activate', by: 'mira', at: AT, modifiedSince },
});

describe('an explanation tells how an asset is', () => {
  it('with the origin of its modes', () => {
    const explanation = explained({ settings: publish('selective') });
    expect(said(explanation, 'sync')).toEqual([
      'Sync mode is "enabled" (from the Dynamic Media Configuration).',
    ]);
    expect(said(explanation, 'publishMode')).toEqual(['Publish mode is "Selective Publish" (set here).']);
  });

  it('with settings that are stored and not obeyed', () => {
    const settings = { ...sync('disabled'), ...publish('selective') };
    expect(said(explained({ settings }), 'publishMode')).toEqual([
      'No Publish mode applies: sync is off.',
      '/content/dam/here has dam:publishMode "selective", which is not obeyed: sync is off.',
    ]);
    expect(said(explained({ settings, options: { syncAllContent: true } }), 'sync')).toContain(
      '/content/dam/here has dam:syncMode "disabled", which is not obeyed: all content is synced.',
    );
  });

  it('with what is not certain, as a ruling', () => {
    const { statements } = explained({ settings: sync('unknown') });
    expect(statements.slice(0, 2)).toEqual([
      {
        topic: 'sync',
        text: 'Sync mode is not certain: /content/dam/here has the unknown dam:syncMode "unknown".',
        source: 'ruling',
      },
      {
        topic: 'publishMode',
        text: 'Publish mode is not certain: /content/dam/here has the unknown dam:syncMode "unknown".',
        source: 'ruling',
      },
    ]);
  });

  it.each<[string, AssetState, string]>([
    ['never published', EMPTY_STATE, 'Not published to AEM.'],
    ['published', inAem(EMPTY_STATE), `Published to AEM at ${AT} by mira.`],
    [
      'modified since',
      inAem(EMPTY_STATE, true),
      `Published to AEM at ${AT} by mira. Modified since publication: publish again to show the changes.`,
    ],
    [
      'unpublished',
      {
        ...EMPTY_STATE,
        aem: { published: false, action: 'Deactivate', by: 'mira', at: AT, modifiedSince: false },
      },
      `Not published to AEM: the last action was Deactivate at ${AT} by mira.`,
    ],
  ])('in AEM: %s', (_, state, text) => expect(said(explained({ state }), 'aem')).toEqual([text]));

  it.each<[string, AssetState, string]>([
    ['never synced', EMPTY_STATE, 'Not synced to Dynamic Media.'],
    ['synced', SYNCED, 'Synced to Dynamic Media as Acme/hero, not published (PublishIncomplete).'],
    [
      'unpublished',
      UNPUBLISHED,
      `Synced to Dynamic Media as Acme/hero, not published (PublishIncomplete); last published at ${AT}.`,
    ],
    [
      'published',
      PUBLISHED,
      `Published to Dynamic Media at ${AT} by dam-writer-service: https://s7d1.scene7.com/is/image/Acme/hero.`,
    ],
    [
      'published by nobody known at no time known',
      { ...SYNCED, dynamicMedia: { published: true, status: 'PublishComplete' } },
      'Published to Dynamic Media.',
    ],
    [
      'not supported',
      { ...EMPTY_STATE, dynamicMedia: { published: false, status: 'NotSupported' } },
      'Not synced to Dynamic Media: image/jpeg is off in the configuration.',
    ],
    [
      'failed',
      { ...EMPTY_STATE, dynamicMedia: { published: false, status: 'UploadFailed' } },
      'Not synced to Dynamic Media (UploadFailed).',
    ],
  ])('in Dynamic Media: %s', (_, state, text) => {
    expect(said(explained({ state }), 'dynamicMedia')).toEqual([text]);
  });
});

describe('an explanation tells what is easily taken for wrong', () => {
  const settings = publish('selective');

  it.each<[string, Situation, RegExp, 'documented' | 'ruling']>([
    [
      'synced in a folder that is excluded',
      { settings: sync('disabled'), state: SYNCED },
      /synced although nothing new/,
      'ruling',
    ],
    ['not synced in a folder that syncs', { settings }, /Run `oakling reprocess`/, 'documented'],
    [
      'an upload that failed',
      { settings, state: { ...EMPTY_STATE, dynamicMedia: { published: false, status: 'UploadFailed' } } },
      /its upload failed/,
      'documented',
    ],
    [
      'published in AEM only',
      { settings, state: inAem(SYNCED) },
      /in AEM but not in Dynamic Media/,
      'documented',
    ],
    [
      'published in Dynamic Media only',
      { settings, state: PUBLISHED },
      /in Dynamic Media but not in AEM/,
      'documented',
    ],
    ['right in the preview only', { settings, state: SYNCED }, /preview on author/, 'documented'],
    [
      'an action that does nothing',
      { settings: publish('uponActivation') },
      /"Publish to Dynamic Media" does nothing/,
      'documented',
    ],
    [
      'an old asset under a new mode',
      { settings: publish('immediately'), state: SYNCED },
      /uploaded under it/,
      'documented',
    ],
    [
      'unpublished by hand',
      { settings: publish('immediately'), state: UNPUBLISHED },
      /somebody unpublished it/,
      'ruling',
    ],
    [
      'published by an earlier mode',
      { settings: publish('uponActivation'), state: PUBLISHED },
      /a new mode leaves what is published/,
      'documented',
    ],
    [
      'a video that changed',
      {
        settings,
        mimeType: 'video/mp4',
        state: { ...PUBLISHED, sync: { ...PUBLISHED.sync, uploadedAt: LATER } },
      },
      /delivers that of 2026-01-01/,
      'documented',
    ],
    [
      'namesakes',
      { settings, state: SYNCED, namesakes: ['/content/dam/there/hero.png'] },
      /there\/hero\.png/,
      'documented',
    ],
  ])('%s', (_, situation, text, source) => {
    const advice = explained(situation).statements.filter(({ topic }) => topic === 'advice');
    expect(advice).toContainEqual({ topic: 'advice', text: expect.stringMatching(text), source });
  });

  it.each<[string, Situation]>([
    ['what is published everywhere', { settings, state: inAem(PUBLISHED) }],
    ['what is off, and not synced', { settings: sync('disabled') }],
    ['what is not supported', { settings, options: { mimeTypes: { 'image/*': false } } }],
    ['a video published as it is', { settings, mimeType: 'video/mp4', state: inAem(PUBLISHED) }],
  ])('and nothing of %s', (_, situation) => {
    expect(said(explained(situation), 'advice')).toEqual([]);
  });
});

describe('an explanation tells what would happen', () => {
  it.each(['update', 'copy', 'move', 'delete', 'settings'] as const)(
    'on %s, in the words of the rules',
    (kind) => {
      const input = inputOf({ settings: publish('selective'), state: SYNCED });
      const change: Change = {
        kind,
        resource: 'asset',
        path: PATH,
        from: PATH,
        updated: { binary: true, metadata: true },
      };
      const reasons = input.decide(change).map(({ reason }) => reason);
      expect(reasons.length).toBeGreaterThan(0);
      expect(said(explainAsset(input), kind)).toEqual(reasons);
    },
  );

  it('with rulings marked', () => {
    const { statements } = explained({ settings: publish('immediately'), state: UNPUBLISHED });
    expect(statements).toContainEqual({
      topic: 'update',
      text: 'It was unpublished by hand and stays so.',
      source: 'ruling',
    });
  });

  it('with what plugins stop', () => {
    const rule = (effects: readonly Effect[]) =>
      effects.map((effect) => ({ ...effect, vetoed: { by: 'embargo', reason: 'Not before Monday.' } }));
    expect(said(explained({ rule }), 'delete')).toEqual([
      'A deleted asset leaves the publish tier and Dynamic Media delivery. Stopped by embargo: Not before Monday.',
    ]);
  });

  it('with what AEM itself does when what is published is moved or deleted', () => {
    const published = explained({ state: inAem(PUBLISHED) });
    expect(said(published, 'move')).toHaveLength(4);
    expect(said(published, 'delete')).toHaveLength(2);
    expect(said(explained({}), 'move')).toHaveLength(2);
    expect(said(explained({}), 'delete')).toHaveLength(1);
  });
});

describe('an explanation tells what actions publish to', () => {
  const NOT_SYNCED =
    'Publish to Dynamic Media: Error. Following asset is not synced to Dynamic Media, please run reprocess workflow on the asset.';

  it.each<[string, Situation, string[]]>([
    [
      'Immediately',
      { settings: publish('immediately'), state: SYNCED },
      ['AEM and Dynamic Media', 'AEM and Dynamic Media', 'None', 'None', 'Brand Portal'],
    ],
    [
      'Upon Activation',
      { settings: publish('uponActivation'), state: SYNCED },
      ['AEM and Dynamic Media', 'AEM and Dynamic Media', 'None', 'None', 'Brand Portal'],
    ],
    [
      'Selective Publish',
      { settings: publish('selective'), state: SYNCED },
      ['AEM', 'AEM', 'Dynamic Media', 'Dynamic Media', 'Brand Portal'],
    ],
    [
      'sync off, still synced',
      { settings: sync('disabled'), state: SYNCED },
      ['AEM', 'AEM', 'Error', 'None', 'Brand Portal'],
    ],
  ])('under %s', (_, situation, targets) => {
    expect(said(explained(situation), 'action').map((text) => text.replace(/^[^:]*: |\.$/g, ''))).toEqual(
      targets,
    );
  });

  it('and the error of an asset that is not synced', () => {
    expect(said(explained({ settings: publish('selective') }), 'action')).toContain(NOT_SYNCED);
    expect(said(explained({ settings: sync('disabled') }), 'action')).toContain(NOT_SYNCED);
    expect(said(explained({ settings: publish('immediately') }), 'action')).not.toContain(NOT_SYNCED);
  });
});

describe('a folder', () => {
  const folder = (situation: Situation) =>
    explainFolder({ ...inputOf(situation), path: '/content/dam/here' });

  it('tells its modes, its state, and what becomes of an upload', () => {
    const explanation = folder({ settings: publish('selective'), state: inAem(EMPTY_STATE) });
    expect(said(explanation, 'publishMode')).toEqual(['Publish mode is "Selective Publish" (set here).']);
    expect(said(explanation, 'aem')).toEqual([`Published to AEM at ${AT} by mira.`]);
    expect(said(explanation, 'upload')).toEqual([
      'A file without a node is an upload.',
      'Publish mode "Selective Publish" (set here): new assets are synced for preview and published only by an explicit action.',
    ]);
    expect(said(explanation, 'settings')).toEqual([
      'Existing assets stay as they are; only later uploads obey the new setting.',
    ]);
    expect(said(explanation, 'copy')).toContain('Copying clears the publish state of the copy.');
    expect(said(explanation, 'move')).toContain('The folder is published at its new path.');
    expect(said(explanation, 'delete')).toEqual(['A deleted folder leaves the publish tier.']);
    expect(said(explanation, 'advice')).toEqual([]);
  });

  it('tells that Dynamic Media takes no folders', () => {
    const { statements } = folder({ settings: publish('selective') });
    const actions = statements.filter(({ topic }) => topic === 'action');
    expect(actions.map(({ text, source }) => `${text} ${source}`)).toEqual([
      'Publish: AEM for the folder; AEM for assets in it, where included. documented',
      'Unpublish: AEM for the folder; AEM for assets in it, where included. documented',
      'Publish to Dynamic Media: None for the folder, in Manage Publication. documented',
      'Publish to Dynamic Media by Quick Publish: every asset below by its own rules; here Dynamic Media. ruling',
      'Unpublish from Dynamic Media: None for the folder, in Manage Publication. documented',
      'Unpublish from Dynamic Media by Quick Publish: every asset below by its own rules; here Dynamic Media. ruling',
      'Publish to Brand Portal: Brand Portal. documented',
    ]);
  });
});

it('says the same of the same, as whole sentences and plain JSON', () => {
  for (const settings of [{}, sync('disabled'), sync('unknown'), publish('selective'), publish('unknown')]) {
    for (const state of [EMPTY_STATE, SYNCED, UNPUBLISHED, inAem(PUBLISHED, true)]) {
      const input = inputOf({ settings, state, mimeType: 'video/mp4' });
      for (const explain of [explainAsset, explainFolder]) {
        const explanation = explain(input);
        expect(explain(input)).toEqual(explanation);
        expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
        for (const { text } of explanation.statements) {
          expect(text).toMatch(/^["A-Z/a-z].*\.$/);
          expect(text).not.toMatch(/undefined|null|\[object|\.\.$/);
        }
      }
    }
  }
});
