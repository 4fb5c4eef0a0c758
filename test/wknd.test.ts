/**
 * A real content module: opening it changes no byte, and changes in it change exactly what they must.
 * Needs ../shared/corpus, which is not part of the repository.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createOakling } from '../src/emulator/create-oakling.ts';
import type { Oakling } from '../src/emulator/oakling.ts';
import type { OaklingEvent } from '../src/plugins/events.ts';
import { NOW } from './support/assets.ts';
import { png } from './support/pictures.ts';
import { readFiles, temporaryFolder } from './support/temporary-tree.ts';

const archive = join(import.meta.dirname, '..', '..', 'shared', 'corpus', 'wknd-dam.tar.gz');

function unpacked(): string {
  const folder = temporaryFolder();
  execFileSync('tar', ['xzf', archive, '-C', folder]);
  const root = join(folder, 'wknd-dam');
  const git = (...args: string[]) => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' });
  git('init', '-q');
  writeFileSync(join(root, '.git', 'info', 'exclude'), '.oakling/\n');
  git('add', '-A');
  git('-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '-qm', 'as it was');
  return root;
}

const open = (root: string) =>
  createOakling({
    root,
    clock: () => NOW,
    user: 'author',
    renditions: false,
    dynamicMedia: { company: 'Wknd' },
  });

/** The changed lines of a file, without their context. */
function changedLines(root: string, file: string): string[] {
  const diff = execFileSync('git', ['-C', root, 'diff', '-U0', '--', file], { encoding: 'utf8' });
  return diff.split('\n').filter((line) => /^[+-](?![+-])/.test(line));
}

const SITE = 'jcr_root/content/dam/wknd/en/site';

describe.skipIf(!existsSync(archive))(
  'the WKND content module (skipped where ../shared/corpus is absent)',
  () => {
    it('is byte for byte the same after opening and closing', async () => {
      const root = unpacked();
      const before = readFiles(root);
      const oakling = await open(root);
      await oakling.idle();
      expect(oakling.ready).toMatchObject({ firstContact: true, assets: 5 });
      await oakling.close();
      expect(readFiles(root)).toEqual(before);
    });

    it('changes exactly what a setting, a copy, a move, new bytes and a new picture must change', async () => {
      const root = unpacked();
      const at = (path: string) => join(root, SITE, path);
      const oakling: Oakling = await open(root);
      await oakling.idle();
      const events: OaklingEvent[] = [];
      oakling.on((event) => events.push(event));

      expect(await oakling.set('/content/dam/wknd/en/site', { publish: 'selective' })).toMatchObject({
        outcome: 'done',
      });
      cpSync(at('wknd-logo-dk.png'), at('wknd-logo-copy.png'), { recursive: true });
      renameSync(at('wknd-logo-light.svg'), join(root, 'jcr_root/content/dam/wknd/en/moved.svg'));
      writeFileSync(at('not-found.jpg/_jcr_content/renditions/original'), await png('another', 10, 20));
      writeFileSync(at('new.png'), await png('new'));
      oakling.hint([join(root, 'jcr_root')]);
      oakling.hint([join(root, 'jcr_root/content/dam/wknd')]);
      await oakling.idle();
      await oakling.close();

      const kinds = events.flatMap((event) =>
        event.event === 'change' ? [`${event.kind} ${event.path.split('/').at(-1)}`] : [],
      );
      expect(kinds).toEqual([
        'settings site',
        'move moved.svg',
        'copy wknd-logo-copy.png',
        'update not-found.jpg',
        'upload new.png',
      ]);
      expect(changedLines(root, `${SITE}/.content.xml`)).toEqual([
        expect.stringMatching(/^-<jcr:root xmlns:sling/),
        expect.stringMatching(/^\+<jcr:root xmlns:sling=.* xmlns:dam=/),
        '+        dam:publishMode="selective"',
      ]);
      // Moved as it was: git sees a pure rename.
      execFileSync('git', ['-C', root, 'add', '-A']);
      const status = execFileSync('git', ['-C', root, 'diff', '--cached', '--name-status', '-M100%'], {
        encoding: 'utf8',
      });
      expect(status).toMatch(/^R100\t.*wknd-logo-light\.svg\/\.content\.xml\t.*moved\.svg\/\.content\.xml$/m);
      expect(status).toMatch(/^R100\t.*wknd-logo-light\.svg\/_jcr_content\/renditions\/original\t/m);
      const touched = status
        .split('\n')
        .filter((line) => line.startsWith('M\t'))
        .map((line) => line.slice(2));
      expect(touched).toEqual([
        `${SITE}/.content.xml`,
        `${SITE}/not-found.jpg/.content.xml`,
        `${SITE}/not-found.jpg/_jcr_content/renditions/original`,
      ]);
    });

    it('writes into a copy only its identity, its sync state, and takes nothing else away', async () => {
      const root = unpacked();
      const oakling = await open(root);
      await oakling.idle();
      const source = join(root, SITE, 'wknd-logo-dk.png');
      const copy = join(root, SITE, 'wknd-logo-copy.png');
      cpSync(source, copy, { recursive: true });
      oakling.hint([copy]);
      await oakling.idle();
      await oakling.close();
      const lines = (file: string) => readFileSync(join(file, '.content.xml'), 'utf8').split('\n');
      const [before, after] = [lines(source), lines(copy)];
      const removed = before.filter((line) => !after.includes(line)).map((line) => line.trim());
      const added = after
        .filter((line) => !before.includes(line))
        .map((line) => line.trim().replace(/=.*/, ''));
      expect(removed).toEqual([
        'jcr:uuid="e9a81364-447c-4114-ab92-11a436b6bfd5">',
        'cq:name="wknd-logo-dk.png"',
      ]);
      expect(added).toEqual([
        'jcr:uuid',
        'dam:scene7CompanyID',
        'dam:scene7Domain',
        'dam:scene7File',
        'dam:scene7FileStatus',
        'dam:scene7Folder',
        'dam:scene7ID',
        'dam:scene7LastModified',
        'dam:scene7Name',
        'dam:scene7PublishedBy',
        'dam:scene7PublishTimeStamp',
        'dam:scene7Type',
        'dam:scene7UploadTimeStamp',
      ]);
    });
  },
);
