/**
 * A node as YAML the way people write it: any indentation and quotes, braces here and there, comments and
 * blank lines everywhere, either line end, with or without a byte order mark and a final line end.
 *
 * @module
 */
import type { NodeData } from '../../src/jcr/node.ts';
import type { Property } from '../../src/jcr/property.ts';

/** Writes a node; `choose(n)` answers a number below `n`, and so decides the style. */
export function messyYaml(root: NodeData, choose: (options: number) => number): string {
  const lines = [...header(choose), ...body(root, 0, choose), ...comments(0, choose)];
  const eol = choose(3) === 0 ? '\r\n' : '\n';
  const text = lines.join(eol) + (choose(4) === 0 || lines.length === 0 ? '' : eol);
  return (choose(8) === 0 ? '\ufeff' : '') + text;
}

type Choose = (options: number) => number;

function header(choose: Choose): string[] {
  const lines = choose(3) === 0 ? ['# yaml-language-server: $schema=x', '# by hand'] : [];
  return choose(6) === 0 ? [...lines, '---'] : lines;
}

function comments(column: number, choose: Choose): string[] {
  const indent = ' '.repeat(column);
  switch (choose(8)) {
    case 0:
      return [`${indent}# a: remark`];
    case 1:
      return ['', `${indent}    # deeper`];
    case 2:
      return ['', ''];
    case 3:
      return ['# at the margin'];
    default:
      return [];
  }
}

function body(node: NodeData, column: number, choose: Choose): string[] {
  const entries = [
    ...[...node.properties].map(
      ([name, property]) =>
        () =>
          propertyLines(name, property, column, choose),
    ),
    ...[...node.children].map(
      ([name, child]) =>
        () =>
          childLines(name, child, node, column, choose),
    ),
  ];
  return entries.flatMap((entry) => [...comments(column, choose), ...entry()]);
}

function propertyLines(name: string, property: Property, column: number, choose: Choose): string[] {
  const key = `${' '.repeat(column)}${quoted(name, choose)}:${' '.repeat(1 + choose(2))}`;
  const remark = choose(4) === 0 ? ' # why' : '';
  const lines = manyLines(property, column, choose);
  if (lines) return [key + lines[0], ...lines.slice(1)];
  if (!property.multiple) {
    const value = scalar(name, property, property.values[0] ?? '', choose);
    return choose(8) === 0 ? [key, `${' '.repeat(column + 3)}${value}${remark}`] : [key + value + remark];
  }
  const items = property.values.map((value) => scalar(name, property, value, choose));
  const tag = items.length === 0 && property.type !== 'String' && !implied(name) ? `!${property.type} ` : '';
  if (items.length === 0 || choose(2) === 0) {
    if (choose(3) > 0) return [`${key}${tag}[${items.join(choose(2) === 0 ? ', ' : ',')}]${remark}`];
    const inner = ' '.repeat(column + 1);
    return [`${key}${tag}[`, ...items.map((item) => `${inner}${item}, # item`), `${inner}]${remark}`];
  }
  const dash = ' '.repeat(column + choose(3));
  return [
    key + (remark === '' ? '' : '# list'),
    ...items.flatMap((item) => [
      `${dash}- ${item}${remark}`,
      ...(choose(6) === 0 ? [`${dash}  # item`] : []),
    ]),
  ];
}

/** A String on several lines: a block scalar, or words folded. */
function manyLines(
  { type, multiple, values }: Property,
  column: number,
  choose: Choose,
): string[] | undefined {
  const [value = ''] = values;
  if (type !== 'String' || multiple || choose(3) === 0) return undefined;
  const indent = ' '.repeat(column + 1 + choose(3));
  if (/^\w+( \w+)+$/.test(value)) {
    const [first, ...rest] = value.split(' ');
    const quote = ['', '"', "'"][choose(3)] ?? '';
    return [`${quote}${first}`, `${indent}${rest.join(' ')}${quote}`];
  }
  const [, body = '', end = ''] = /^(\w[\w\n ]*\w)(\n*)$/.exec(value) ?? [];
  if (!body.includes('\n')) return undefined;
  const chomp = end === '' ? '-' : end === '\n' ? '' : '+';
  const content = body.split('\n').map((line) => (line === '' ? '' : indent + line));
  // What follows at its indentation is content; a remark at the margin ends it.
  const margin = [...Array(Math.max(0, end.length - 1)).fill(''), '# at the margin'];
  return [`|${chomp}${choose(4) === 0 ? ' # why' : ''}`, ...content, ...margin];
}

