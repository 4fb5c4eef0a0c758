/**
 * The real surroundings: this process.
 *
 * @module
 */
import { fileURLToPath } from 'node:url';
import { connectControl } from '../control/connect.ts';
import { serveControl } from '../control/serve.ts';
import { errorCode } from '../disk/errors.ts';
import type { OutputStream, StopSignal, Surroundings } from './surroundings.ts';

const STOP_SIGNALS: readonly StopSignal[] = ['SIGINT', 'SIGTERM'];

/** What the command line works with when it is run for real. */
export function processSurroundings(): Surroundings {
  return {
    stdout: outputTo(process.stdout),
    stderr: outputTo(process.stderr),
    stdin: process.stdin,
    command: [process.execPath, fileURLToPath(new URL('main.js', import.meta.url))],
    environment: process.env,
    cwd: process.cwd(),
    clock: () => new Date(),
    // Loaded when it is needed: with its picture engine it takes longer than most commands.
    createOakling: async (options) => {
      const { createOakling } = await import('../emulator/create-oakling.ts');
      return createOakling(options);
    },
    connectControl,
    serveControl,
    onStopSignal: (listener) => {
      for (const signal of STOP_SIGNALS) process.on(signal, listener);
      return () => {
        for (const signal of STOP_SIGNALS) process.off(signal, listener);
      };
    },
    exitNow: (code) => process.exit(code),
  };
}

/** A reader that goes away is no error of ours: what is written after it is dropped. */
function outputTo(stream: NodeJS.WriteStream): OutputStream {
  let isBroken = false;
  const broken = new Promise<void>((resolve) => {
    stream.on('error', (cause) => {
      if (errorCode(cause) !== 'EPIPE') throw cause;
      isBroken = true;
      resolve();
    });
  });
  return {
    write: (data) => isBroken || stream.write(data),
    get isTTY() {
      return stream.isTTY === true;
    },
    get columns() {
      return stream.columns ?? 80;
    },
    broken,
  };
}
