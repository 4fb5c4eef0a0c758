// Installs the S3 server of the tests into a folder of its own, so that neither the lock file nor an audit
// of oakling knows of it. Ends with 1 and a reason when it cannot.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SERVER = 's3rver@3.7.1';
const folder = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'oakling-s3-server');

if (!existsSync(join(folder, 'node_modules', 's3rver', 'package.json'))) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', SERVER], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 120_000,
      shell: process.platform === 'win32',
    });
  } catch (cause) {
    console.error(`${SERVER} could not be installed: ${cause instanceof Error ? cause.message : cause}`);
    process.exitCode = 1;
  }
}
