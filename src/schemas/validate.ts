/**
 * Checking values against the JSON Schemas that editors use too, in sentences for people.
 *
 * @module
 */
import { createRequire } from 'node:module';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import type { NodeDocument } from '../format/node-document.ts';
import type { NodeData } from '../jcr/node.ts';
import type { Property } from '../jcr/property.ts';
import { type Problem, problem } from '../problems/problem.ts';

/** The schemas of the package. */
export type SchemaName = 'asset-node' | 'folder-node' | 'configuration';

/** One thing a value should not be. */
export interface Violation {
  /** Keys and positions that lead to it. */
  readonly path: readonly string[];
  readonly message: string;
  readonly hint: string;
}

// The schemas stand beside src/ in a checkout and beside dist/ in the package: the same place from here.
const load = createRequire(import.meta.url);
const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true });

/** Checks a configuration as it was read from its file. */
export function validateConfiguration(value: unknown): readonly Violation[] {
  return violations('configuration', value);
}

/** Checks a YAML node; problems are located in its file. */
export function validateYamlNode(
  document: NodeDocument,
  schema: 'asset-node' | 'folder-node',
  file: string,
): Problem[] {
  return violations(schema, plainValue(document.root)).map(({ path, message, hint }) => {
    const property = path.at(-1);
    const at = document.locate(path.slice(0, -1), property) ?? document.locate(path);
    return problem('yaml.schema', { path: file, at, message, hint });
  });
}

function violations(name: SchemaName, value: unknown): Violation[] {
  const id = `oakling/${name}`;
  if (!ajv.getSchema(id)) ajv.addSchema({ ...load(`../../schemas/${name}.schema.json`), $id: id });
  if (ajv.validate(id, value)) return [];
  const found = (ajv.errors ?? []).filter(({ keyword }) => keyword !== 'anyOf').map(violationOf);
  const seen = new Set<string>();
  return found.filter(({ path, message }) => {
    const key = `${path.join('/')} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

function violationOf(error: ErrorObject): Violation {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const where = path.length > 0 ? path.join('.') : 'The configuration';
  const { params, schema, parentSchema } = error;
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      const known = Object.keys((parentSchema?.properties as object | undefined) ?? {});
      const near = nearest(key, known);
      const hint = near ? `Did you mean ${near}?` : `Known: ${known.join(', ')}.`;
      return { path: [...path, key], message: `${[...path, key].join('.')} is not known.`, hint };
    }
    case 'enum':
      return {
        path,
        message: `${where} has a value that is not allowed.`,
        hint: `Use one of: ${(params.allowedValues as unknown[]).join(', ')}.`,
      };
    case 'required':
      return {
        path,
        message: `${where} lacks ${params.missingProperty}.`,
        hint: `Add ${params.missingProperty}.`,
      };
    case 'type':
      return {
        path,
        message: `${where} has a value of the wrong type.`,
        hint: `Use ${[params.type].flat().join(' or ')}.`,
      };
    default:
      return {
        path,
        message: `${where} ${error.message ?? 'is not valid'}.`,
        hint: `See its description in the schema: ${JSON.stringify(schema)}.`,
      };
  }
}

function unescapePointer(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The known key that is at most two slips of the pen away. */
function nearest(key: string, known: readonly string[]): string | undefined {
  const candidates = known.map((name) => ({
    name,
    slips: slipsBetween(key.toLowerCase(), name.toLowerCase()),
  }));
  const [best] = candidates.toSorted((a, b) => a.slips - b.slips);
  return best && best.slips <= 2 ? best.name : undefined;
}

/** Levenshtein's distance. */
function slipsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const swap = (row[j] ?? 0) + Number(letter !== other);
      next.push(Math.min(swap, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** A node as schemas see it. */
function plainValue({ properties, children, placeholder }: NodeData): unknown {
  if (placeholder && children.size === 0) return null;
  const values = [...properties].map(([name, property]): [string, unknown] => [name, scalars(property)]);
  const nodes = [...children].map(([name, child]): [string, unknown] => [name, plainValue(child)]);
  return Object.fromEntries([...values, ...nodes]);
}

function scalars({ type, multiple, values }: Property): unknown {
  const plain = values.map((value) => {
    if (type === 'Boolean') return value === 'true';
    return type === 'Long' || type === 'Double' ? Number(value) : value;
  });
  return multiple ? plain : plain[0];
}
