/**
 * Publications for later: carried out at their time, once, also when oakling was not running then, wherever
 * their assets have moved; and not at all for what was cancelled or deleted.
 */
import { cpSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createOakling } from '../../src/emulator/create-oakling.ts';
import type { Oakling } from '../../src/emulator/oakling.ts';
import type { OaklingEvent } from '../../src/plugins/events.ts';
import type { PublishAction } from '../../src/publish/publish-target.ts';
import { assetFiles, folderFile } from '../support/assets.ts';
import { isKilled, killAt, revive } from '../support/dying-disk.ts';
import { jpeg } from '../support/pictures.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-tree.ts';

vi.mock('node:fs', async (original) => (await import('../support/dying-disk.ts')).dyingDisk(original));
vi.mock('node:fs/promises', async (original) =>
  (await import('../support/dying-disk.ts')).dyingDisk(original),
);
afterEach(revive);

const HERE = '/content/dam/here';
const HERO = `${HERE}/hero.jpg`;
const NINE = { at: '2026-12-24T09:00:00+01:00', zone: 'Europe/Berlin' };
const BEFORE = new Date('2026-12-23T12:00:00Z');
const AFTER = new Date('2026-12-24T08:00:01Z');

/** A clock the test sets, and the timer that goes with it. */
class Time {
  now: Date;
  #waiting: { readonly at: number; readonly callback: () => void }[] = [];

  constructor(now = BEFORE) {
    this.now = now;
  }

  readonly clock = (): Date => {
    this.now = new Date(this.now.getTime() + 1);
    return this.now;
  };

  readonly timer = (milliseconds: number, callback: () => void) => {
    const wait = { at: this.now.getTime() + milliseconds, callback };
    this.#waiting.push(wait);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== wait);
    };
  };

  /** Everything that is to happen until then happens at its time. */
  async pass(until: Date, oakling: Oakling): Promise<void> {
    for (;;) {
      const [next] = this.#waiting.toSorted((a, b) => a.at - b.at);
      if (!next || next.at > until.getTime()) break;
      this.now = new Date(Math.max(this.now.getTime(), next.at));
      this.#waiting = this.#waiting.filter((other) => other !== next);
      next.callback();
      await oakling.idle();
    }
    this.now = until;
  }
}

async function tree(): Promise<string> {
  const root = temporaryFolder();
  const state = { dynamicMedia: 'synced' } as const;
  writeFiles(root, {
    ...folderFile('vault', 'here', { 'dam:publishMode': 'selective' }),
    ...folderFile('vault', 'there', { 'dam:publishMode': 'selective' }),
    ...assetFiles('vault', 'here/hero.jpg', await jpeg('hero', 8, 8), 'image/jpeg', state),
    ...assetFiles('vault', 'here/other.jpg', await jpeg('other', 8, 8), 'image/jpeg', state),
  });
  return root;
}

interface Opened {
  readonly oakling: Oakling;
  readonly events: OaklingEvent[];
}

async function open(root: string, time: Time): Promise<Opened> {
  const { clock, timer } = time;
  const oakling = await createOakling({
    root,
    mount: '/content/dam',
    renditions: false,
    user: 'mira',
    clock,
    timer,
  });
  const events: OaklingEvent[] = [];
  oakling.on((event) => events.push(event));
  await oakling.idle();
  return { oakling, events };
}

/** The paths that are published in AEM. */
async function published(oakling: Oakling): Promise<string[]> {
  const rows = await oakling.status();
  return rows.filter(({ aem }) => aem.published).map(({ path }) => path);
}

const publications = (events: readonly OaklingEvent[]) =>
  events.filter(({ event }) => event === 'publication').length;

