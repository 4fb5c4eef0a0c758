/**
 * Content problems are values: collected, located, and reported without stopping anything else.
 *
 * @module
 */
import { PROBLEM_CODES, type ProblemCode, type Severity } from './codes.ts';

/** A position in a text, both counted from 1; columns count UTF-16 units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Something wrong with content: what, where, and how to mend it. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** The file, relative to the tree's folder and with `/`; or a JCR path where no one file is concerned. */
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  /** What is wrong, as one sentence. */
  readonly message: string;
  /** How to mend it, as one sentence. */
  readonly hint: string;
}

/** What a caller of {@link problem} knows beyond the code. */
export interface ProblemDetails {
  readonly path: string;
  readonly at?: TextPosition | undefined;
  readonly message: string;
  readonly hint: string;
}

/** Makes a problem of a code; its severity comes from the catalogue. */
export function problem(code: ProblemCode, { path, at, message, hint }: ProblemDetails): Problem {
  const position = at ? { line: at.line, column: at.column } : {};
  return { code, severity: PROBLEM_CODES[code].severity, path, ...position, message, hint };
}

/** The line and column of an offset (UTF-16 units) in a text. Line ends are LF, CRLF or CR. */
export function positionAt(text: string, offset: number): TextPosition {
  let line = 1;
  let lineStart = 0;
  for (let i = 0; i < offset && i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const endsLine = unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10);
    if (endsLine) {
      line++;
      lineStart = i + 1;
    }
  }
  return { line, column: Math.min(offset, text.length) - lineStart + 1 };
}

/** A problem as one line: `path:line:column: message (code) hint`. */
export function formatProblem({ path, line, column, message, code, hint }: Problem): string {
  const where = line === undefined ? path : `${path}:${line}:${column}`;
  return `${where}: ${message} [${code}] ${hint}`;
}
