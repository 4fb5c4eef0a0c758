/**
 * Problem codes are API: every one is documented, and nothing is documented that does not exist.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROBLEM_CODES } from '../src/problems/codes.ts';

it('documents exactly the codes there are', () => {
  const handbook = readFileSync(join(import.meta.dirname, '..', 'docs', 'problems.md'), 'utf8');
  const documented = [...handbook.matchAll(/^### `([a-z0-9.-]+)`/gm)].map((match) => match[1]);
  expect(documented.sort()).toEqual(Object.keys(PROBLEM_CODES).sort());
});
