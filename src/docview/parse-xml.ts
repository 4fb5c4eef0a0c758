/**
 * A strict XML parser for DocView files that keeps offsets, so that edits can leave every other byte
 * alone. It accepts what XML 1.0 accepts, save that prefixes need no declaration (3 % of real files use
 * one only in a value) and that a DOCTYPE declares nothing.
 *
 * @module
 */
import { type Attribute, type Element, SyntaxFault } from './syntax-tree.ts';
import { isNameCharacter, isNameStart } from './xml-names.ts';

const LT = 60;
const GT = 62;
const SLASH = 47;
const BANG = 33;
const QUESTION = 63;
const EQUALS = 61;
const AMPERSAND = 38;

/** What a document consists of. */
export interface ParsedXml {
  readonly root: Element;
  /** Offset of the first text that is not white space between elements. */
  readonly strayText: number | undefined;
}

/** An element while its end is not known. */
type OpenElement = { -readonly [Key in keyof Element]: Element[Key] } & { children: Element[] };

/**
 * Parses a document.
 * @throws SyntaxFault where it is not well-formed
 */
export function parseXml(text: string): ParsedXml {
  return new XmlParser(text).parse();
}

class XmlParser {
  readonly #text: string;
  #at = 0;
  #strayText: number | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): ParsedXml {
    const text = this.#text;
    if (text.charCodeAt(0) === 0xfeff) this.#at = 1;
    if (text.startsWith('<?xml', this.#at) && isSpace(text.charCodeAt(this.#at + 5))) this.#declaration();
    let root: Element | undefined;
    while (this.#at < text.length) {
      this.#space();
      if (this.#at >= text.length) break;
      if (text.charCodeAt(this.#at) !== LT) this.#fail('there is text outside the root element');
      const next = text.charCodeAt(this.#at + 1);
      if (next === QUESTION) this.#processingInstruction();
      else if (text.startsWith('<!--', this.#at)) this.#comment();
      else if (text.startsWith('<!DOCTYPE', this.#at)) {
        if (root) this.#fail('a DOCTYPE after the root element');
        this.#doctype();
      } else if (root) this.#fail('there is a second root element');
      else root = this.#tree();
    }
    if (!root) this.#fail('there is no root element');
    return { root, strayText: this.#strayText };
  }

  /** The root element with everything in it; a loop, so that depth costs no stack. */
  #tree(): Element {
    const text = this.#text;
    const root = this.#startTag(undefined);
    let open: OpenElement | undefined = root.selfClosed ? undefined : root;
    while (open) {
      const lt = text.indexOf('<', this.#at);
      if (lt < 0) this.#fail(`the element ${open.name} is not closed`, open.start);
      this.#characterData(this.#at, lt);
      this.#at = lt;
      const next = text.charCodeAt(lt + 1);
      if (next === SLASH) {
        this.#endTag(open);
        open = open.parent as OpenElement | undefined;
      } else if (next === QUESTION) this.#processingInstruction();
      else if (next === BANG) {
        if (text.startsWith('<!--', lt)) this.#comment();
        else if (text.startsWith('<![CDATA[', lt)) this.#cdata();
        else this.#fail('this markup is not allowed here');
      } else {
        const child: OpenElement = this.#startTag(open);
        open.children.push(child);
        if (!child.selfClosed) open = child;
      }
    }
    return root;
  }

  #startTag(parent: OpenElement | undefined): OpenElement {
    const text = this.#text;
    const start = this.#at++;
    const name = this.#name('an element name');
    const nameEnd = this.#at;
    const attributes: Attribute[] = [];
    for (;;) {
      const before = this.#at;
      this.#space();
      const unit = text.charCodeAt(this.#at);
      const closes = unit === SLASH && text.charCodeAt(this.#at + 1) === GT;
      if (unit === GT || closes) {
        this.#at += closes ? 2 : 1;
        const end = this.#at;
        checkDuplicates(attributes);
        return {
          name,
          parent,
          attributes,
          children: [],
          start,
          nameEnd,
          startTagEnd: end,
          contentEnd: end,
          end,
          selfClosed: closes,
        };
      }
      if (this.#at >= text.length) this.#fail(`the tag ${name} is not closed`, start);
      if (before === this.#at) this.#fail('white space is missing before the attribute');
      attributes.push(this.#attribute(before));
    }
  }

  #attribute(start: number): Attribute {
    const text = this.#text;
    const nameStart = this.#at;
    const name = this.#name('an attribute name');
    this.#space();
    if (text.charCodeAt(this.#at) !== EQUALS) this.#fail(`the attribute ${name} has no value`, nameStart);
    this.#at++;
    this.#space();
    const quote = text[this.#at];
    if (quote !== '"' && quote !== "'") this.#fail(`the value of ${name} is not quoted`);
    const valueStart = this.#at + 1;
    const valueEnd = text.indexOf(quote, valueStart);
    if (valueEnd < 0) this.#fail(`the value of ${name} has no end`);
    this.#value(valueStart, valueEnd);
    this.#at = valueEnd + 1;
    return { name, start, nameStart, valueStart, valueEnd };
  }

  /** Checks a raw value: references are known, and nothing in it is forbidden. */
  #value(start: number, end: number): void {
    for (let i = start; i < end; i++) {
      const unit = this.#text.charCodeAt(i);
      if (unit === LT) this.#fail('a value contains "<"; write &lt;', i);
      if (unit === AMPERSAND) i = this.#reference(i) - 1;
      else if (unit < 32 || unit >= 0xd800) i = this.#character(i);
    }
  }

  #characterData(start: number, end: number): void {
    for (let i = start; i < end; i++) {
      const unit = this.#text.charCodeAt(i);
      if (isSpace(unit)) continue;
      this.#strayText ??= i;
      if (unit === AMPERSAND) i = this.#reference(i) - 1;
      else if (unit === GT && this.#text.startsWith(']]', i - 2)) this.#fail('text contains "]]>"', i);
      else if (unit < 32 || unit >= 0xd800) i = this.#character(i);
    }
  }

  /** Checks one character that may be forbidden; answers the offset of its last unit. */
  #character(at: number): number {
    const unit = this.#text.charCodeAt(at);
    if (unit === 9 || unit === 10 || unit === 13) return at;
    const code = this.#text.codePointAt(at) ?? 0;
    if (code > 0xffff) return at + 1;
    if (code < 32 || (code >= 0xd800 && code < 0xe000) || code >= 0xfffe) {
      this.#fail(
        `the character U+${code.toString(16).padStart(4, '0').toUpperCase()} is not allowed in XML`,
        at,
      );
    }
    return at;
  }

  /** Checks a reference; answers the offset after it. */
  #reference(at: number): number {
    const match = /&(?:(lt|gt|amp|quot|apos)|#([0-9]+)|#x([0-9a-fA-F]+));/y;
    match.lastIndex = at;
    const found = match.exec(this.#text);
    if (!found) this.#fail('"&" begins no known reference; write &amp;', at);
    const [, , decimal, hex] = found;
    const code = decimal ? Number.parseInt(decimal, 10) : hex ? Number.parseInt(hex, 16) : 32;
    if (!isXmlCharacter(code)) this.#fail('this reference is to a character XML does not allow', at);
    return at + found[0].length;
  }

  #endTag(open: OpenElement): void {
    open.contentEnd = this.#at;
    this.#at += 2;
    const name = this.#name('an element name');
    if (name !== open.name) this.#fail(`the end tag ${name} does not match ${open.name}`, open.contentEnd);
    this.#space();
    if (this.#text.charCodeAt(this.#at) !== GT) this.#fail(`the end tag ${name} is not closed`);
    open.end = ++this.#at;
  }

  #name(what: string): string {
    const start = this.#at;
    const text = this.#text;
    let at = start;
    while (at < text.length) {
      const code = text.codePointAt(at) ?? 0;
      if (at === start ? !isNameStart(code) : !isNameCharacter(code)) break;
      at += code > 0xffff ? 2 : 1;
    }
    if (at === start) this.#fail(`${what} is expected here`);
    this.#at = at;
    return text.slice(start, at);
  }

  #space(): void {
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at++;
  }

  #declaration(): void {
    const match =
      /<\?xml\s+version\s*=\s*(["'])1\.[0-9]+\1(?:\s+encoding\s*=\s*(["'])([A-Za-z][\w.-]*)\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\4)?\s*\?>/y;
    match.lastIndex = this.#at;
    const found = match.exec(this.#text);
    if (!found) this.#fail('the XML declaration is malformed');
    this.#at += found[0].length;
  }

  #processingInstruction(): void {
    const start = this.#at;
    this.#at += 2;
    const target = this.#name('the target of a processing instruction');
    if (target.toLowerCase() === 'xml') this.#fail('an XML declaration must come first', start);
    const end = this.#text.indexOf('?>', this.#at);
    if (end < 0) this.#fail('this processing instruction has no end', start);
    if (end > this.#at && !isSpace(this.#text.charCodeAt(this.#at))) this.#fail('white space is missing');
    this.#at = end + 2;
  }

  #comment(): void {
    const start = this.#at;
    const dashes = this.#text.indexOf('--', start + 4);
    if (dashes < 0) this.#fail('this comment has no end', start);
    if (this.#text.charCodeAt(dashes + 2) !== GT) this.#fail('a comment contains "--"', dashes);
    for (let i = start + 4; i < dashes; i++) i = this.#character(i);
    this.#at = dashes + 3;
  }

  #cdata(): void {
    const start = this.#at;
    const end = this.#text.indexOf(']]>', start);
    if (end < 0) this.#fail('this CDATA section has no end', start);
    if (this.#text.slice(start + 9, end).trim() !== '') this.#strayText ??= start;
    this.#at = end + 3;
  }

  /** Skipped whole; nothing it declares is used, so it can neither expand nor fetch anything. */
  #doctype(): void {
    const start = this.#at;
    let depth = 0;
    for (let i = start + 9; i < this.#text.length; i++) {
      const character = this.#text[i];
      if (character === '"' || character === "'") {
        i = this.#text.indexOf(character, i + 1);
        if (i < 0) break;
      } else if (character === '[') depth++;
      else if (character === ']') depth--;
      else if (character === '>' && depth === 0) {
        this.#at = i + 1;
        return;
      }
    }
    this.#fail('this DOCTYPE has no end', start);
  }

  #fail(message: string, at = this.#at): never {
    throw new SyntaxFault(at, message);
  }
}

function checkDuplicates(attributes: readonly Attribute[]): void {
  if (attributes.length < 2) return;
  const names = new Set<string>();
  for (const { name, nameStart } of attributes) {
    if (names.has(name)) throw new SyntaxFault(nameStart, `the attribute ${name} occurs twice`);
    names.add(name);
  }
}

function isSpace(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 13 || unit === 9;
}

function isXmlCharacter(code: number): boolean {
  if (code < 32) return code === 9 || code === 10 || code === 13;
  return code < 0xd800 || (code >= 0xe000 && code !== 0xfffe && code !== 0xffff && code <= 0x10ffff);
}
