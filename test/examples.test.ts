/** The examples of docs/plugins.md at work on a tree. */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import embargo from '../examples/embargo.mjs';
import markdownTitle from '../examples/markdown-title.mjs';
import { publishToFolder } from '../examples/publish-to-folder.mjs';
import { createOakling } from '../src/emulator/create-oakling.ts';
import type { Oakling } from '../src/emulator/oakling.ts';
import type { ChangeEvent } from '../src/plugins/events.ts';
import type { OaklingPlugin } from '../src/plugins/plugin.ts';
import { jpeg } from './support/pictures.ts';
import { type Files, temporaryFolder, writeFiles } from './support/temporary-tree.ts';

const checkout = join(import.meta.dirname, '..');

/** A tree that is open with a plugin, and everything that changes in it. */
async function open(plugin: OaklingPlugin) {
  const folder = temporaryFolder();
  const oakling = await createOakling({ root: folder, plugins: [plugin], renditions: false });
  onTestFinished(() => oakling.close());
  await oakling.idle();
  const changes: ChangeEvent[] = [];
  oakling.on((event) => event.event === 'change' && event.resource === 'asset' && changes.push(event));
  const drop = async (files: Files) => {
    writeFiles(folder, files);
    oakling.hint([folder]);
    await oakling.idle();
  };
  return { folder, oakling, changes, drop };
}

const statusOf = async (oakling: Oakling, path: string) => (await oakling.status([path]))[0];

describe('the extractor', () => {
  it('reads the title of a Markdown file', async () => {
    const { folder, drop } = await open(markdownTitle);
    await drop({ 'notes/brief.md': 'Draft\n\n# Summer on the coast\n\nBlue.\n' });
    const node = readFileSync(join(folder, 'notes/brief.md/.content.xml'), 'utf8');
    expect(node).toContain('dc:title="Summer on the coast"');
  });
});

describe('the veto', () => {
  it('stops publication, and explain tells why', async () => {
    const { oakling, changes, drop } = await open(embargo);
    await drop({ 'embargo/secret.jpg': await jpeg('secret'), 'open/plain.jpg': await jpeg('plain') });
    const reason = 'It lies below a folder called "embargo"; move it out to publish it.';
    const secret = changes.find(({ path }) => path.endsWith('secret.jpg'));
    expect(secret?.effects).toContainEqual(
      expect.objectContaining({ type: 'publish', vetoed: { by: 'embargo', reason } }),
    );
    expect((await statusOf(oakling, '/content/dam/embargo/secret.jpg'))?.dynamicMedia.published).toBe(false);
    expect((await statusOf(oakling, '/content/dam/open/plain.jpg'))?.dynamicMedia.published).toBe(true);
    for (const path of ['/content/dam/embargo', '/content/dam/embargo/secret.jpg']) {
      const { statements } = await oakling.explain(path);
      expect(statements.map(({ text }) => text)).toContainEqual(
        expect.stringContaining(`Stopped by embargo: ${reason}`),
      );
    }
  });
});

describe('the target', () => {
  it('holds what is published, and nothing else', async () => {
    const published = temporaryFolder();
    const { folder, drop, oakling } = await open(publishToFolder(published));
    const bytes = await jpeg('beach');
    await drop({ 'a/beach.jpg': bytes, 'a/notes.txt': 'notes' });
    expect(readFileSync(join(published, 'content/dam/a/beach.jpg'))).toEqual(bytes);
    renameSync(join(folder, 'a/beach.jpg'), join(folder, 'a/shore.jpg'));
    await drop({});
    expect(existsSync(join(published, 'content/dam/a/beach.jpg'))).toBe(false);
    expect(readFileSync(join(published, 'content/dam/a/shore.jpg'))).toEqual(bytes);
    rmSync(join(folder, 'a/shore.jpg'), { recursive: true });
    await drop({});
    expect(existsSync(join(published, 'content/dam/a/shore.jpg'))).toBe(false);
    expect(await oakling.status(['/content/dam/a/shore.jpg'])).toEqual([]);
  });
});

it.each(readdirSync(join(checkout, 'examples')))('docs/plugins.md shows %s as it is', (name) => {
  const documentation = readFileSync(join(checkout, 'docs/plugins.md'), 'utf8');
  expect(documentation).toContain(readFileSync(join(checkout, 'examples', name), 'utf8'));
});
