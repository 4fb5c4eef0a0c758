/**
 * Whatever happens to a tree before, between and after: what is scheduled for an asset is carried out once
 * when it is due and the asset lives, and never otherwise. Assets are told apart by their identity.
 */
import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createOakling } from '../../src/emulator/create-oakling.ts';
import type { Oakling } from '../../src/emulator/oakling.ts';
import { assetFiles, folderFile } from '../support/assets.ts';
import { jpeg } from '../support/pictures.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-tree.ts';

const HOUR = 60 * 60 * 1000;
const PLACES = ['one/a.jpg', 'one/b.jpg', 'two/c.jpg', 'two/d.jpg', 'one/e.jpg'] as const;
const FOLDERS = ['one', 'two', 'three'] as const;

type Step =
  | { readonly do: 'schedule'; readonly asset: number; readonly hours: number }
  | { readonly do: 'cancel'; readonly which: number }
  | { readonly do: 'move' | 'copy' | 'swap'; readonly from: number; readonly to: number }
  | { readonly do: 'delete'; readonly asset: number }
  | { readonly do: 'moveFolder'; readonly from: number; readonly to: number }
  | { readonly do: 'wait'; readonly hours: number }
  | { readonly do: 'close' | 'scan' };

const place = fc.nat(PLACES.length - 1);
const hours = fc.integer({ min: 1, max: 6 });
const steps = fc.array(
  fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({ do: fc.constant('schedule'), asset: place, hours }),
    fc.record({ do: fc.constant('schedule'), asset: place, hours }),
    fc.record({ do: fc.constant('cancel'), which: fc.nat(5) }),
    fc.record({ do: fc.constantFrom('move', 'copy', 'swap'), from: place, to: place }),
    fc.record({ do: fc.constant('delete'), asset: place }),
    fc.record({ do: fc.constant('moveFolder'), from: fc.nat(2), to: fc.nat(2) }),
    fc.record({ do: fc.constant('wait'), hours }),
    fc.record({ do: fc.constantFrom('close', 'scan') }),
  ),
  { minLength: 3, maxLength: 14 },
);

