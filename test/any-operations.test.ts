/**
 * The law of the road: whatever is done to a tree, in whatever batches it is hinted at, the index ends
 * equal to the disk, and looking again finds nothing to do.
 */
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createOakling } from '../src/emulator/create-oakling.ts';
import type { Oakling } from '../src/emulator/oakling.ts';
import type { OaklingEvent } from '../src/plugins/events.ts';
import { folderFile } from './support/assets.ts';
import { jpeg } from './support/pictures.ts';
import { temporaryFolder, writeFiles } from './support/temporary-tree.ts';

const FOLDERS = ['', 'a', 'a/b', 'plain', 'plain/c'];
const NAMES = ['one.jpg', 'two.jpg', '_DSC_1.jpg', 'notes.txt'];

interface Operation {
  readonly what: 'write' | 'copy' | 'move' | 'remove' | 'makeFolder' | 'touch' | 'publish' | 'unpublish';
  readonly from: string;
  readonly to: string;
  readonly word: string;
  readonly hint: boolean;
}

const path = fc
  .tuple(fc.constantFrom(...FOLDERS), fc.constantFrom(...NAMES, '', '.content.xml'))
  .map((parts) => parts.filter((part) => part !== '').join('/'));

const operation: fc.Arbitrary<Operation> = fc.record({
  what: fc.constantFrom(
    ...(['write', 'write', 'copy', 'copy', 'move', 'move', 'remove', 'makeFolder', 'touch'] as const),
    ...(['publish', 'publish', 'unpublish'] as const),
  ),
  from: path,
  to: path,
  word: fc.constantFrom('red', 'green', 'blue'),
  hint: fc.boolean(),
});

/** Operations that need something to begin with, and a place to end at. */
const READS = new Set<Operation['what']>(['copy', 'move', 'remove']);
const WRITES = new Set<Operation['what']>(['write', 'copy', 'move', 'makeFolder']);

/** Does an operation as far as the disk allows it; answers what a watcher would hint at. */
async function perform(
  { what, from, to, word }: Operation,
  root: string,
  oakling: Oakling,
): Promise<string[]> {
  const [source, target] = [join(root, from), join(root, to)];
  // Nobody moves the tree itself.
  if ((from === '' && READS.has(what)) || (to === '' && WRITES.has(what))) return [];
  try {
    switch (what) {
      case 'write': {
        const isAsset = existsSync(target) && statSync(target).isDirectory();
        const file = isAsset ? join(target, '_jcr_content/renditions/original') : target;
        if (isAsset && !existsSync(file)) return [];
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, to.endsWith('.xml') ? '<broken' : await jpeg(word, 8, 8));
        return [file];
      }
      case 'copy':
        cpSync(source, target, { recursive: true, errorOnExist: true, force: false });
        return [target];
      case 'move':
        if (existsSync(target)) return [];
        renameSync(source, target);
        return [source, target];
      case 'remove':
        rmSync(source, { recursive: true });
        return [source];
      case 'makeFolder':
        mkdirSync(target, { recursive: true });
        return [target];
      case 'touch':
        return [source];
      case 'publish':
      case 'unpublish':
        await oakling.apply(await oakling.plan(what, [source]));
        return [];
    }
  } catch {
    // Half of what a random user tries is impossible; what was done of it is seen all the same.
    return [source, target];
  }
}

const step = (what: Operation['what'], from: string, to: string, hint = false, word = 'red'): Operation => ({
  what,
  from,
  to,
  word,
  hint,
});

