/**
 * The house's floor plan: a room imports only rooms that stand above it, and only the disk's own rooms
 * touch the file system.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Rooms of `src/`, each allowed to import those before it (docs/decisions/rooms.md). */
const ROOMS = [
  'problems',
  'jcr',
  'format',
  'docview',
  'yaml',
  'schemas',
  'vault',
  'disk',
  'aggregates',
  'repository',
  'dam',
  'publish',
  'packages',
  'validation',
  'cleaning',
  'watch',
  'plugins',
  'search',
  'replication',
  'emulator',
  'git',
  'control',
  'configuration',
  'cli',
];

/** Rooms that may touch the file system; everybody else goes through `disk`. */
const TOUCHES_DISK = new Set(['disk', 'watch', 'control']);

const source = join(import.meta.dirname, '..', 'src');

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|js)$/.test(file) && !/\.(test|contract)\.ts$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(source, file), 'utf8') }));

const roomOf = (file: string) => (file.includes(sep) ? (file.split(sep)[0] ?? '') : 'index');

function importsOf(text: string): string[] {
  return [...text.matchAll(/^\s*(?:import|export)\b[^'"]*?from\s+['"]([^'"]+)['"]/gm)].map(
    (match) => match[1] ?? '',
  );
}

describe('the house', () => {
  it('has a place in the plan for every room', () => {
    const rooms = new Set(files.map(({ file }) => roomOf(file)).filter((room) => room !== 'index'));
    expect([...rooms].filter((room) => !ROOMS.includes(room))).toEqual([]);
  });

  it.each(files)('lets $file import only what stands above it', ({ file, text }) => {
    const room = ROOMS.indexOf(roomOf(file));
    const forbidden = importsOf(text)
      .filter((target) => target.startsWith('.'))
      .map((target) => relative(source, join(source, file, '..', target)))
      .filter((target) => roomOf(target) !== 'index' && room >= 0 && ROOMS.indexOf(roomOf(target)) > room);
    expect(forbidden).toEqual([]);
  });

  it.each(files)('lets $file touch the file system only if it is its trade', ({ file, text }) => {
    if (TOUCHES_DISK.has(roomOf(file))) return;
    const forbidden = importsOf(text).filter((target) => /^(node:)?fs(\/promises)?$|^fs-extra$/.test(target));
    expect(forbidden).toEqual([]);
  });

  it('keeps every file short enough to be one idea', () => {
    const long = files.filter(
      ({ text }) => text.split('\n').length > 400 && !/^ \* Long because /m.test(text),
    );
    expect(long.map(({ file }) => file)).toEqual([]);
  });
});
