/**
 * What `start` says when the tree is open: where it is, what applies, and what to do next.
 *
 * @module
 */
import stringWidth from 'string-width';
import type { SettingValue } from '../configuration/read-environment.ts';
import type { ReadyEvent } from '../plugins/events.ts';
import { counted, notYetText } from './counts.ts';
import type { Paint } from './printer.ts';
import { pad, truncateMiddle } from './truncate.ts';

/** What the box tells. */
export interface ReadyFacts {
  readonly ready: ReadyEvent;
  /** Settings in force, with their sources. */
  readonly values: readonly SettingValue[];
  /** The folder as the person named it; absent when it is found from here without a name. */
  readonly named?: string | undefined;
}

/** The box, at most `width` cells wide. */
export function readyBox({ ready, values, named }: ReadyFacts, width: number, paint: Paint): string[] {
  const rows: (readonly [string, string])[] = [
    ['Tree', ready.folder],
    ['Assets', assetsText(ready)],
    ['Settings', settingsText(values)],
    ...(ready.watcher ? [['Watching', `${ready.watcher}, ready in ${ready.milliseconds} ms`] as const] : []),
  ];
  const room = Math.max(20, width - 4);
  const facts = rows.map(([label, text]) => {
    const shown = truncateMiddle(text, room - 10);
    return { cells: `${pad(label, 10)}${shown}`, line: `${paint.dim(pad(label, 10))}${shown}` };
  });
  const advice = adviceFor(ready, named).map((text) => {
    const shown = truncateMiddle(text, room);
    return { cells: shown, line: shown };
  });
  const lines = [...facts, { cells: '', line: '' }, ...advice];
  const inner = Math.max(...lines.map(({ cells }) => stringWidth(cells)));
  const title = ' oakling ready ';
  const side = paint.green('│');
  return [
    paint.green(`╭─${title}${'─'.repeat(Math.max(0, inner + 1 - title.length))}╮`),
    ...lines.map(({ cells, line }) => `${side} ${line}${' '.repeat(inner - stringWidth(cells))} ${side}`),
    paint.green(`╰${'─'.repeat(inner + 2)}╯`),
  ];
}

/** The same in one line, for where nobody looks; its first words never change. */
export function readyLine({ ready }: Pick<ReadyFacts, 'ready'>): string {
  const watcher = ready.watcher ? `, ${ready.watcher}` : '';
  return `oakling ready: ${assetsText(ready)}, in ${ready.folder} (${ready.milliseconds} ms${watcher})`;
}

function assetsText({ assets, folders, notYet, path }: ReadyEvent): string {
  const bare = notYet === 0 ? '' : `; ${notYetText(notYet)}`;
  return `${counted(assets, 'asset')} in ${counted(folders, 'folder')} below ${path}${bare}`;
}

function settingsText(values: readonly SettingValue[]): string {
  const chosen = values.filter(
    ({ key, source, value }) => source !== 'default' && key !== 'root' && typeof value !== 'object',
  );
  if (chosen.length === 0) return 'defaults (oakling config shows them)';
  return chosen.map(({ key, value, source }) => `${key} ${value} (${source})`).join(', ');
}

function adviceFor({ firstContact, notYet, watcher }: ReadyEvent, named: string | undefined): string[] {
  const operand = named === undefined ? '' : ` ${/\s/.test(named) ? `'${named}'` : named}`;
  const commands: (readonly [string, string])[] = [
    ...(notYet > 0
      ? [['oakling ingest <path>', 'makes assets of files that were here before'] as const]
      : []),
    [`oakling status${operand}`, 'tells who is published where'],
    ['oakling explain <path>', 'tells why'],
    ...(watcher ? [['Ctrl-C', 'finishes what is under way and stops'] as const] : []),
  ];
  const width = Math.max(...commands.map(([command]) => command.length));
  return [
    ...(firstContact ? ['First time here: what is there was taken as it is, and not touched.'] : []),
    ...(watcher ? ['Drop a picture into the tree and watch what happens here.'] : []),
    ...commands.map(([command, purpose]) => `${pad(command, width)}   ${purpose}`),
  ];
}
