/**
 * The suite every {@link StatusStore} runs: publish state is read as it was recorded, follows identity, and
 * what is left for the node file is all the rest.
 *
 * @module
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { editedNode } from '../../../test/support/edit-model.ts';
import type { NodeEdit } from '../../format/node-document.ts';
import { type NodeData, node, valueAt } from '../../jcr/node.ts';
import { date, name, string } from '../../jcr/property.ts';
import { readAssetState } from '../asset-state.ts';
import { clearEdits } from '../clear-edits.ts';
import { identityEdits } from '../identity-edits.ts';
import type { StatusStore } from './status-store.ts';

const PATH = '/content/dam/a.jpg';
const CONTENT = ['jcr:content'];
const METADATA = ['jcr:content', 'metadata'];
const AT = date(new Date('2026-11-23T12:00:00.000Z'));

function asset(uuid?: string): NodeData {
  const metadata = node({ 'jcr:primaryType': name('nt:unstructured'), 'dc:title': string('A') });
  return node(
    { 'jcr:primaryType': name('dam:Asset'), ...(uuid === undefined ? {} : { 'jcr:uuid': string(uuid) }) },
    { 'jcr:content': node({ 'jcr:primaryType': name('dam:AssetContent') }, { metadata }) },
  );
}

const set = (path: readonly string[], property: string, value = string('x')): NodeEdit => ({
  edit: 'set',
  node: path,
  property,
  value,
});

const ACTIVATE = [
  set(CONTENT, 'cq:lastReplicationAction', string('Activate')),
  set(CONTENT, 'cq:lastReplicated', AT),
];
const SYNC = [
  set(METADATA, 'dam:scene7ID', string('a|1')),
  set(METADATA, 'dam:scene7Name', string('a')),
  set(METADATA, 'dam:scene7FileStatus', string('PublishComplete')),
];

/** A node file and what a store knows of it, as the emulator holds the two together. */
class Asset {
  root: NodeData;
  readonly #store: StatusStore;
  path: string;

  constructor(store: StatusStore, root: NodeData, path = PATH) {
    this.#store = store;
    this.root = root;
    this.path = path;
  }

  get merged(): NodeData {
    return this.#store.read(this.path, this.root);
  }

  get state() {
    return readAssetState(this.merged);
  }

  save(edits: readonly NodeEdit[]): void {
    const recorded = this.#store.record(this.path, this.root, edits);
    this.root = recorded.edits.reduce((current, edit) => editedNode(current, edit), this.root);
  }
}

/** Runs the suite on stores that know nothing yet. */
export function statusStoreContract(open: () => StatusStore): void {
  let store: StatusStore;
  beforeEach(() => {
    store = open();
  });

  describe.each([
    ['with an identity', 'u-1'],
    ['without', undefined],
  ])('of a node %s', (_, uuid) => {
    it('reads what a node says where nothing was recorded', () => {
      const root = asset(uuid);
      expect(store.read(PATH, root)).toEqual(root);
      const published = [...ACTIVATE, ...SYNC].reduce((current, edit) => editedNode(current, edit), root);
      expect(store.read(PATH, published)).toEqual(published);
    });

    it('reads what was recorded, the rest of the node with it', () => {
      const subject = new Asset(store, asset(uuid));
      subject.save([...ACTIVATE, set(METADATA, 'dc:title', string('B'))]);
      subject.save(SYNC);
      expect(subject.state).toMatchObject({
        title: 'B',
        aem: { published: true },
        sync: { synced: true, name: 'a' },
        dynamicMedia: { published: true },
      });
      expect(valueAt(subject.root, METADATA, 'dc:title')).toBe('B');
    });

    it('goes on from what the node says', () => {
      const subject = new Asset(
        store,
        ACTIVATE.reduce((current, edit) => editedNode(current, edit), asset(uuid)),
      );
      subject.save(SYNC);
      expect(subject.state).toMatchObject({ aem: { published: true }, sync: { synced: true } });
    });

    it('removes', () => {
      const subject = new Asset(store, asset(uuid));
      subject.save([...ACTIVATE, ...SYNC]);
      subject.save([{ edit: 'remove', node: METADATA, property: 'dam:scene7ID' }]);
      expect(subject.state).toMatchObject({ aem: { published: true }, sync: { synced: false } });
    });

    it('takes back what was recorded for a file that could not be written', () => {
      const subject = new Asset(store, asset(uuid));
      subject.save(ACTIVATE);
      const before = subject.merged;
      store.record(PATH, subject.root, SYNC).undo();
      expect(subject.merged).toEqual(before);
    });

    it('keeps state when the node moves', () => {
      const subject = new Asset(store, asset(uuid));
      subject.save(ACTIVATE);
      store.moved(PATH, '/content/dam/b/a.jpg');
      subject.path = '/content/dam/b/a.jpg';
      expect(subject.state.aem.published).toBe(true);
    });

    it('makes the nodes that content needs and that are not there', () => {
      const subject = new Asset(store, node({ ...Object.fromEntries(asset(uuid).properties) }));
      const parents: NodeEdit[] = [
        {
          edit: 'addChild',
          node: [],
          child: 'jcr:content',
          data: node({ 'jcr:primaryType': name('dam:AssetContent') }),
        },
        {
          edit: 'addChild',
          node: CONTENT,
          child: 'metadata',
          data: node({ 'jcr:primaryType': name('nt:unstructured') }),
        },
      ];
      subject.save([...parents, ...SYNC]);
      expect(subject.state.sync.synced).toBe(true);
      // Whoever edits the merged node finds the parents there.
      subject.save([set(METADATA, 'dc:title', string('C'))]);
      expect(subject.state).toMatchObject({ title: 'C', sync: { synced: true } });
    });
  });

  it('clears a copy, and leaves its source alone', () => {
    const source = new Asset(store, asset('u-1'));
    source.save([...ACTIVATE, ...SYNC]);
    const copy = new Asset(store, source.root, '/content/dam/copy.jpg');
    expect(copy.state.aem.published).toBe(true);
    copy.save([...clearEdits(copy.merged), ...identityEdits(copy.merged, () => 'u-2')]);
    expect(copy.state).toMatchObject({ uuid: 'u-2', aem: { published: false }, sync: { synced: false } });
    expect(source.state).toMatchObject({ uuid: 'u-1', aem: { published: true }, sync: { synced: true } });
  });

  it('takes its part of a new node', () => {
    const whole = [...ACTIVATE, ...SYNC].reduce((current, edit) => editedNode(current, edit), asset('u-1'));
    const { node: written } = store.recordNew(PATH, whole);
    expect(readAssetState(store.read(PATH, written))).toEqual(readAssetState(whole));
  });

  it('has the state of a node that went away and came back', () => {
    const subject = new Asset(store, asset('u-1'));
    subject.save([...ACTIVATE, ...SYNC]);
    store.dropped(PATH, 'u-1');
    store.present(PATH, 'u-1');
    expect(subject.state.aem.published).toBe(true);
  });
}