describe('a scheduled publication', () => {
  it('happens at its time, once, and says who asked for it', async () => {
    const time = new Time();
    const { oakling, events } = await open(await tree(), time);
    const { publication, rows } = await oakling.schedule('publish', [HERO, '/content/dam/no'], NINE);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['done', 'refused']);
    expect(await oakling.scheduled()).toEqual([publication]);
    expect((await oakling.search({ pending: true })).paths).toEqual([HERO]);
    expect((await oakling.list(HERE)).rows.map(({ pending }) => pending)).toEqual([true, false]);
    const said = (await oakling.explain(HERO)).statements.find(({ topic }) => topic === 'schedule');
    expect(said?.text).toBe(
      '"Publish" is scheduled for 2026-12-24 09:00 Europe/Berlin (UTC+01:00), by mira.',
    );

    await time.pass(new Date('2026-12-24T07:59:59Z'), oakling);
    expect(await published(oakling)).toEqual([]);
    await time.pass(AFTER, oakling);
    expect(await published(oakling)).toEqual([HERO]);
    await time.pass(new Date('2027-12-24T08:00:00Z'), oakling);
    expect(publications(events)).toBe(1);
    expect(await oakling.scheduled()).toEqual([]);
    expect((await oakling.timeline(HERO)).map(({ kind, by, at }) => [kind, by, at.slice(0, 10)])).toEqual([
      ['published', 'mira', '2026-12-24'],
      ['scheduled', 'mira', '2026-12-23'],
    ]);
    expect((await oakling.timeline(HERO))[1]?.reason).toBe(
      'Publish, 2026-12-24 09:00 Europe/Berlin (UTC+01:00).',
    );
    await oakling.close();
  });

  it.each([
    ['publish', true],
    ['publishToDynamicMedia', false],
  ] as const)('missed is made up for at the next start: %s', async (action: PublishAction, isAem) => {
    const root = await tree();
    const first = await open(root, new Time());
    await first.oakling.schedule(action, [HERO], NINE);
    await first.oakling.close();
    const second = await open(root, new Time(AFTER));
    const [row] = await second.oakling.status([HERO]);
    expect([row?.aem.published, row?.dynamicMedia.published]).toEqual([isAem, !isAem]);
    await second.oakling.close();
    const third = await open(root, new Time(AFTER));
    expect(publications(third.events)).toBe(0);
    await third.oakling.close();
  });

  it('follows its asset, though it moved while oakling was away', async () => {
    const root = await tree();
    const first = await open(root, new Time());
    await first.oakling.schedule('publish', [HERO], NINE);
    renameSync(join(root, 'here/hero.jpg'), join(root, 'there/hero.jpg'));
    await first.oakling.scan();
    expect(await first.oakling.scheduled()).toMatchObject([
      { items: [{ path: '/content/dam/there/hero.jpg' }] },
    ]);
    await first.oakling.close();
    renameSync(join(root, 'there'), join(root, 'elsewhere'));
    const second = await open(root, new Time(AFTER));
    expect(await published(second.oakling)).toEqual(['/content/dam/elsewhere/hero.jpg']);
    await second.oakling.close();
  });

  it.each<[string, (file: (name: string) => string) => void, string[], string[]]>([
    [
      'two that swap places',
      (file) => {
        renameSync(file('here/hero.jpg'), file('here/parked.jpg'));
        renameSync(file('here/other.jpg'), file('here/hero.jpg'));
        renameSync(file('here/parked.jpg'), file('here/other.jpg'));
      },
      [`${HERE}/other.jpg`],
      [],
    ],
    [
      'one that gave its place to another',
      (file) => {
        rmSync(file('here/hero.jpg'), { recursive: true });
        renameSync(file('here/other.jpg'), file('here/hero.jpg'));
      },
      [],
      ['unscheduled'],
    ],
    [
      'one that left a folder which moved then',
      (file) => {
        renameSync(file('here/hero.jpg'), file('there/hero.jpg'));
        renameSync(file('here'), file('hence'));
      },
      ['/content/dam/there/hero.jpg'],
      [],
    ],
    [
      'one whose folder swapped places with another',
      (file) => {
        renameSync(file('here'), file('parked'));
        renameSync(file('there'), file('here'));
        renameSync(file('parked'), file('there'));
      },
      ['/content/dam/there/hero.jpg'],
      [],
    ],
  ])('is of its asset and no other: %s', async (_, change, expected, told) => {
    const root = await tree();
    const time = new Time();
    const { oakling, events } = await open(root, time);
    await oakling.schedule('publish', [HERO], NINE);
    change((name) => join(root, name));
    // Nobody told oakling of it: its time is reason enough to look.
    await time.pass(AFTER, oakling);
    expect(await published(oakling)).toEqual(expected);
    expect(publications(events)).toBe(expected.length);
    expect(await oakling.scheduled()).toEqual([]);
    const kinds = (await oakling.timeline()).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'unscheduled')).toEqual(told);
    await oakling.close();
  });

  it('is of a folder wherever it moved', async () => {
    const root = await tree();
    const time = new Time();
    const { oakling } = await open(root, time);
    await oakling.schedule('publish', [HERE], NINE, { include: 'children' });
    renameSync(join(root, 'here'), join(root, 'there/here'));
    await time.pass(AFTER, oakling);
    const moved = '/content/dam/there/here';
    expect(await published(oakling)).toEqual([`${moved}/hero.jpg`, `${moved}/other.jpg`]);
    await oakling.close();
  });

  it('is refused at once where the action would be', async () => {
    const root = await tree();
    const { oakling } = await open(root, new Time());
    await oakling.set(HERE, { sync: 'disabled' });
    const { publication, rows } = await oakling.schedule('publishToDynamicMedia', [HERO], NINE);
    expect(publication).toBeNull();
    expect(rows).toMatchObject([
      { path: HERO, outcome: 'refused', reason: expect.stringContaining('not synced to Dynamic Media') },
    ]);
    await oakling.close();
  });

  it('shows as pending for what is in its folder, as far as it reaches', async () => {
    const { oakling } = await open(await tree(), new Time());
    const pending = async () =>
      (await oakling.search({ pending: true, type: ['asset', 'folder'] })).paths.toSorted();
    const { publication } = await oakling.schedule('publish', [HERE], NINE, { include: 'none' });
    expect(await pending()).toEqual([HERE]);
    await oakling.unschedule([publication?.id ?? 0]);
    await oakling.schedule('publish', [HERE], NINE, { include: 'children' });
    expect(await pending()).toEqual([HERE, HERO, `${HERE}/other.jpg`]);
    await oakling.schedule('publish', ['/content/dam'], NINE);
    expect(await pending()).toEqual(expect.arrayContaining(['/content/dam/there']));
    await oakling.close();
  });

  it('is not one of a copy, and dropped with its asset', async () => {
    const root = await tree();
    const time = new Time();
    const { oakling } = await open(root, time);
    await oakling.schedule('publish', [HERO], NINE);
    cpSync(join(root, 'here/hero.jpg'), join(root, 'here/copy.jpg'), { recursive: true });
    await oakling.scan();
    expect((await oakling.search({ pending: true })).paths).toEqual([HERO]);
    rmSync(join(root, 'here/hero.jpg'), { recursive: true });
    await oakling.scan();
    expect(await oakling.scheduled()).toEqual([]);
    await time.pass(AFTER, oakling);
    expect(await published(oakling)).toEqual([]);
    const [dropped] = await oakling.timeline(HERO);
    expect(dropped).toMatchObject({ kind: 'unscheduled', reason: expect.stringContaining('deleted') });
    await oakling.close();
  });

  it('does not happen when it was cancelled', async () => {
    const time = new Time();
    const { oakling } = await open(await tree(), time);
    const { publication } = await oakling.schedule('publish', [HERE], NINE, { include: 'children' });
    expect(await oakling.unschedule([publication?.id ?? 0, 4711])).toEqual([publication]);
    await time.pass(AFTER, oakling);
    expect(await published(oakling)).toEqual([]);
    expect((await oakling.timeline(HERE)).map(({ kind }) => kind)).toEqual(['unscheduled', 'scheduled']);
    await oakling.close();
  });

  it('is planned when its time comes, and says what it could not do', async () => {
    const root = await tree();
    const time = new Time();
    const { oakling, events } = await open(root, time);
    await oakling.schedule('publishToDynamicMedia', [HERO], NINE);
    await oakling.set(HERE, { sync: 'disabled' });
    await time.pass(AFTER, oakling);
    expect(events).toContainEqual(
      expect.objectContaining({
        code: 'publication.refused',
        path: HERO,
        message: expect.stringContaining('scheduled for 2026-12-24 09:00'),
      }),
    );
    expect(await oakling.scheduled()).toEqual([]);
    await oakling.close();
  });

  it('cannot be in the past', async () => {
    const { oakling } = await open(await tree(), new Time(AFTER));
    await expect(oakling.schedule('publish', [HERO], NINE)).rejects.toThrow('is not to come');
    await oakling.close();
  });
});

