import { once } from 'node:events';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-tree.ts';
import { createOakling } from '../emulator/create-oakling.ts';
import { connectControl } from './connect.ts';
import { addressOf } from './protocol.ts';
import { serveControl } from './serve.ts';

async function served(stateFolder = join(temporaryFolder(), '.oakling')) {
  const root = temporaryFolder();
  writeFileSync(join(root, 'old.txt'), 'was here first');
  const oakling = await createOakling({ root, stateFolder });
  await oakling.idle();
  const server = await serveControl(oakling, stateFolder);
  onTestFinished(async () => {
    await server.close();
    await oakling.close();
  });
  return { root, stateFolder, oakling, server };
}

async function connected(stateFolder: string) {
  const client = await connectControl(stateFolder);
  if (!client) throw new Error('nobody listens');
  onTestFinished(() => client.close());
  return client;
}

describe('control', () => {
  it('carries out verbs in the running oakling', async () => {
    const { root, stateFolder } = await served();
    const client = await connected(stateFolder);
    expect(await client.notYet()).toEqual(['/content/dam/old.txt']);
    expect(await client.ingest([join(root, 'old.txt')])).toMatchObject([{ outcome: 'done' }]);
    expect(await client.status()).toMatchObject([{ path: '/content/dam/old.txt' }]);
    expect(existsSync(join(root, 'old.txt', '.content.xml'))).toBe(true);
  });

  it('finds, lists, moves and remembers there, too', async () => {
    const { root, stateFolder } = await served();
    const client = await connected(stateFolder);
    await client.ingest([join(root, 'old.txt')]);
    expect(await client.makeFolder('/content/dam/archive', { title: 'Archive' })).toMatchObject({
      outcome: 'done',
    });
    expect(await client.move(['/content/dam/old.txt'], '/content/dam/archive')).toMatchObject([
      { outcome: 'done', to: '/content/dam/archive/old.txt' },
    ]);
    expect(await client.search({ text: 'old', limit: 5 })).toMatchObject({
      paths: ['/content/dam/archive/old.txt'],
    });
    expect(await client.list('/content/dam')).toMatchObject({
      rows: [{ name: 'archive', title: 'Archive' }],
    });
    expect(await client.timeline('/content/dam/archive/old.txt', { limit: 1 })).toMatchObject([
      { kind: 'moved' },
    ]);
    expect((await client.timeline())[0]).toMatchObject({ kind: 'moved' });
    await expect(client.search({ size: 'much' })).rejects.toMatchObject({ name: 'RangeError' });
  });

  it('hands failures over with their names', async () => {
    const { stateFolder } = await served();
    const client = await connected(stateFolder);
    await expect(client.explain('/nowhere')).rejects.toMatchObject({ name: 'RangeError' });
  });

  it('finds nobody where nobody listens, and is not misled by what a killed process left', async () => {
    const stateFolder = temporaryFolder();
    expect(await connectControl(stateFolder)).toBeUndefined();
    writeFileSync(addressOf(stateFolder), '');
    expect(await connectControl(stateFolder)).toBeUndefined();
  });

  it.skipIf(process.platform === 'win32')('lets nobody else in (modes do not exist on Windows)', async () => {
    const { server } = await served();
    expect(statSync(server.address).mode & 0o777).toBe(0o600);
  });

  it('works where the path of the state folder is too long for a socket', async () => {
    const deep = join(temporaryFolder(), 'x'.repeat(60), 'y'.repeat(60));
    mkdirSync(deep, { recursive: true });
    const { stateFolder } = await served(deep);
    expect(await (await connected(stateFolder)).notYet()).toHaveLength(1);
  });

  it('hangs up on whoever does not speak the language, and goes on', async () => {
    const { stateFolder, server } = await served();
    for (const noise of [
      'GET / HTTP/1.1\r\n\r\n',
      '{"id":1,"verb":"close"}\n',
      '{"id":1,"verb":"constructor"}\n',
    ]) {
      const stranger = createConnection(server.address);
      stranger.write(noise);
      stranger.resume();
      await once(stranger, 'close');
    }
    expect(await (await connected(stateFolder)).notYet()).toHaveLength(1);
  });

  it('tells a waiting caller when the oakling goes away', async () => {
    const { stateFolder, server, oakling } = await served();
    const client = await connected(stateFolder);
    const never = new Promise<never>(() => undefined);
    oakling.idle = () => never;
    const call = client.idle();
    await client.notYet();
    await server.close();
    await expect(call).rejects.toThrow('went away');
  });
});
