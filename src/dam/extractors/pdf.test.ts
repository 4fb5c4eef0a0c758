import { expect, it } from 'vitest';
import { binaryOf } from '../../../test/support/binary.ts';
import { pdf as pdfOf } from '../../../test/support/encoded.ts';
import { long } from '../../jcr/property.ts';
import { pdf } from './pdf.ts';

const pagesOf = async (bytes: Buffer | string) =>
  (await pdf.extract(await binaryOf(bytes, 'a.pdf'))).properties['dam:numPages'];

it('counts the pages of a plain page tree', async () => {
  expect(await pagesOf(pdfOf(3))).toEqual(long(3));
});

it('takes the root of nested page trees', async () => {
  const tree = '%PDF-1.4\n1 0 obj <</Type/Pages/Count 2>> endobj\n2 0 obj <</Count 7 /Type /Pages>> endobj';
  expect(await pagesOf(tree)).toEqual(long(7));
});

it('believes a linearized file', async () => {
  expect(await pagesOf('%PDF-1.5\n1 0 obj <</Linearized 1/L 10/N 12/T 9>> endobj')).toEqual(long(12));
});

it('finds a page tree at the far end', async () => {
  const far = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(5_000_000, 32), pdfOf(4)]);
  expect(await pagesOf(far)).toEqual(long(4));
});

it.each(['', '%PDF-1.4', '/Type /Pages', '/Type /Pages /Count 99999999', `${'/Type/Pages '.repeat(2000)}`])(
  'says nothing about %.30j',
  async (text) => {
    expect(await pagesOf(text)).toBeUndefined();
  },
);
