/**
 * Carrying scheduled publications out: when their time comes, or at the next start after it.
 *
 * Each is carried out once, wherever a kill falls: first the whole action is on disk under the publication's
 * key, then the publication leaves the schedule, then the first row is carried out. What stands in both was
 * killed between the two, and is being resumed.
 *
 * @module
 */
import { errorText } from '../../disk/errors.ts';
import { problem } from '../../problems/problem.ts';
import { ACTION_LABELS } from '../../publish/publish-target.ts';
import type { ScheduledPublication } from '../../replication/schedule/schedule.ts';
import { describeTime } from '../../replication/schedule/scheduled-time.ts';
import { systemTimer, type Timer } from '../../replication/timer.ts';
import type { Emulation } from '../emulation.ts';
import type { Road } from '../road.ts';
import { apply } from '../verbs/apply.ts';
import { plan } from '../verbs/plan.ts';

/** Longer waits are cut: timers take no more than 2³¹ ms, and somebody may set the clock meanwhile. */
const LONGEST_WAIT = 60 * 60 * 1000;

/** Runs what is due, now and whenever something becomes so. */
export class ScheduleRunner {
  readonly #emulation: Emulation;
  readonly #road: Road;
  readonly #timer: Timer;
  #stopWaiting: (() => void) | undefined;
  #isClosed = false;

  constructor(emulation: Emulation, road: Road, timer: Timer = systemTimer) {
    this.#emulation = emulation;
    this.#road = road;
    this.#timer = timer;
    const { schedule, actions } = emulation;
    for (const { id } of schedule.list()) if (actions.hasBegun(keyOf(id))) schedule.remove(id);
  }

  /** Looks at the schedule again: something was added, or may be due. */
  look(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
    const { schedule, clock } = this.#emulation;
    const [nearest] = schedule.list();
    if (!nearest || this.#isClosed) return;
    const wait = Date.parse(nearest.at) - clock().getTime();
    if (wait <= 0) {
      // What moved a moment ago is where it is now before anything is planned.
      this.#road.startScan();
      void this.#road.exclusive(() => this.#run());
    } else this.#stopWaiting = this.#timer(Math.min(wait, LONGEST_WAIT), () => this.look());
  }

  /** Begins nothing more. */
  close(): void {
    this.#isClosed = true;
    this.#stopWaiting?.();
  }

  async #run(): Promise<void> {
    const { schedule, clock, store } = this.#emulation;
    for (const publication of schedule.due(clock())) {
      try {
        await this.#carryOut(publication);
        store?.flush();
      } catch (cause) {
        // It stays in the schedule, unless it has begun.
        this.#refuse(publication, publication.items[0]?.path ?? '/', errorText(cause));
      }
    }
    // What could not even be begun is tried again later, not at once.
    const isStuck = schedule.due(clock()).length > 0;
    if (isStuck && !this.#isClosed) this.#stopWaiting = this.#timer(LONGEST_WAIT, () => this.look());
    else this.look();
  }

  async #carryOut(publication: ScheduledPublication): Promise<void> {
    const { id, action, items, include, references, by } = publication;
    const paths = items.map(({ path }) => path);
    const planned = plan(this.#emulation, action, paths, { include, references });
    const rows = planned.rows.filter(({ outcome }) => outcome === 'due');
    for (const { path, reason } of planned.rows.filter(({ outcome }) => outcome === 'refused')) {
      this.#refuse(publication, path, reason);
    }
    await apply(
      this.#emulation,
      { action, rows },
      {
        by,
        key: keyOf(id),
        onBegun: () => void this.#emulation.schedule.remove(id),
        onRow: ({ path, outcome, reason }) => {
          if (outcome === 'refused') this.#refuse(publication, path, reason);
        },
      },
    );
  }

  #refuse(publication: ScheduledPublication, path: string, reason: string): void {
    const message = `"${ACTION_LABELS[publication.action]}", scheduled for ${describeTime(publication)}, was not carried out: ${reason}`;
    this.#emulation.report(
      problem('publication.refused', { path, message, hint: 'Mend the cause, and publish it by hand.' }),
    );
  }
}

const keyOf = (id: number): string => `schedule:${id}`;
