/**
 * The road from hints to status nodes. One thing happens at a time on it: a comparison with what
 * follows from it, or a verb.
 *
 * @module
 */

import { setImmediate as letOthersRun } from 'node:timers/promises';
import { errorText, isAbsence } from '../disk/errors.ts';
import { sha1Of } from '../disk/hash.ts';
import { StaleFileError } from '../disk/write.ts';
import { problem } from '../problems/problem.ts';
import { Comparison, type Difference } from '../repository/compare.ts';
import {
  type AssetEntry,
  type BareEntry,
  fileOf,
  jcrNameOfEntry,
  type OrphanEntry,
} from '../repository/entry.ts';
import { unreadable } from '../repository/node-facts.ts';
import { type PendingChange, pair } from '../repository/pair.ts';
import { displayPath } from '../repository/tree.ts';
import { assetNodeFile, originalFile } from '../vault/layout.ts';
import { carryOut } from './carry-out.ts';
import { describeAsset } from './carry-out-edit.ts';
import { type DescribedBinary, describeBinary } from './describe-binary.ts';
import { commit, drop, type Emulation } from './emulation.ts';
import { inOrder } from './in-order.ts';
import { recoverLeftover } from './recover-leftover.ts';

/** How many binaries are read at once while changes are carried out one by one. */
const READ_AHEAD = 8;

/** How long a comparison may hold the event loop, in milliseconds. */
const SLICE = 25;

/** How often a file that keeps changing is looked at again before it is left to the next hint. */
const PATIENCE = 5;

/** Carries hints down the road, one turn at a time. */
export class Road {
  readonly #emulation: Emulation;
  readonly #onProgress: ((looked: number) => void) | undefined;
  readonly #hints = new Set<string>();
  readonly #retries = new Map<string, number>();
  #everything = false;
  #tail: Promise<unknown> = Promise.resolve();
  #turnIsDue = false;
  #waiting = 0;
  #closed = false;

  constructor(emulation: Emulation, onProgress: ((looked: number) => void) | undefined) {
    this.#emulation = emulation;
    this.#onProgress = onProgress;
  }

  /** Called whenever the road becomes empty. */
  onEmpty: (() => void) | undefined;

  /**
   * Called at the end of every comparison with what follows from it, before the index is written.
   * `isSettled` is false when something is to be looked at again, and may still turn up elsewhere.
   */
  onTurn: ((isSettled: boolean) => void) | undefined;

  /** Whether nothing is on the road and nothing waits for it. */
  get isEmpty(): boolean {
    return this.#waiting === 0;
  }

  /** Says that paths may differ from what is known; they are looked at in the next turn. */
  hint(paths: Iterable<string>): void {
    for (const path of paths) this.#hints.add(path);
    this.#startTurn();
  }

