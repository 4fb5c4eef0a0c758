import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import type { NodeEdit } from '../../format/node-document.ts';
import { type NodeData, node, valueAt } from '../../jcr/node.ts';
import { name, string } from '../../jcr/property.ts';
import { openStateStatus } from './state-status.ts';
import { statusStoreContract } from './status-store.contract.ts';

const METADATA = ['jcr:content', 'metadata'];
const DAY = 24 * 60 * 60 * 1000;

const asset = (uuid: string): NodeData =>
  node({ 'jcr:primaryType': name('dam:Asset'), 'jcr:uuid': string(uuid) });
const named = (value: string): NodeEdit[] => [
  { edit: 'set', node: METADATA, property: 'dam:scene7Name', value: string(value) },
];

const open = (folder: string, now = 0) => openStateStatus(folder, 'write', () => now).statuses;
const nameOf = (folder: string, uuid: string, now = 0) =>
  valueAt(open(folder, now).read(`/${uuid}`, asset(uuid)), METADATA, 'dam:scene7Name');

describe('publish state beside the tree', () => {
  statusStoreContract(() => open(temporaryFolder()));

  it('leaves none of it for the node file, nor nodes that would hold nothing else', () => {
    const data = node({ 'jcr:primaryType': name('nt:unstructured') });
    const edits: NodeEdit[] = [
      { edit: 'addChild', node: [], child: 'jcr:content', data },
      { edit: 'addChild', node: ['jcr:content'], child: 'metadata', data },
      ...named('a'),
    ];
    expect(open(temporaryFolder()).record('/a', asset('a'), edits).edits).toEqual([]);
  });

  it('is there again after a restart, and takes no line for what is so already', () => {
    const folder = temporaryFolder();
    const store = open(folder);
    store.record('/a', asset('a'), named('one'));
    store.record('/a', asset('a'), named('two'));
    store.record('/a', asset('a'), named('two'));
    expect(nameOf(folder, 'a')).toBe('two');
    expect(readFileSync(join(folder, 'status.ndjson'), 'utf8').split('\n')).toHaveLength(3);
  });

  it('knows the names of assets in Dynamic Media, until they are gone', () => {
    const store = open(temporaryFolder());
    store.record('/a', asset('a'), named('tea'));
    store.record('/b', asset('b'), named('tea'));
    store.dropped('/a', 'a');
    expect(store.hasScene7Name('tea')).toBe(true);
    store.dropped('/b', 'b');
    expect(store.hasScene7Name('tea')).toBe(false);
    store.present('/b', 'b');
    expect(store.hasScene7Name('tea')).toBe(true);
  });

  it('waits ninety days for what went away', () => {
    const folder = temporaryFolder();
    const store = open(folder);
    for (const uuid of ['a', 'b']) {
      store.record(`/${uuid}`, asset(uuid), named(uuid));
      store.dropped(`/${uuid}`, uuid);
    }
    store.present('/b', 'b');
    expect(nameOf(folder, 'a', 90 * DAY)).toBe('a');
    expect(nameOf(folder, 'a', 91 * DAY)).toBeUndefined();
    expect(nameOf(folder, 'b', 1000 * DAY)).toBe('b');
  });

  it('survives a torn line, and tells of lines that cannot be read', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'status.ndjson');
    open(folder).record('/a', asset('a'), named('one'));
    appendFileSync(file, '{"key":"a","sta');
    expect(openStateStatus(folder, 'read').problems).toEqual([]);
    expect(nameOf(folder, 'a')).toBe('one');
    open(folder).record('/a', asset('a'), named('two'));
    expect(nameOf(folder, 'a')).toBe('two');
    appendFileSync(file, '[]\nnull\n{"key":"b","status":{"x":{"y":3}}}\n');
    const { problems } = openStateStatus(folder, 'write');
    expect(problems.map(({ code }) => code)).toEqual(['state.damaged']);
    expect(nameOf(folder, 'a')).toBe('two');
    expect(openStateStatus(folder, 'write').problems).toEqual([]);
  });

  it('is written anew when it is mostly history', () => {
    const folder = temporaryFolder();
    const store = open(folder);
    for (let i = 0; i < 1100; i++) store.record('/a', asset('a'), named(String(i)));
    expect(nameOf(folder, 'a')).toBe('1099');
    expect(readFileSync(join(folder, 'status.ndjson'), 'utf8').split('\n')).toHaveLength(2);
  });

  it('writes nothing where it is only read', () => {
    const folder = temporaryFolder();
    openStateStatus(folder, 'read');
    expect(existsSync(join(folder, 'status.ndjson'))).toBe(false);
  });
});
