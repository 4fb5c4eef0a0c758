// Brings a fresh checkout to the point where it can run: dependencies installed as locked, sources built.
// Runs before `npm start` and `npm test`; when nothing changed it only builds.
import { execSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

/** @param {string} file */
const installedAt = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);
/** @param {string} command */
const run = (command) => execSync(command, { stdio: ['ignore', 'inherit', 'inherit'] });

if (installedAt('node_modules/.package-lock.json') < installedAt('package-lock.json')) run('npm ci');
run('npm run --silent build');