/** A tree, oakling on it now and then, and what should come of it. */
class World {
  readonly #root: string;
  #now = Date.parse('2026-12-23T12:00:00Z');
  #oakling: Oakling | undefined;
  #timers: { readonly at: number; readonly callback: () => void }[] = [];
  /** Identity by place; places are relative to the root. */
  readonly #assets = new Map<string, string>();
  /** By number: what should happen to whom. */
  readonly #scheduled = new Map<number, { readonly identity: string; readonly due: number }>();
  readonly expected: string[] = [];
  readonly happened: string[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  async begin(): Promise<void> {
    for (const folder of ['one', 'two']) writeFiles(this.#root, folderFile('vault', folder, {}));
    for (const name of PLACES.slice(0, 4)) {
      const files = assetFiles('vault', name, await jpeg(name, 8, 8), 'image/jpeg', {
        dynamicMedia: 'synced',
      });
      writeFiles(this.#root, files);
    }
    const oakling = await this.#open();
    for (const name of PLACES.slice(0, 4)) this.#assets.set(name, name);
    await oakling.scan();
  }

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'schedule':
        return this.#schedule(PLACES[step.asset] ?? '', step.hours);
      case 'cancel':
        return this.#cancel(step.which);
      case 'move':
      case 'copy':
      case 'swap':
        return this.#transfer(step.do, PLACES[step.from] ?? '', PLACES[step.to] ?? '');
      case 'delete':
        return this.#delete(PLACES[step.asset] ?? '');
      case 'moveFolder':
        return this.#moveFolder(FOLDERS[step.from] ?? '', FOLDERS[step.to] ?? '');
      case 'wait':
        return this.#wait(step.hours);
      case 'close':
        await this.#oakling?.close();
        this.#oakling = undefined;
        this.#timers = [];
        return;
      case 'scan':
        await (await this.#open()).scan();
    }
  }

  /** Everything that was ever scheduled is due by then. */
  async end(): Promise<void> {
    await this.#open();
    await this.#wait(24);
    expect(await this.#oakling?.scheduled()).toEqual([]);
    await this.#oakling?.close();
  }

  async #open(): Promise<Oakling> {
    if (this.#oakling) return this.#oakling;
    const oakling = await createOakling({
      root: this.#root,
      mount: '/content/dam',
      renditions: false,
      clock: () => new Date(this.#now),
      timer: (milliseconds, callback) => {
        const timer = { at: this.#now + milliseconds, callback };
        this.#timers.push(timer);
        return () => {
          this.#timers = this.#timers.filter((other) => other !== timer);
        };
      },
    });
    oakling.on((event) => {
      if (event.event !== 'publication') return;
      this.happened.push(this.#assets.get(event.path.slice('/content/dam/'.length)) ?? event.path);
    });
    this.#oakling = oakling;
    this.#expectWhatIsDue();
    await oakling.idle();
    return oakling;
  }

  async #schedule(name: string, later: number): Promise<void> {
    const oakling = await this.#open();
    await oakling.scan();
    const at = new Date(this.#now + later * HOUR).toISOString();
    const { publication } = await oakling.schedule('publish', [`/content/dam/${name}`], { at, zone: 'UTC' });
    const identity = this.#assets.get(name);
    expect(publication === null).toBe(identity === undefined);
    if (publication && identity !== undefined) {
      this.#scheduled.set(publication.id, { identity, due: this.#now + later * HOUR });
    }
  }

  async #cancel(which: number): Promise<void> {
    const id = [...this.#scheduled.keys()][which];
    if (id === undefined) return;
    const cancelled = await (await this.#open()).unschedule([id]);
    // One of whose deletion oakling has not heard may be there or not.
    expect(cancelled.length).toBeLessThanOrEqual(1);
    this.#scheduled.delete(id);
  }

  async #transfer(what: 'move' | 'copy' | 'swap', from: string, to: string): Promise<void> {
    const [source, target] = [join(this.#root, from), join(this.#root, to)];
    const [identity, other] = [this.#assets.get(from), this.#assets.get(to)];
    if (identity === undefined || from === to || !existsSync(join(target, '..'))) return;
    if (what === 'swap') {
      if (other === undefined) return;
      renameSync(source, join(this.#root, 'parked'));
      renameSync(target, source);
      renameSync(join(this.#root, 'parked'), target);
      this.#assets.set(from, other).set(to, identity);
      return;
    }
    if (other !== undefined) return;
    if (what === 'copy') {
      cpSync(source, target, { recursive: true });
      this.#assets.set(to, `${identity} copied`);
      // Of two things with one identity, the one that was there first must have been seen.
      await (await this.#open()).scan();
      return;
    }
    renameSync(source, target);
    this.#assets.delete(from);
    this.#assets.set(to, identity);
  }

  async #delete(name: string): Promise<void> {
    const identity = this.#assets.get(name);
    if (identity === undefined) return;
    rmSync(join(this.#root, name), { recursive: true });
    this.#assets.delete(name);
    for (const [id, scheduled] of this.#scheduled) {
      if (scheduled.identity === identity) this.#scheduled.delete(id);
    }
  }

  async #moveFolder(from: string, to: string): Promise<void> {
    const [source, target] = [join(this.#root, from), join(this.#root, to)];
    if (!existsSync(source) || existsSync(target)) return;
    renameSync(source, target);
    for (const [name, identity] of [...this.#assets]) {
      if (!name.startsWith(`${from}/`)) continue;
      this.#assets.delete(name);
      this.#assets.set(to + name.slice(from.length), identity);
    }
  }

  /** Time passes; while oakling is open, what waits for it happens at its time. */
  async #wait(length: number): Promise<void> {
    const until = this.#now + length * HOUR;
    for (;;) {
      const [next] = this.#timers.toSorted((a, b) => a.at - b.at);
      if (!next || next.at > until || !this.#oakling) break;
      this.#now = Math.max(this.#now, next.at);
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#expectWhatIsDue();
      next.callback();
      await this.#oakling.idle();
    }
    this.#now = until;
  }

  #expectWhatIsDue(): void {
    for (const [id, { identity, due }] of this.#scheduled) {
      if (due > this.#now) continue;
      this.expected.push(identity);
      this.#scheduled.delete(id);
    }
  }
}

it('what is scheduled happens once, when it is due and its asset lives', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const world = new World(temporaryFolder());
      await world.begin();
      for (const step of taken) await world.take(step);
      await world.end();
      expect(world.happened.toSorted()).toEqual(world.expected.toSorted());
    }),
    { numRuns: 60 },
  );
});
