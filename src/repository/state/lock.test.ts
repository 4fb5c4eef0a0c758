import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-tree.ts';
import { TreeLockedError, takeLock } from './lock.ts';

const lockFile = (folder: string) => join(folder, 'lock.json');

function holder(folder: string, fields: Record<string, unknown>, name = 'lock.json'): void {
  const { pid } = process;
  const lock = {
    pid,
    start: '',
    host: hostname(),
    token: 'theirs',
    since: '2026-01-01T00:00:00.000Z',
    ...fields,
  };
  writeFileSync(join(folder, name), JSON.stringify(lock));
}

describe('the lock of a tree', () => {
  it('is taken once, and again after its release', async () => {
    const folder = temporaryFolder();
    const lock = await takeLock(folder);
    await expect(takeLock(folder)).rejects.toThrow(TreeLockedError);
    await expect(takeLock(folder)).rejects.toThrow(/process \d+, since .* works on this tree/);
    await lock.release();
    await (await takeLock(folder)).release();
  });

  it('is taken over at once from a process that was killed', async () => {
    const folder = temporaryFolder();
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(child, 'spawn');
    holder(folder, { pid: child.pid });
    await expect(takeLock(folder)).rejects.toThrow(TreeLockedError);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await takeLock(folder)).release();
  });

  it.runIf(process.platform === 'linux')(
    'is taken over when the process id was used again (Linux tells)',
    async () => {
      const folder = temporaryFolder();
      holder(folder, { start: '1' });
      await (await takeLock(folder)).release();
    },
  );

  it('goes to exactly one of many who find it stale', async () => {
    const folder = temporaryFolder();
    holder(folder, { pid: 2 ** 22 + 1 });
    const takers = await Promise.allSettled(Array.from({ length: 10 }, () => takeLock(folder)));
    expect(takers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('goes to exactly one, although who was taking it over before died in the middle', async () => {
    const folder = temporaryFolder();
    const gone = { pid: 2 ** 22 + 1 };
    holder(folder, gone);
    const text = readFileSync(lockFile(folder), 'utf8');
    const removing = createHash('sha1').update(text).digest('hex').slice(0, 16);
    holder(folder, { ...gone, token: 'died, too' }, `lock.json.${removing}`);
    const takers = await Promise.allSettled(Array.from({ length: 10 }, () => takeLock(folder)));
    expect(takers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(readdirSync(folder).sort()).toEqual(['.gitignore', 'README', 'lock.json']);
  });

  it('is respected while somebody alive is about to take it over', async () => {
    const folder = temporaryFolder();
    holder(folder, { pid: 2 ** 22 + 1 });
    const removing = createHash('sha1')
      .update(readFileSync(lockFile(folder)))
      .digest('hex')
      .slice(0, 16);
    holder(folder, {}, `lock.json.${removing}`);
    await expect(takeLock(folder)).rejects.toThrow(TreeLockedError);
  });

  it.each(['', '{"pid":', 'null', '{"pid":0}', '{"pid":"1"}', '\xff'])(
    'that says %j is damaged, and taken over',
    async (text) => {
      const folder = temporaryFolder();
      writeFileSync(lockFile(folder), text, 'latin1');
      await (await takeLock(folder)).release();
    },
  );

  it('that is just being written is waited for', async () => {
    const folder = temporaryFolder();
    writeFileSync(lockFile(folder), '');
    const taking = takeLock(folder);
    holder(folder, {});
    await expect(taking).rejects.toThrow(TreeLockedError);
  });

  it('of another machine is respected', async () => {
    const folder = temporaryFolder();
    holder(folder, { host: 'elsewhere', pid: 2 ** 22 + 1 });
    await expect(takeLock(folder)).rejects.toThrow(/on elsewhere/);
  });

  it('is released only by its owner', async () => {
    const folder = temporaryFolder();
    const lock = await takeLock(folder);
    holder(folder, {});
    await lock.release();
    expect(readFileSync(lockFile(folder), 'utf8')).toContain('theirs');
  });
});