  /** Compares the whole tree, and carries out what follows. */
  scan(): Promise<void> {
    this.#everything = true;
    return this.exclusive(() => this.#turn());
  }

  /** The same without anybody waiting for it. */
  startScan(): void {
    this.#everything = true;
    this.#startTurn();
  }

  /** Does something while nothing else is on the road. */
  exclusive<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#waiting++;
    const done = this.#tail.then(work).finally(() => {
      this.#waiting--;
      if (this.isEmpty) this.onEmpty?.();
    });
    this.#tail = done.catch(() => undefined);
    return done;
  }

  /** Resolves when the road was empty once after now. */
  async empty(): Promise<void> {
    while (!this.isEmpty) await this.#tail;
  }

  /** Lets nothing more onto the road, and waits for what is on it. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.empty();
  }

  #startTurn(): void {
    if (this.#turnIsDue || this.#closed) return;
    this.#turnIsDue = true;
    this.exclusive(() => this.#turn()).catch((cause: unknown) => {
      const message = `A turn failed: ${errorText(cause)}`;
      const path = displayPath(this.#emulation.tree, this.#emulation.tree.assetsFolder);
      this.#emulation.report(
        problem('watch.failed', { path, message, hint: 'Run a scan; please report this.' }),
      );
    });
  }

  async #turn(): Promise<void> {
    this.#turnIsDue = false;
    const { index, observer, store } = this.#emulation;
    const hints = [...this.#hints];
    this.#hints.clear();
    const everything = this.#everything;
    this.#everything = false;
    let comparison: Comparison;
    // What an interrupted step moved away is neither gone nor new: it is compared where it belongs.
    do {
      comparison = new Comparison(index, observer);
      await this.#inSlices(everything ? comparison.everything() : comparison.hinted(hints));
    } while (this.#recoverLeftovers());
    const { changes, silent } = pair(comparison.differences, index, observer);
    for (const difference of silent) this.#noteSilently(difference);
    for await (const [change, prepared] of inOrder(changes, READ_AHEAD, (next) => this.#prepare(next))) {
      await this.#carryOut(change, prepared);
    }
    for (const { after } of silent) if (after?.kind === 'orphan') this.#reportOrphan(after);
    this.onTurn?.(this.#hints.size === 0);
    store?.flush();
    if (changes.length === 0) this.#retries.clear();
  }

  async #inSlices(steps: Generator<void>): Promise<void> {
    let sliceStart = performance.now();
    let looked = 0;
    for (const _ of steps) {
      looked++;
      if (performance.now() - sliceStart < SLICE) continue;
      this.#onProgress?.(looked);
      await letOthersRun();
      sliceStart = performance.now();
    }
  }

  /**
   * Finishes or undoes interrupted steps.
   * @returns whether content moved by that, so that what was seen before does not hold any more
   */
  #recoverLeftovers(): boolean {
    const { observer, tree, report, store } = this.#emulation;
    const leftovers = store ? [...new Set(observer.leftovers)] : [];
    observer.leftovers.length = 0;
    const recovered = leftovers.flatMap((leftover) => recoverLeftover(tree, leftover) ?? []);
    recovered.forEach(report);
    return recovered.some(({ code }) => code === 'staging.recovered');
  }

  #noteSilently({ before, after }: Difference): void {
    if (before?.kind === 'folder' && after?.kind === 'folder') {
      this.#emulation.index.refresh(before, after.facts);
      this.#emulation.store?.put(before);
    } else if (after) commit(this.#emulation, after);
    else if (before) drop(this.#emulation, before);
  }

  /** A node whose picture only moved went along meanwhile. */
  #reportOrphan({ parent, name }: OrphanEntry): void {
    const orphan = parent?.children.get(name);
    if (orphan?.kind !== 'orphan') return;
    const { tree, report } = this.#emulation;
    const path = displayPath(tree, assetNodeFile(fileOf(orphan), 'plain'));
    const message = 'This is the node of an asset whose file is gone.';
    report(
      problem('asset.orphan-sidecar', { path, message, hint: 'Restore the file, or remove this one too.' }),
    );
  }

  async #prepare(change: PendingChange): Promise<DescribedBinary | Error | undefined> {
    const { after, kind, bytesTouched } = change;
    try {
      if (kind === 'upload' && after?.kind === 'bare') return await this.#describeBare(after);
      if (kind === 'copy' && after?.kind === 'asset') return await this.#describeEdited(after);
      if (after?.kind === 'asset' && bytesTouched) {
        return await describeAsset(this.#emulation, after, originalFile(fileOf(after), after.layout));
      }
      return undefined;
    } catch (cause) {
      return cause instanceof Error ? cause : new Error(String(cause));
    }
  }

  /** A copy may have got other bytes before it was seen; its node still tells those of its source. */
  async #describeEdited(copy: AssetEntry): Promise<DescribedBinary | undefined> {
    if (!copy.binary || copy.sha1 === undefined) return undefined;
    const file = originalFile(fileOf(copy), copy.layout);
    if ((await sha1Of(file, copy.binary.size)) === copy.sha1) return undefined;
    return describeAsset(this.#emulation, copy, file);
  }

  #describeBare(bare: BareEntry): Promise<DescribedBinary> {
    return describeBinary(this.#emulation, fileOf(bare), jcrNameOfEntry(bare), bare.stat);
  }

  async #carryOut(change: PendingChange, prepared: DescribedBinary | Error | undefined): Promise<void> {
    const subject = change.after ?? change.before;
    const file = subject && fileOf(subject);
    if (file === undefined) return;
    try {
      if (!(prepared instanceof Error)) await carryOut(this.#emulation, change, prepared);
      else if (isAbsence(prepared)) this.#lookAgain(file);
      else this.#emulation.report(unreadable(this.#emulation.tree, file, prepared));
    } catch (cause) {
      if (cause instanceof StaleFileError || isAbsence(cause)) this.#lookAgain(file);
      else this.#reportFailure(file, cause);
    }
  }

  /** The tree moved on under this change: what was seen is thrown away and looked at anew. */
  #lookAgain(file: string): void {
    const times = (this.#retries.get(file) ?? 0) + 1;
    this.#retries.set(file, times);
    if (times <= PATIENCE) this.hint([file]);
  }

  #reportFailure(file: string, cause: unknown): void {
    const { tree, report } = this.#emulation;
    const hint = 'Mend the cause and run a scan; nothing was changed.';
    report(problem('file.unwritable', { path: displayPath(tree, file), message: errorText(cause), hint }));
  }
}