/** What exploring with other seeds found, mended since. */
const FOUND: [Operation[]][] = [
  // A folder that becomes an asset while something below it is hinted at too.
  [
    [
      step('write', '', 'a/b/one.jpg'),
      step('write', '', 'one.jpg', true),
      step('copy', 'one.jpg', 'a/b'),
      step('write', '', 'one.jpg'),
    ],
  ],
  // An inode that is given out again, to bytes of the same size.
  [
    [
      step('write', '', 'plain/c/two.jpg', true, 'blue'),
      step('remove', 'plain/c/two.jpg', ''),
      step('write', '', 'one.jpg', false, 'green'),
    ],
  ],
  // A folder in the place of a node file.
  [
    [
      step('remove', 'a/b', '', true),
      step('makeFolder', '', 'a/b/.content.xml'),
      step('write', '', 'a/b/one.jpg'),
    ],
  ],
  [[step('makeFolder', '', 'plain/.content.xml'), step('write', '', 'plain/one.jpg')]],
  // A folder whose layout changes together with what is in it.
  [
    [
      step('remove', 'plain', ''),
      step('makeFolder', '', 'plain/c/.content.xml', true),
      step('write', '', 'plain/c/one.jpg'),
      step('write', '', 'one.jpg'),
    ],
  ],
  // A published folder loses its node, or gets one that says something else.
  [[step('publish', 'a', ''), step('remove', 'a/.content.xml', '')]],
  [[step('publish', 'plain', ''), step('copy', 'a/.content.xml', 'plain/.content.xml')]],
  [[step('publish', 'plain', ''), step('write', '', 'plain/.content.xml')]],
  // Bytes that were a published asset's come elsewhere, and their node is gone.
  [[step('write', '', 'plain/one.jpg', true), step('remove', 'plain', ''), step('write', '', 'one.jpg')]],
  // A new file at the path of a published one, where nothing may be synced any more.
  [
    [
      step('write', '', 'plain/c/one.jpg', true),
      step('move', 'plain/c', '.content.xml'),
      step('write', '', 'plain/c/one.jpg'),
    ],
  ],
  // Other bytes come back to an orphaned node.
  [
    [
      step('write', '', 'plain/one.jpg', true),
      step('remove', 'plain/one.jpg', '', true),
      step('write', '', 'plain/one.jpg', false, 'green'),
    ],
  ],
  // A copy gets other bytes before it is seen.
  [
    [
      step('write', '', 'plain/notes.txt', true),
      step('copy', 'plain', 'a/b'),
      step('write', '', 'a/b/notes.txt', false, 'green'),
    ],
  ],
  // The root is published, too.
  [[step('move', 'a/.content.xml', '.content.xml'), step('publish', '', '')]],
];

const changesIn = (events: readonly OaklingEvent[]) => events.filter(({ event }) => event === 'change');

it('ends with the index equal to the disk, and at rest', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 14 }), async (operations) => {
      const root = temporaryFolder();
      writeFiles(root, { ...folderFile('vault', 'a'), ...folderFile('plain', 'plain'), 'a/b/': '' });
      const oakling = await createOakling({ root, mount: '/content/dam', renditions: false });
      try {
        await oakling.idle();
        const events: OaklingEvent[] = [];
        oakling.on((event) => events.push(event));
        let touched: string[] = [];
        for (const next of operations) {
          touched.push(...(await perform(next, root, oakling)));
          if (!next.hint) continue;
          oakling.hint(touched);
          touched = [];
          await oakling.idle();
        }
        oakling.hint(touched);
        await oakling.idle();
        const before = changesIn(events).length;
        await oakling.scan();
        await oakling.idle();
        expect(changesIn(events).slice(before)).toEqual([]);
        // What is published is held: no more, no less, and of nobody else.
        expect((await oakling.verifyTargets({ bytes: true })).problems).toEqual([]);

        const fresh = await createOakling({
          root,
          mount: '/content/dam',
          readOnly: true,
          stateFolder: join(root, '.none'),
        });
        expect(await oakling.status()).toEqual(await fresh.status());
        expect(await oakling.notYet()).toEqual(await fresh.notYet());
        await fresh.close();
      } finally {
        await oakling.close();
      }
    }),
    { numRuns: 150, examples: FOUND },
  );
}, 120_000);
