// All measurements, each a ratio against a floor taken side by side in this run: `npm run bench`.
// `npm run bench -- --quick` leaves out the tree of 100,000 assets.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { makeTree } from './make-tree.mjs';

const ROUNDS = 5;
const work = mkdtempSync(join(tmpdir(), 'oakling-bench-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

/**
 * Runs a case in a fresh process and answers what it printed.
 * @param {string} name
 * @param {readonly string[]} args
 * @returns {Record<string, number>}
 */
function run(name, ...args) {
  const file = join(import.meta.dirname, 'cases', `${name}.mjs`);
  const out = execFileSync(process.execPath, ['--expose-gc', file, ...args], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return JSON.parse(out.trim().split('\n').at(-1) ?? '{}');
}

/** @param {readonly number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/**
 * Measures two things in turn, so that both see the same moods of the machine.
 * @param {() => number} a
 * @param {() => number} b
 */
function sideBySide(a, b, rounds = ROUNDS) {
  const pairs = Array.from({ length: rounds }, () => [a(), b()]);
  const ratio = median(pairs.map(([x = 0, y = 1]) => x / y));
  return { a: median(pairs.map(([x = 0]) => x)), b: median(pairs.map(([, y = 0]) => y)), ratio };
}

/**
 * @param {string} what
 * @param {{ a: number, b: number, ratio: number }} result
 * @param {string} aim
 */
function report(what, { a, b, ratio }, aim) {
  console.log(
    `${what.padEnd(46)} ${a.toFixed(0).padStart(7)} ms  floor ${b.toFixed(0).padStart(7)} ms  ratio ${ratio.toFixed(2)}  aim ${aim}`,
  );
}

/** @param {string} root */
function findAndCat(root) {
  const start = performance.now();
  spawnSync('sh', ['-c', `find '${root}' -name .content.xml -print0 | xargs -0 cat > /dev/null`]);
  return performance.now() - start;
}

async function burst() {
  const picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
  /**
   * @param {'oakling' | 'floor'} who
   * @param {'kept' | 'not kept'} kept
   */
  const once = (who, kept) => {
    const folder = mkdtempSync(join(work, 'burst-'));
    mkdirSync(join(folder, 'incoming'));
    mkdirSync(join(folder, 'tree'));
    for (let i = 0; i < 5000; i++) {
      writeFileSync(
        join(folder, 'incoming', `picture-${i}.jpg`),
        Buffer.concat([picture, Buffer.from(String(i))]),
      );
    }
    // It stays until the end: ext4 is slow to give out inodes that were freed a moment ago, by ten times and more.
    const { milliseconds = Number.NaN } = run('burst', join(folder, 'tree'), who, kept);
    return milliseconds;
  };
  for (const [what, kept, aim] of /** @type {const} */ ([
    ['burst of 5,000 uploads', 'not kept', '  aim >= 0.6'],
    ['the same, what is published kept as it was', 'kept', ''],
  ])) {
    const { a, b } = sideBySide(
      () => once('oakling', kept),
      () => once('floor', kept),
      3,
    );
    console.log(
      `${what.padEnd(46)} ${((5000 / a) * 1000).toFixed(0).padStart(7)} /s  floor ${((5000 / b) * 1000).toFixed(0).padStart(7)} /s  ratio ${(b / a).toFixed(2)}${aim}`,
    );
  }
}

/** @param {number} count */
function starts(count) {
  const root = join(work, `tree-${count}`, 'content');
  mkdirSync(root, { recursive: true });
  makeTree(root, count);
  findAndCat(root);
  let heapPerAsset = 0;
  const cold = sideBySide(
    () => {
      const result = run('open', root, 'cold');
      heapPerAsset = result.heapPerAsset ?? 0;
      return result.milliseconds ?? Number.NaN;
    },
    () => findAndCat(root),
  );
  report(`cold start, ${count} assets, against find and cat`, cold, '<= 0.5');
  run('open', root, 'warm');
  const warm = sideBySide(
    () => run('open', root, 'warm').milliseconds ?? Number.NaN,
    () => run('lstat', root).milliseconds ?? Number.NaN,
  );
  report(`warm start, ${count} assets, against lstat`, warm, '<= 2.5');
  console.log(
    `${`heap per asset, ${count} assets`.padEnd(46)} ${heapPerAsset.toFixed(0).padStart(7)} bytes  aim <= 1024`,
  );
  searches(root, count);
  rmSync(join(work, `tree-${count}`), { recursive: true });
}

/**
 * @param {string} root
 * @param {number} count
 */
function searches(root, count) {
  const { first = 0, heapPerAsset = 0, besidesPerAsset = 0, ...times } = run('search', root);
  for (const [what, a] of Object.entries(times)) {
    const b = times[`floor of ${what}`];
    if (b === undefined) continue;
    console.log(
      `${`search of ${count}: ${what}`.padEnd(46)} ${a.toFixed(1).padStart(7)} ms  floor ${b.toFixed(1).padStart(7)} ms  ratio ${(a / b).toFixed(2)}  aim <= 1.5`,
    );
  }
  console.log(
    `${`the first search of ${count}`.padEnd(46)} ${first.toFixed(0).padStart(7)} ms; ${heapPerAsset.toFixed(0)} bytes of heap and ${besidesPerAsset.toFixed(0)} beside it per asset`,
  );
}

function sample() {
  const times = Array.from({ length: ROUNDS }, () => {
    const folder = mkdtempSync(join(work, 'sample-'));
    cpSync(join(import.meta.dirname, '..', 'content'), join(folder, 'content'), { recursive: true });
    const start = performance.now();
    run('open', join(folder, 'content'), 'warm');
    return performance.now() - start;
  });
  console.log(
    `${'the sample, from process start to rest'.padEnd(46)} ${median(times).toFixed(0).padStart(7)} ms  aim < 500`,
  );
}

function packages() {
  const project = join(work, 'project');
  mkdirSync(join(project, 'META-INF', 'vault'), { recursive: true });
  const filter = '<workspaceFilter version="1.0"><filter root="/content/dam/bench"/></workspaceFilter>';
  writeFileSync(join(project, 'META-INF', 'vault', 'filter.xml'), filter);
  makeTree(join(project, 'jcr_root', 'content', 'dam', 'bench'), 10_000);
  const zip = join(work, 'project.zip');
  const ms = (/** @type {string[]} */ ...args) => run('package', ...args).milliseconds ?? Number.NaN;
  // Whoever came first would read the disk for the other.
  ms('zip', project, join(work, 'plain.zip'));
  const built = sideBySide(
    () => ms('build', project, zip),
    () => ms('zip', project, join(work, 'plain.zip')),
    3,
  );
  report('package build, 10,000 assets, against yazl', built, '<= 1.3');
  const into = (/** @type {string} */ what) => {
    const folder = mkdtempSync(join(work, 'unpacked-'));
    return ms(what, folder, zip);
  };
  const installed = sideBySide(
    () => into('install'),
    () => into('unzip'),
    3,
  );
  report('package install, 10,000 assets, against yauzl', installed, '<= 1.3');
}

const latencyFolder = join(work, 'latency', 'tree');
mkdirSync(latencyFolder, { recursive: true });
const { median: middle = Number.NaN, slowest = Number.NaN } = run('latency', latencyFolder);
console.log(
  `${'from rename to status on disk'.padEnd(46)} ${middle.toFixed(0).padStart(7)} ms median, ${slowest.toFixed(0)} ms slowest (settling takes 150)`,
);
sample();
/** 10,000 assets published in one action. */
function publish() {
  const folder = mkdtempSync(join(work, 'publish-'));
  const root = join(folder, 'tree');
  makeTree(root, 10_000);
  let megabytes = 0;
  /** @param {'oakling' | 'floor'} who */
  const once = (who) => {
    rmSync(join(folder, 'state'), { recursive: true, force: true });
    const result = run('publish', root, who);
    megabytes = Math.max(megabytes, result.megabytes ?? 0);
    return result.milliseconds ?? Number.NaN;
  };
  const { a, b } = sideBySide(
    () => once('oakling'),
    () => once('floor'),
    3,
  );
  console.log(
    `${'10,000 assets published at once'.padEnd(46)} ${a.toFixed(0).padStart(7)} ms  floor ${b.toFixed(0).padStart(7)} ms  ratio ${(b / a).toFixed(2)}  aim >= 0.5  (${megabytes.toFixed(0)} MB)`,
  );
  rmSync(folder, { recursive: true });
}

/** DocView in MB/s on real files, where the corpus lies beside the repository. */
function docview() {
  const archive = join(import.meta.dirname, '..', '..', 'shared', 'corpus', 'docview-corpus.tar.gz');
  if (!existsSync(archive)) return console.log('DocView: skipped, ../shared/corpus is not there');
  const folder = mkdtempSync(join(work, 'docview-'));
  execFileSync('tar', ['-xzf', archive, '-C', folder]);
  const speeds = run('docview', folder);
  const floor = speeds.saxes ?? Number.NaN;
  for (const [name, speed] of Object.entries(speeds)) {
    const aim = name === 'parse' ? '  aim >= 1.5' : '';
    console.log(
      `${`DocView: ${name}`.padEnd(46)} ${speed.toFixed(0).padStart(7)} MB/s  against saxes ${(speed / floor).toFixed(2)}${aim}`,
    );
  }
}

docview();
await burst();
publish();
packages();
starts(10_000);
if (!process.argv.includes('--quick')) starts(100_000);
