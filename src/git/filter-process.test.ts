import { describe, expect, it } from 'vitest';
import { serveFilter } from './filter-process.ts';

const FLUSH = '0000';
const line = (text: string) => (text.length + 4).toString(16).padStart(4, '0') + text;
const HELLO = `${line('git-filter-client\n')}${line('version=2\n')}${FLUSH}${line('capability=clean\n')}${line('capability=smudge\n')}${FLUSH}`;
const WELCOME = `${line('git-filter-server\n')}${line('version=2\n')}${FLUSH}${line('capability=clean\n')}${FLUSH}`;
const OK = `${line('status=success\n')}${FLUSH}`;
const request = (file: string, ...content: string[]) =>
  `${line('command=clean\n')}${line(`pathname=${file}\n`)}${FLUSH}${content.map(line).join('')}${FLUSH}`;

/** What the filter answers to a stream cut into pieces. */
async function answer(
  input: string,
  clean: (bytes: Buffer, file: string) => Buffer,
  pieceLength = input.length,
): Promise<string> {
  const bytes = Buffer.from(input, 'latin1');
  async function* pieces() {
    for (let i = 0; i < bytes.length; i += pieceLength) yield bytes.subarray(i, i + pieceLength);
  }
  const written: Buffer[] = [];
  await serveFilter(pieces(), (piece) => written.push(piece), clean);
  return Buffer.concat(written).toString('latin1');
}

const upper = (bytes: Buffer, file: string) =>
  Buffer.from(`${file}:${bytes.toString('latin1').toUpperCase()}`);

describe('the filter process', () => {
  it.each([1, 3, 7, 1000])('serves file after file, in pieces of %i bytes', async (length) => {
    const input = HELLO + request('a', 'one ', 'two') + request('b');
    expect(await answer(input, upper, length)).toBe(
      `${WELCOME}${OK}${line('a:ONE TWO')}${FLUSH}${FLUSH}${OK}${line('b:')}${FLUSH}${FLUSH}`,
    );
  });

  it('cuts long content into packets git takes', async () => {
    const content = 'x'.repeat(150_000);
    const parts = (text: string) => text.match(/.{1,65516}/gs) ?? [];
    const got = await answer(HELLO + request('a', ...parts(content)), (bytes) => bytes);
    const sizes = [...got.matchAll(/([0-9a-f]{4})x+/g)].map(([, size = '']) => Number.parseInt(size, 16));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(65_520);
    expect(got.match(/x/g)).toHaveLength(150_000);
  });

  it('passes a file that cannot be cleaned as it is', async () => {
    const fail = () => {
      throw new Error('nobody foresaw that');
    };
    expect(await answer(HELLO + request('a', 'text'), fail)).toBe(
      `${WELCOME}${OK}${line('text')}${FLUSH}${FLUSH}`,
    );
  });

  it('refuses whoever speaks something else', async () => {
    await expect(answer(line('hello\n') + FLUSH, upper)).rejects.toThrow('git itself');
  });
});
