/**
 * The part of RDF that XMP uses, read into names and texts. Structures (`xmpMM:History`, contact
 * addresses …) are left out: they are nodes of their own in AEM.
 *
 * Entities other than XML's own five are never expanded, and a packet that declares any is refused.
 *
 * @module
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { type EmbeddedValue, PREFIXES } from './embedded-vocabulary.ts';

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const KNOWN_PREFIXES = new Set(PREFIXES.values());

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/**
 * Reads an `rdf:RDF` element.
 * @returns values by qualified name with AEM's prefix; of two with one name the first counts
 * @throws Error when the text is not well-formed XML
 */
export function readRdf(text: string): Map<string, EmbeddedValue> {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new Error('it declares entities');
  const validity = XMLValidator.validate(text);
  if (validity !== true) throw new Error(validity.err.msg);
  const values = new Map<string, EmbeddedValue>();
  const keep = (name: string | undefined, value: EmbeddedValue | undefined) => {
    if (name !== undefined && value !== undefined && !values.has(name)) values.set(name, value);
  };
  for (const root of elementsIn(parser.parse(text), new Map())) {
    for (const description of root.children()) {
      for (const [name, value] of description.attributes) keep(description.resolve(name), value);
      for (const property of description.children()) keep(property.qualifiedName, readValue(property));
    }
  }
  return values;
}

/** A simple value, the default language of an alternative, or the items of an array. */
function readValue(property: Element): EmbeddedValue | undefined {
  const [container] = property.children();
  if (container === undefined) return property.resource ?? property.text;
  if (container.name !== 'Seq' && container.name !== 'Bag' && container.name !== 'Alt') return undefined;
  const items = container.children().filter((item) => item.children().length === 0);
  if (container.name !== 'Alt') return items.map((item) => item.resource ?? item.text);
  const preferred = items.find((item) => item.attributes.get('xml:lang') === 'x-default') ?? items[0];
  return preferred?.text;
}

/** An element with the namespaces in scope. */
interface Element {
  /** Local name if in the RDF namespace, else empty. */
  readonly name: string;
  /** Name with AEM's prefix, if the namespace is one we take. */
  readonly qualifiedName: string | undefined;
  /** The text directly inside. */
  readonly text: string;
  /** The value of `rdf:resource`. */
  readonly resource: string | undefined;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: () => Element[];
  readonly resolve: (name: string) => string | undefined;
}

/** fast-xml-parser's ordered form: `{ name: [children], ':@': { attributes } }`, text as `{ '#text': … }`. */
function elementsIn(nodes: unknown, scope: ReadonlyMap<string, string>): Element[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: Readonly<Record<string, unknown>>) => {
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
    return name === undefined ? [] : [element(name, node[name], node[':@'], scope)];
  });
}

function element(
  name: string,
  content: unknown,
  rawAttributes: unknown,
  outer: ReadonlyMap<string, string>,
): Element {
  const attributes = new Map(
    Object.entries(rawAttributes ?? {}).map(([key, value]) => [key, decode(String(value))]),
  );
  const scope = new Map(outer);
  for (const [key, value] of attributes) if (key.startsWith('xmlns:')) scope.set(key.slice(6), value);

  const namespaceOf = (prefix: string) => scope.get(prefix) ?? (prefix === 'rdf' ? RDF : undefined);
  const resolve = (qualified: string): string | undefined => {
    const [prefix = '', local] = qualified.split(':');
    if (local === undefined) return undefined;
    const namespace = namespaceOf(prefix);
    // A packet cut out of an SVG may leave its declarations on the root element.
    const known = namespace === undefined ? KNOWN_PREFIXES.has(prefix) && prefix : PREFIXES.get(namespace);
    return known ? `${known}:${local}` : undefined;
  };
  const [prefix = '', local = ''] = name.split(':');
  return {
    name: namespaceOf(prefix) === RDF ? local : '',
    qualifiedName: resolve(name),
    text: textIn(content),
    resource: attributes.get('rdf:resource'),
    attributes,
    children: () => elementsIn(content, scope),
    resolve,
  };
}

function textIn(content: unknown): string {
  if (!Array.isArray(content)) return '';
  const texts = content.map((node: Readonly<Record<string, unknown>>) => node['#text'] ?? '');
  return decode(texts.join(''));
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, tens, hex, named) => {
    if (named !== undefined) return ENTITIES[named] ?? whole;
    const code = tens === undefined ? Number.parseInt(hex, 16) : Number.parseInt(tens, 10);
    return code > 0x10ffff ? '' : String.fromCodePoint(code);
  });
}
