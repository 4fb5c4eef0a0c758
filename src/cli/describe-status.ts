/**
 * One asset's status in the few words of a table, as AEM's list view has them.
 *
 * @module
 */
import type { AssetStatus } from '../emulator/oakling.ts';
import { MODE_LABELS } from '../publish/setting-words.ts';
import type { Paint } from './printer.ts';
import { timeAgo } from './relative-time.ts';
import type { TableCell } from './table.ts';

/** How a cell looks: well, waiting for somebody, wrong, or nothing to say. */
export type Tone = 'good' | 'open' | 'bad' | 'none';

/** A cell of the table. */
export interface Cell {
  readonly text: string;
  readonly tone: Tone;
}

/** The cells of a row after its path. */
export interface StatusCells {
  readonly sync: Cell;
  readonly publishMode: Cell;
  readonly aem: Cell;
  readonly dynamicMedia: Cell;
}

/** How much a cell tells. */
export interface StatusDetail {
  /** Where the modes come from. */
  readonly withOrigins: boolean;
  /** Who published. */
  readonly withActors: boolean;
}

/** Puts a status into words. */
export function describeStatus(
  { sync, publishMode, aem, dynamicMedia }: AssetStatus,
  now: Date,
  { withOrigins, withActors }: StatusDetail,
): StatusCells {
  const origin = (text: string) => (withOrigins && text !== '' ? ` (${text})` : '');
  const when: When = (at, by) =>
    (at === null ? '' : ` ${timeAgo(at, now)}`) + (by === null || !withActors ? '' : ` by ${by}`);
  const synced = syncCell(sync);
  const mode = publishMode.mode === null ? '–' : MODE_LABELS[publishMode.mode] + origin(publishMode.origin);
  return {
    sync: { ...synced, text: synced.text + origin(sync.origin) },
    publishMode: { text: mode, tone: 'none' },
    aem: aemCell(aem, when),
    dynamicMedia: dynamicMediaCell(dynamicMedia, when),
  };
}

/** Words for a time and a person. */
export type When = (at: string | null, by: string | null) => string;

function syncCell(sync: AssetStatus['sync']): Cell {
  if (sync.state === 'notSupported') return { text: 'Not supported', tone: 'none' };
  if (sync.state === 'synced')
    return sync.mode === 'disabled'
      ? { text: 'Synced, now excluded', tone: 'open' }
      : { text: 'Synced', tone: 'good' };
  return sync.mode === 'disabled' ? { text: 'Excluded', tone: 'none' } : { text: 'Not synced', tone: 'open' };
}

/** The column *Published*. */
export function aemCell({ published, action, by, at, modifiedSince }: AssetStatus['aem'], when: When): Cell {
  if (published && modifiedSince) return { text: 'Modified since publication', tone: 'open' };
  if (published) return { text: `Published${when(at, by)}`, tone: 'good' };
  return action === null
    ? { text: 'Not published', tone: 'none' }
    : { text: `Unpublished${when(at, by)}`, tone: 'none' };
}

/** Words for `dam:scene7FileStatus` where it says more than published or not. */
const DYNAMIC_MEDIA_WORDS: Readonly<Record<string, Cell>> = {
  PublishIncomplete: { text: 'Not published', tone: 'none' },
  NotSupported: { text: '–', tone: 'none' },
  UploadStart: { text: 'Uploading', tone: 'open' },
  UploadFailed: { text: 'Upload failed', tone: 'bad' },
  PublishQueued: { text: 'Publication queued', tone: 'open' },
  PublishStart: { text: 'Being published', tone: 'open' },
  PublishFailed: { text: 'Publication failed', tone: 'bad' },
  NeedsReupload: { text: 'Needs to be uploaded again', tone: 'open' },
};

/** The column *Dynamic Media*. */
export function dynamicMediaCell(
  { published, status, by, at }: AssetStatus['dynamicMedia'],
  when: When,
): Cell {
  if (published) return { text: `Published${when(at, by)}`, tone: 'good' };
  if (status === null) return { text: '–', tone: 'none' };
  return DYNAMIC_MEDIA_WORDS[status] ?? { text: status, tone: 'open' };
}

/** A cell with the colour of its tone. */
export function painted({ text, tone }: Cell, paint: Paint): TableCell {
  const colours: Readonly<Record<Tone, (text: string) => string>> = {
    good: paint.green,
    open: paint.yellow,
    bad: paint.red,
    none: (plain) => plain,
  };
  return { text, paint: colours[tone] };
}
