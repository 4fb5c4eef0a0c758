/**
 * Findings as SARIF 2.1.0, which code hosts and editors show beside the lines (OASIS standard of
 * 27 March 2020).
 *
 * @module
 */
import { PROBLEM_CODES, type Severity } from '../../problems/codes.ts';
import type { Problem } from '../../problems/problem.ts';
import type { Finding } from '../finding.ts';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** What a report says of where it comes from. */
export interface SarifSource {
  /** Version of oakling. */
  readonly version: string;
  /** The tree's folder relative to the working directory, with `/`; `''` when they are the same. */
  readonly prefix: string;
}

/** A SARIF log of one run. Fixed findings are left out: they are no more. */
export function sarifLog(findings: readonly Finding[], { version, prefix }: SarifSource): unknown {
  const open = findings.filter(({ fixed }) => !fixed).map(({ problem }) => problem);
  const codes = [...new Set(open.map(({ code }) => code))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'oakling',
            version,
            informationUri: 'https://www.npmjs.com/package/oakling',
            rules: codes.map((code) => ({
              id: code,
              shortDescription: { text: `${PROBLEM_CODES[code].title}.` },
              defaultConfiguration: { level: LEVELS[PROBLEM_CODES[code].severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: open.map((found) => resultOf(found, codes.indexOf(found.code), prefix)),
      },
    ],
  };
}

function resultOf(
  { code, severity, message, hint, path, line, column }: Problem,
  rule: number,
  prefix: string,
) {
  const region = line === undefined ? {} : { region: { startLine: line, startColumn: column ?? 1 } };
  return {
    ruleId: code,
    ruleIndex: rule,
    level: LEVELS[severity],
    message: { text: `${message} ${hint}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path, prefix) }, ...region } }],
  };
}

/** A relative URI reference; a colon in its first segment would read as a scheme. */
function uriOf(path: string, prefix: string): string {
  const file = prefix === '' ? path : `${prefix}/${path}`;
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return uri.replace(/^\//, 'file:///');
}