it('killed at any write, it is still carried out once', { timeout: 120_000 }, async () => {
  let kills = 0;
  for (let change = 1; ; change++) {
    const root = await tree();
    const time = new Time();
    const first = await open(root, time);
    await first.oakling.schedule('publish', [HERO], NINE);
    killAt(change);
    await time.pass(AFTER, first.oakling).catch(() => undefined);
    await first.oakling.idle().catch(() => undefined);
    const wasKilled = isKilled();
    await first.oakling.close().catch(() => undefined);
    revive();
    if (!wasKilled) break;
    kills++;
    // A process that was killed holds no lock.
    rmSync(join(root, '.oakling/lock.json'));
    const second = await open(root, new Time(AFTER));
    await second.oakling.idle();
    const told = (await second.oakling.timeline(HERO)).filter(({ kind }) => kind === 'published');
    expect([change, await published(second.oakling), told.length]).toEqual([change, [HERO], 1]);
    expect([change, (await second.oakling.verifyTargets()).problems]).toEqual([change, []]);
    expect([change, await second.oakling.scheduled()]).toEqual([change, []]);
    await second.oakling.close();
  }
  expect(kills).toBeGreaterThan(15);
});

it('killed at any write while its asset changes places, it is still that asset’s', {
  timeout: 120_000,
}, async () => {
  let kills = 0;
  for (let change = 1; ; change++) {
    const root = await tree();
    const first = await open(root, new Time());
    await first.oakling.schedule('publish', [HERO], NINE);
    renameSync(join(root, 'here/hero.jpg'), join(root, 'here/parked.jpg'));
    renameSync(join(root, 'here/other.jpg'), join(root, 'here/hero.jpg'));
    renameSync(join(root, 'here/parked.jpg'), join(root, 'here/other.jpg'));
    killAt(change);
    await first.oakling.scan().catch(() => undefined);
    await first.oakling.idle().catch(() => undefined);
    const wasKilled = isKilled();
    await first.oakling.close().catch(() => undefined);
    revive();
    if (!wasKilled) break;
    kills++;
    rmSync(join(root, '.oakling/lock.json'));
    const second = await open(root, new Time(AFTER));
    await second.oakling.idle();
    expect([change, await published(second.oakling)]).toEqual([change, [`${HERE}/other.jpg`]]);
    await second.oakling.close();
  }
  expect(kills).toBeGreaterThan(5);
});
