/**
 * Real DocView files of eight projects. Needs ../shared/corpus, which is not part of the repository.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DocViewDocument } from '../src/docview/docview-document.ts';
import { docviewFormat } from '../src/docview/docview-format.ts';
import { formatDocView } from '../src/docview/format-docview.ts';
import { summarizeDocView } from '../src/docview/summarize-docview.ts';
import type { NodeDocument } from '../src/format/node-document.ts';
import { type NodeData, node } from '../src/jcr/node.ts';
import { firstValue, long, name, string } from '../src/jcr/property.ts';

const archive = join(import.meta.dirname, '..', '..', 'shared', 'corpus', 'docview-corpus.tar.gz');

interface Sample {
  readonly file: string;
  readonly bytes: Buffer;
  readonly text: string;
  readonly document: NodeDocument | undefined;
}

const samples: Sample[] = [];
let folder = '';

function isWellFormed(text: string): boolean {
  const parser = new SaxesParser();
  let wellFormed = true;
  parser.on('error', () => {
    wellFormed = false;
  });
  parser.write(text).close();
  return wellFormed;
}

/** Every file that is a document, told by name when it fails. */
function each(check: (document: NodeDocument, sample: Sample) => void): void {
  for (const sample of samples) {
    if (!sample.document) continue;
    try {
      check(sample.document, sample);
    } catch (cause) {
      throw new Error(sample.file, { cause });
    }
  }
}

/** Every node of a document by its path, placeholders left out. */
function* nodes(
  data: NodeData,
  path: readonly string[] = [],
): Generator<readonly [readonly string[], NodeData]> {
  yield [path, data];
  for (const [child, below] of data.children) if (!below.placeholder) yield* nodes(below, [...path, child]);
}

describe.skipIf(!existsSync(archive))('real DocView files (skipped where ../shared/corpus is absent)', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'oakling-corpus-'));
    execFileSync('tar', ['xzf', archive, '-C', folder]);
    for (const found of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!found.endsWith('.xml')) continue;
      const bytes = readFileSync(join(folder, found));
      const text = bytes.toString('utf8');
      samples.push({
        file: relative(folder, join(folder, found)),
        bytes,
        text,
        document: docviewFormat.parse(text, found).document,
      });
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are many', () => {
    expect(samples.length).toBeGreaterThan(1800);
  });

  it('parse exactly where they are XML, and say where they are not', () => {
    for (const { file, text, document } of samples) {
      expect([file, document !== undefined]).toEqual([file, isWellFormed(text)]);
      if (document) continue;
      expect(docviewFormat.parse(text, file).problems).toMatchObject([
        { code: 'docview.syntax', path: file, line: expect.any(Number) },
      ]);
    }
  });

  it('are byte for byte the same after an edit that changes nothing', () => {
    each((document, { bytes }) => {
      const [property, value] = [...document.root.properties][0] ?? [];
      const edits = property && value ? [{ edit: 'set', node: [], property, value } as const] : [];
      expect(Buffer.from(document.edit(edits).text).equals(bytes)).toBe(true);
    });
  });

  it('change only the bytes of a value that is set', () => {
    each((document, { text }) => {
      for (const [path, data] of [...nodes(document.root)].slice(0, 12)) {
        const [property, old] = [...data.properties].at(-1) ?? [];
        if (!property || !old || old.multiple) continue;
        const edited = document.edit([
          { edit: 'set', node: path, property, value: string('a new value') },
        ]).text;
        const prefix = commonPrefix(text, edited);
        const suffix = commonPrefix(reversed(text), reversed(edited));
        expect(prefix).toBeGreaterThan(0);
        const changed = edited.slice(prefix, Math.max(prefix, edited.length - suffix));
        expect('a new value'.includes(changed) || changed.includes('a new value')).toBe(true);
        const removed = text.slice(prefix, Math.max(prefix, text.length - suffix));
        expect(removed).not.toMatch(/[<>]|="/);
        return;
      }
    });
  });

  it('are restored when what was added is removed', () => {
    each((document, { text }) => {
      const known = text.includes('xmlns:nt=');
      for (const [path] of [...nodes(document.root)].slice(0, 12)) {
        const set = { edit: 'set', node: path, property: 'zzz', value: string('x') } as const;
        const remove = { edit: 'remove', node: path, property: 'zzz' } as const;
        expect(document.edit([set]).edit([remove]).text).toBe(text);
        if (!known) continue;
        const child = node({ 'jcr:primaryType': name('nt:unstructured'), count: long(3) });
        const added = document.edit([{ edit: 'addChild', node: path, child: 'zzz', data: child }]);
        expect(isWellFormed(added.text)).toBe(true);
        expect(added.edit([{ edit: 'removeChild', node: path, child: 'zzz' }]).text).toBe(text);
      }
    });
  });

  it('are summarized as the parser reads them', () => {
    let summarized = 0;
    each((document, { bytes }) => {
      const summary = summarizeDocView(bytes, bytes.length, { capture: [], volatile: () => false });
      if (!summary) return;
      summarized++;
      expect(summary.primaryType).toBe(firstValue(document.root.properties.get('jcr:primaryType')));
      expect(summary.uuid).toBe(firstValue(document.root.properties.get('jcr:uuid')));
    });
    expect(summarized).toBeGreaterThan(1800);
  });

  it('formats to what means the same and is formatted already', () => {
    let canonical = 0;
    each((document, { file }) => {
      if (!(document instanceof DocViewDocument)) throw new Error('not DocView');
      const formatted = formatDocView(document);
      const again = docviewFormat.parse(formatted, file).document;
      if (!(again instanceof DocViewDocument)) throw new Error('it does not parse any more');
      expect(again.root).toEqual(document.root);
      expect(formatDocView(again)).toBe(formatted);
      const comments = (text: string) => text.match(/<!--[\s\S]*?-->/g) ?? [];
      expect(comments(formatted)).toEqual(comments(document.text));
      if (formatted === document.text) canonical++;
    });
    // FileVault wrote most of these files, and what it wrote is canonical.
    expect(canonical).toBeGreaterThan(samples.length / 2);
  });
});

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function reversed(text: string): string {
  return text.split('').reverse().join('');
}
