import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { OverflowGuard } from './overflow-guard.js';

it('suspects a turn with very many events, and no other', async () => {
  let suspicions = 0;
  const guard = new OverflowGuard(100, () => suspicions++);
  const count = (events: number) => {
    for (let i = 0; i < events; i++) guard.count();
  };
  count(49);
  await nextTurn();
  count(49);
  await nextTurn();
  expect(suspicions).toBe(0);
  count(50);
  await nextTurn();
  expect(suspicions).toBe(1);
  await nextTurn();
  expect(suspicions).toBe(1);
});
