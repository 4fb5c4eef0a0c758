/**
 * Validation against the JSON Schemas: of the configuration, and of YAML nodes. Schemas are compiled when
 * they are first needed, once.
 *
 * @module
 */
import { createRequire } from 'node:module';
import type * as Ajv from 'ajv/dist/2020.js';
import type { NodeDocument, NodePath } from '../format/node-document.ts';
import { descendant, type NodeData } from '../jcr/node.ts';
import type { Property, PropertyType } from '../jcr/property.ts';
import { type Problem, problem, type TextPosition } from '../problems/problem.ts';
import type { NodeKind } from '../yaml/schema-comment.ts';
import { explainErrors, type Mismatch, type Wording } from './explain-error.ts';
import { readSchema, type SchemaName } from './schema-files.ts';

export type { Mismatch, ValuePath } from './explain-error.ts';

/** Checks the content of a configuration file; where the values stand in it, the reader of the file knows. */
export function validateConfiguration(value: unknown): readonly Mismatch[] {
  return mismatches('configuration', value, CONFIGURATION);
}

/** Checks a YAML node file; what does not match is a warning, since a repository takes it all the same. */
export function validateYamlNode(document: NodeDocument, kind: NodeKind, file: string): Problem[] {
  return mismatches(`${kind}-node`, plainNode(document.root), NODE).map(({ path, message, hint }) => {
    const at = locateValue(document, path.map(String));
    return problem('yaml.schema', { path: file, at, message, hint });
  });
}

const CONFIGURATION: Wording = {
  kind: 'setting',
  spellingsCount: false,
  nameOf: (path) => {
    const name = path.reduce<string>((before, step) => {
      if (typeof step === 'number') return `${before}[${step}]`;
      return before === '' ? step : `${before}.${step}`;
    }, '');
    return name === '' ? 'The configuration' : name;
  },
};

const NODE: Wording = {
  kind: 'property',
  spellingsCount: true,
  nameOf: (path) => String(path.findLast((step) => typeof step === 'string') ?? 'The node'),
};

const compiled = new Map<SchemaName, Ajv.ValidateFunction>();

function mismatches(name: SchemaName, value: unknown, wording: Wording): readonly Mismatch[] {
  const validate = compiled.get(name) ?? compile(name);
  compiled.set(name, validate);
  return validate(value) ? [] : explainErrors(value, validate.errors ?? [], wording);
}

/** Loads ajv, an old-style module, when the first schema is needed: most starts need none. */
const require = createRequire(import.meta.url);

function compile(name: SchemaName): Ajv.ValidateFunction {
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof Ajv;
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    formats: {
      uri: (text: string) => URL.canParse(text),
      'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)$/,
    },
  });
  return ajv.compile(readSchema(name));
}

/** A node as the plain data an editor sees: numbers and booleans as such, everything else as text. */
function plainNode({ properties, children, placeholder }: NodeData): unknown {
  if (placeholder && children.size === 0) return null;
  return {
    ...Object.fromEntries([...children].map(([name, child]) => [name, plainNode(child)])),
    ...Object.fromEntries([...properties].map(([name, property]) => [name, plainProperty(property)])),
  };
}

function plainProperty({ type, multiple, values }: Property): unknown {
  const plain = values.map((value) => plainValue(type, value));
  return multiple ? plain : plain[0];
}

function plainValue(type: PropertyType, value: string): unknown {
  if (type === 'Boolean') return value.toLowerCase() === 'true';
  return type === 'Long' || type === 'Double' ? Number(value) : value;
}

/** Where a value stands: its property's key, or its node's. */
function locateValue(document: NodeDocument, path: NodePath): TextPosition | undefined {
  const steps = path.findIndex((_, i) => !descendant(document.root, path.slice(0, i + 1)));
  const node = steps === -1 ? path : path.slice(0, steps);
  const property = steps === -1 ? undefined : path[steps];
  return document.locate(node, property) ?? document.locate(node);
}
