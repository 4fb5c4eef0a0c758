/**
 * A parsed DocView file: the node it describes, where everything stands, and its edits.
 *
 * @module
 */
import type { NodeDocument, NodeEdit, NodePath } from '../format/node-document.ts';
import type { NodeData } from '../jcr/node.ts';
import type { Property } from '../jcr/property.ts';
import { type Problem, positionAt, problem, type TextPosition } from '../problems/problem.ts';
import { unescapeAttribute } from './attribute-text.ts';
import { editText } from './edit-text.ts';
import { decodeItemName } from './item-names.ts';
import type { Namespaces } from './namespaces.ts';
import type { ParsedXml } from './parse-xml.ts';
import { isUnreadable, parseProperty } from './property-text.ts';
import { type Attribute, type Element, isNamespaceDeclaration } from './syntax-tree.ts';

/** See {@link NodeDocument}. */
export class DocViewDocument implements NodeDocument {
  readonly text: string;
  /** The file's name in problems. */
  readonly file: string;
  readonly #xml: ParsedXml;
  readonly #reparse: (text: string) => DocViewDocument;
  /** Paths of elements that were open and empty (`<a>⏎</a>`) when edits gave them their first child. */
  #hollow: ReadonlySet<string> = new Set();
  #root: NodeData | undefined;
  #problems: Problem[] = [];

  /** Namespaces known besides those the file declares and the well-known ones. */
  readonly namespaces: Namespaces | undefined;

  constructor(
    text: string,
    { file, namespaces }: { readonly file: string; readonly namespaces: Namespaces | undefined },
    xml: ParsedXml,
    reparse: (text: string) => DocViewDocument,
  ) {
    this.text = text;
    this.file = file;
    this.namespaces = namespaces;
    this.#xml = xml;
    this.#reparse = reparse;
  }

  /** The root element. */
  get element(): Element {
    return this.#xml.root;
  }

  get root(): NodeData {
    this.#root ??= this.#read(this.element, true);
    return this.#root;
  }

  get problems(): readonly Problem[] {
    // Values are read with the tree.
    void this.root;
    if (this.#xml.strayText === undefined) return this.#problems;
    const message = 'There is text between elements, which FileVault ignores.';
    return [...this.#problems, this.#problem('docview.text', this.#xml.strayText, message, 'Remove it.')];
  }

  locate(node: NodePath, property?: string): TextPosition | undefined {
    const element = elementAt(this.element, node);
    if (!element) return undefined;
    if (property === undefined) return positionAt(this.text, element.start);
    const attribute = attributeOf(element, property);
    return attribute && positionAt(this.text, attribute.nameStart);
  }

  edit(edits: readonly NodeEdit[]): NodeDocument {
    let current: DocViewDocument = this;
    for (const edit of edits) {
      const text = editText(current, edit);
      if (text !== current.text) current = current.#next(text, edit);
    }
    return current;
  }

  /** Whether an element that loses its last child was open and empty before it got the first one. */
  wasHollow(node: NodePath): boolean {
    return this.#hollow.has(JSON.stringify(node));
  }

  #next(text: string, { edit, node }: NodeEdit): DocViewDocument {
    const next = this.#reparse(text);
    const element = edit === 'addChild' ? elementAt(this.element, node) : undefined;
    const isHollow = element && element.children.length === 0 && !element.selfClosed;
    next.#hollow = isHollow ? new Set([...this.#hollow, JSON.stringify(node)]) : this.#hollow;
    return next;
  }

  /** The property an attribute holds. */
  property(attribute: Attribute): Property {
    const name = decodeItemName(attribute.name);
    const read = parseProperty(
      name,
      unescapeAttribute(this.text.slice(attribute.valueStart, attribute.valueEnd)),
    );
    if (!isUnreadable(read)) return read;
    const hint = 'Correct the value; until then it is taken as text.';
    this.#problems.push(
      this.#problem('docview.value', attribute.nameStart, `${name}: ${read.reason}.`, hint),
    );
    return read.property;
  }

  #read(element: Element, isRoot: boolean): NodeData {
    const properties = new Map<string, Property>();
    for (const attribute of element.attributes) {
      if (!isNamespaceDeclaration(attribute))
        properties.set(decodeItemName(attribute.name), this.property(attribute));
    }
    const children = new Map<string, NodeData>();
    for (const [name, child] of namedChildren(element)) children.set(name, this.#read(child, false));
    if (isRoot || properties.size > 0) return { properties, children };
    if (children.size > 0) {
      const message = `${element.name} has no attributes, so FileVault ignores what is in it.`;
      const hint = 'Give it a jcr:primaryType.';
      this.#problems.push(this.#problem('docview.placeholder-content', element.start, message, hint));
    }
    return { properties, children, placeholder: true };
  }

  #problem(code: Problem['code'], offset: number, message: string, hint: string): Problem {
    return problem(code, { path: this.file, at: positionAt(this.text, offset), message, hint });
  }
}

/** Children with their JCR names; further ones of a name get an index. */
export function* namedChildren(element: Element): Generator<readonly [string, Element]> {
  const seen = new Map<string, number>();
  for (const child of element.children) {
    const name = decodeItemName(child.name);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    yield [count === 1 ? name : `${name}[${count}]`, child];
  }
}

/** The child element of a JCR name. */
export function childOf(element: Element, name: string): Element | undefined {
  for (const [childName, child] of namedChildren(element)) if (childName === name) return child;
  return undefined;
}

/** The element at a path of JCR names. */
export function elementAt(root: Element, path: NodePath): Element | undefined {
  let current: Element | undefined = root;
  for (const step of path) current = current && childOf(current, step);
  return current;
}

/** The attribute that holds a property. */
export function attributeOf(element: Element, property: string): Attribute | undefined {
  return element.attributes.find((attribute) => decodeItemName(attribute.name) === property);
}
