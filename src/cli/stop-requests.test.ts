import { expect, it } from 'vitest';
import { StopRequests } from './stop-requests.ts';
import type { StopSignal } from './surroundings.ts';

function listening() {
  let time = 0;
  let listener: ((signal: StopSignal) => void) | undefined;
  const requests = new StopRequests({
    onStopSignal: (added) => {
      listener = added;
      return () => {
        listener = undefined;
      };
    },
    clock: () => new Date(time),
  });
  const heard: string[] = [];
  void requests.first.then((signal) => heard.push(`first ${signal}`));
  void requests.second.then((signal) => heard.push(`second ${signal}`));
  const press = async (at: number, signal: StopSignal = 'SIGINT') => {
    time = at;
    listener?.(signal);
    await Promise.resolve();
    return heard;
  };
  return { press, requests };
}

it('takes a signal within 100 ms of the first for its echo', async () => {
  const { press } = listening();
  expect(await press(1000)).toEqual(['first SIGINT']);
  expect(await press(1099)).toEqual(['first SIGINT']);
  expect(await press(1100)).toEqual(['first SIGINT', 'second SIGINT']);
});

it('hears both signals', async () => {
  const { press } = listening();
  await press(0, 'SIGTERM');
  expect(await press(500, 'SIGINT')).toEqual(['first SIGTERM', 'second SIGINT']);
});

it('hears nothing after it was closed', async () => {
  const { press, requests } = listening();
  requests.close();
  expect(await press(0)).toEqual([]);
});