function childLines(
  name: string,
  child: NodeData,
  parent: NodeData,
  column: number,
  choose: Choose,
): string[] {
  const marked = parent.properties.has(name) ? `${name}/` : name;
  const key = `${' '.repeat(column)}${quoted(marked, choose)}:`;
  const remark = choose(4) === 0 ? ' # node' : '';
  if (child.placeholder) return [key + ['', ' ~', ' null'][choose(3)] + remark];
  const isEmpty = child.properties.size === 0 && child.children.size === 0;
  if (isEmpty || choose(5) === 0) return flowLines(`${key} `, child, column, remark, choose);
  const lines = body(child, column + 1 + choose(4), choose);
  return [key + remark, ...lines];
}

function flowLines(key: string, child: NodeData, column: number, remark: string, choose: Choose): string[] {
  const entries = flowEntries(child, choose);
  const space = ['', ' '][choose(2)] ?? '';
  if (choose(3) > 0) return [`${key}{${space}${entries.join(', ')}${space}}${remark}`];
  const inner = ' '.repeat(column + 2);
  const last = entries.length - 1;
  const lines = entries.map((entry, i) => {
    const comma = i < last || choose(2) === 0 ? ',' : '';
    return `${inner}${entry}${comma}${choose(3) === 0 ? ' # entry' : ''}`;
  });
  return [`${key}{`, ...lines, `${inner}}${remark}`];
}

function flowEntries(node: NodeData, choose: Choose): string[] {
  const inBraces = (child: NodeData): string => `{${flowEntries(child, choose).join(', ')}}`;
  return [
    ...[...node.properties].map(([name, property]) => {
      const items = property.values.map((value) => scalar(name, property, value, choose, true));
      const tag = items.length === 0 && !implied(name) ? `!${property.type} ` : '';
      return `${quoted(name, choose)}: ${property.multiple ? `${tag}[${items.join(', ')}]` : items[0]}`;
    }),
    ...[...node.children].map(([name, child]) => {
      const key = quoted(node.properties.has(name) ? `${name}/` : name, choose);
      if (!child.placeholder) return `${key}: ${inBraces(child)}`;
      return ['', ':', ': null'].map((end) => key + end)[choose(3)] ?? key;
    }),
  ];
}

const implied = (name: string) => name === 'jcr:primaryType';

/** A value with a tag, quoted: always right, whatever the type. Plain where its look is beyond doubt. */
function scalar(name: string, { type }: Property, value: string, choose: Choose, flow = false): string {
  const isPlain = /^[a-z]\w*(:\w+)?$/.test(value) && !/^(true|false|null|yes|no|on|off|[yn])$/i.test(value);
  if ((type === 'String' || implied(name)) && isPlain && choose(2) === 0) return value;
  if (type === 'String' && !flow && /^\w+\n\w+$/.test(value) && choose(2) === 0) return JSON.stringify(value);
  if (type === 'Long' && /^-?\d+$/.test(value) && choose(2) === 0) return value;
  if (type === 'String' || implied(name)) return quoted(value, choose);
  return `!${type} ${quoted(value, choose)}`;
}

function quoted(text: string, choose: Choose): string {
  if (/^[a-z]\w*(:\w+)?$/.test(text) && !/^(true|false|null)$/.test(text) && choose(3) > 0) return text;
  const isSimple = /^[\x20-\x7e]*$/.test(text);
  if (isSimple && choose(2) === 0) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
