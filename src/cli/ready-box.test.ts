import pc from 'picocolors';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { ReadyEvent } from '../plugins/events.ts';
import { readyBox, readyLine } from './ready-box.ts';

const ready: ReadyEvent = {
  event: 'ready',
  folder: '/home/me/projects/site/ui.content/src/main/content/jcr_root',
  path: '/content/dam',
  firstContact: true,
  assets: 12_345,
  folders: 1,
  notYet: 2,
  watcher: 'directory',
  milliseconds: 480,
};

const values = [
  { key: 'root', value: '/home/me', source: 'oakling.config.yaml:1' },
  { key: 'user', value: 'mira', source: 'OAKLING_USER' },
  { key: 'dynamicMedia.mimeTypes', value: {}, source: 'oakling.config.yaml:4' },
  { key: 'layout', value: 'vault', source: 'default' },
];

const plain = pc.createColors(false);

describe('the box', () => {
  it('tells where, what applies and what to do', () => {
    expect(readyBox({ ready, values, named: 'my site' }, 100, plain).join('\n')).toMatchInlineSnapshot(`
      "╭─ oakling ready ───────────────────────────────────────────────────────────────────╮
      │ Tree      /home/me/projects/site/ui.content/src/main/content/jcr_root             │
      │ Assets    12,345 assets in 1 folder below /content/dam; 2 files are no assets yet │
      │ Settings  user mira (OAKLING_USER)                                                │
      │ Watching  directory, ready in 480 ms                                              │
      │                                                                                   │
      │ First time here: what is there was taken as it is, and not touched.               │
      │ Drop a picture into the tree and watch what happens here.                         │
      │ oakling ingest <path>      makes assets of files that were here before            │
      │ oakling status 'my site'   tells who is published where                           │
      │ oakling explain <path>     tells why                                              │
      │ Ctrl-C                     finishes what is under way and stops                   │
      ╰───────────────────────────────────────────────────────────────────────────────────╯"
    `);
  });

  it.each([100, 60, 30])('is never wider than %i cells', (width) => {
    for (const line of readyBox({ ready, values }, width, plain)) {
      expect(stringWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  it('is as wide with colour as without', () => {
    const coloured = readyBox({ ready, values }, 80, pc.createColors(true));
    expect(coloured.map((line) => stringWidth(line))).toEqual(
      readyBox({ ready, values }, 80, plain).map((line) => stringWidth(line)),
    );
  });
});

it('is one line for programs, which begins with frozen words', () => {
  expect(readyLine({ ready })).toBe(
    'oakling ready: 12,345 assets in 1 folder below /content/dam; 2 files are no assets yet, in /home/me/projects/site/ui.content/src/main/content/jcr_root (480 ms, directory)',
  );
});
