import { expect, it } from 'vitest';
import { Progress } from './progress.ts';

function drawing() {
  let time = 0;
  let text = '';
  const stream = { write: (more: string) => (text += more), columns: 80 };
  const progress = new Progress(stream, () => time);
  const after = (milliseconds: number) => {
    time += milliseconds;
    text = '';
    return progress;
  };
  return { after, written: () => text.replaceAll('\r\u001b[2K', '⌫') };
}

it('appears only after a while, and not too often', () => {
  const { after, written } = drawing();
  after(0).show({ label: 'Looking', done: 1 });
  after(299).show({ label: 'Looking', done: 5000 });
  expect(written()).toBe('');
  after(1).show({ label: 'Looking', done: 12345 });
  expect(written()).toBe('⌫Looking  12,345');
  after(79).show({ label: 'Looking', done: 12346 });
  expect(written()).toBe('');
});

it('shows a share where the whole is known', () => {
  const { after, written } = drawing();
  after(0).show({ label: 'Making assets', done: 0, total: 1000 });
  after(300).show({ label: 'Making assets', done: 250, total: 1000 });
  expect(written()).toBe('⌫Making assets  ██████░░░░░░░░░░░░░░░░░░ 25 %  250 of 1,000');
});

it('goes away when something else is written, and comes back', () => {
  const { after, written } = drawing();
  after(0).show({ label: 'Looking', done: 1 });
  after(300).show({ label: 'Looking', done: 2 });
  after(0).clear();
  expect(written()).toBe('⌫');
  after(1).show({ label: 'Looking', done: 3 });
  expect(written()).toBe('⌫Looking  3');
  after(0).done();
  expect(written()).toBe('⌫');
  after(0).done();
  expect(written()).toBe('');
});

it('draws nothing where nobody looks', () => {
  const progress = new Progress(undefined, () => Number.POSITIVE_INFINITY);
  expect(() => progress.show({ label: 'Looking', done: 1 })).not.toThrow();
});
