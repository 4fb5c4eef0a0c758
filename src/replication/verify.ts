/**
 * Verifying a store: whether every file it promises is there and is what it was when it was published.
 *
 * @module
 */
import { errorText } from '../disk/errors.ts';
import { sha256OfStream } from '../disk/sha256.ts';
import { type Problem, problem } from '../problems/problem.ts';
import type { ReplicationStore } from '../publish/targets/replication-target.ts';
import { type BlobReference, filesOf, type Held } from '../publish/targets/snapshot.ts';

/** Reads all that a store holds, each file once, and tells what is missing or damaged. */
export async function* verify(store: ReplicationStore): AsyncGenerator<Problem> {
  const verdicts = new Map<string, string | undefined>();
  for await (const path of store.list()) {
    try {
      const held = await store.get(path);
      for (const file of held ? filesOf(held) : []) {
        if (held && !verdicts.has(file.sha256)) verdicts.set(file.sha256, await flawOf(held, file));
        const flaw = verdicts.get(file.sha256);
        if (flaw !== undefined) yield damaged(store, path, flaw);
      }
    } catch (cause) {
      yield damaged(store, path, `its manifest cannot be read: ${errorText(cause)}`);
    }
  }
}

/** What is wrong with a file; `undefined` when nothing is. */
async function flawOf(held: Held, file: BlobReference): Promise<string | undefined> {
  try {
    const sha256 = await sha256OfStream(await held.open(file));
    return sha256 === file.sha256 ? undefined : `the bytes ${file.sha256} are not what they were`;
  } catch (cause) {
    return `the bytes ${file.sha256} cannot be read: ${errorText(cause)}`;
  }
}

function damaged({ name }: ReplicationStore, path: string, what: string): Problem {
  const message = `What ${name} holds is damaged: ${what}`;
  return problem('target.damaged', { path, message, hint: 'Publish the asset again.' });
}
