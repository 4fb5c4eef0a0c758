/**
 * Reading node types written in the compact notation of JCR 2.0 (section 25.2), as far as
 * {@link NodeType} holds them. A type that cannot be read is reported and left out; the next one is read.
 *
 * @module
 */
import { type Problem, positionAt, problem } from '../problems/problem.ts';
import type { ChildDefinition, NodeType, PropertyDefinition } from './node-type.ts';
import { JCR_TYPES, type PropertyType } from './property.ts';

/** What a `.cnd` file defines. */
export interface NodeTypeDefinitions {
  /** URI by prefix. */
  readonly namespaces: ReadonlyMap<string, string>;
  readonly types: readonly NodeType[];
  readonly problems: readonly Problem[];
}

/** Reads a text; `file` is its name in problems. Never throws for bad content. */
export function parseCnd(text: string, file: string): NodeTypeDefinitions {
  return new CndReader(text, file).read();
}

interface Token {
  readonly text: string;
  readonly offset: number;
  readonly isQuoted: boolean;
}

class Fault extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"|([<>=[\],+()*!?-])|([^\s<>=[\],+()*!?'"-][^\s<>=[\],+()*!?'"]*)/g;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [, single, double, sign, word] = match;
    const quoted = single ?? double;
    const value = quoted?.replace(/\\(.)/g, '$1') ?? sign ?? word;
    if (value !== undefined)
      tokens.push({ text: value, offset: match.index, isQuoted: quoted !== undefined });
  }
  return tokens;
}

class CndReader {
  readonly #text: string;
  readonly #file: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
    this.#tokens = tokensOf(text);
  }

  read(): NodeTypeDefinitions {
    const namespaces = new Map<string, string>();
    const types: NodeType[] = [];
    const problems: Problem[] = [];
    while (this.#token) {
      const start = this.#at;
      try {
        if (this.#takes('<')) namespaces.set(...this.#namespace());
        else types.push(this.#type());
      } catch (fault) {
        if (!(fault instanceof Fault)) throw fault;
        problems.push(this.#problem(fault));
        this.#skipFrom(start);
      }
    }
    return { namespaces, types, problems };
  }

  get #token(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #is(sign: string): boolean {
    return this.#token?.text === sign && !this.#token.isQuoted;
  }

  #takes(...signs: readonly string[]): boolean {
    if (!signs.some((sign) => this.#is(sign))) return false;
    this.#at++;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#takes(sign)) throw this.#fault(`${sign} is expected here`);
  }

  #word(what: string): string {
    const token = this.#token;
    if (!token || (!token.isQuoted && /^[<>=[\],+()!?-]$/.test(token.text))) {
      throw this.#fault(`${what} is expected here`);
    }
    this.#at++;
    return token.text;
  }

  #fault(message: string): Fault {
    return new Fault(this.#token?.offset ?? this.#text.length, message);
  }

  #namespace(): [string, string] {
    const prefix = this.#word('a prefix');
    this.#expect('=');
    const uri = this.#word('a namespace');
    this.#expect('>');
    return [prefix, uri];
  }

  #type(): NodeType {
    this.#expect('[');
    const name = this.#word('the name of a node type');
    this.#expect(']');
    const supertypes = this.#takes('>') ? this.#list('a supertype') : [];
    let isMixin = false;
    let isOrderable = false;
    while (this.#token && !this.#startsItem()) {
      if (this.#takes('mixin', 'mix', 'm')) isMixin = true;
      else if (this.#takes('orderable', 'ord', 'o')) isOrderable = true;
      else if (this.#takes('primaryitem', '!')) this.#word('the primary item');
      else if (!this.#takes('abstract', 'abs', 'a', 'noquery', 'nq', 'query', 'q', '?')) {
        throw this.#fault('this is no option of a node type');
      }
    }
    const children: ChildDefinition[] = [];
    const properties: PropertyDefinition[] = [];
    for (;;) {
      if (this.#takes('-')) properties.push(this.#property());
      else if (this.#takes('+')) children.push(this.#child());
      else return { name, supertypes, isMixin, isOrderable, children, properties };
    }
  }

  #startsItem(): boolean {
    return ['-', '+', '[', '<'].some((sign) => this.#is(sign));
  }

  #property(): PropertyDefinition {
    const name = this.#word('the name of a property');
    const type = this.#takes('(') ? this.#propertyType() : 'String';
    let multiple = false;
    while (this.#token && !this.#startsDefinition()) {
      if (this.#takes('=', '<')) this.#list('a value');
      else {
        multiple ||= ['multiple', 'mul', '*'].some((option) => this.#is(option));
        this.#at++;
      }
    }
    return { name, type, multiple };
  }

  #propertyType(): PropertyType {
    const word = this.#takes('*') ? 'undefined' : this.#word('the type of a property');
    this.#expect(')');
    return JCR_TYPES.find((type) => type.toLowerCase() === word.toLowerCase()) ?? 'undefined';
  }

  #child(): ChildDefinition {
    const name = this.#word('the name of a child');
    const requiredTypes = this.#takes('(') ? this.#list('a node type') : [];
    if (requiredTypes.length > 0) this.#expect(')');
    let defaultType: string | undefined;
    while (this.#token && !this.#startsDefinition()) {
      if (this.#takes('=')) defaultType = this.#word('a node type');
      else this.#at++;
    }
    return { name, requiredTypes, defaultType };
  }

  /** A `<` here begins the constraints of a property, except where it declares a namespace. */
  #startsDefinition(): boolean {
    if (this.#is('<')) return this.#tokens[this.#at + 2]?.text === '=';
    return ['-', '+', '['].some((sign) => this.#is(sign));
  }

  #list(what: string): string[] {
    const items = [this.#word(what)];
    while (this.#takes(',')) items.push(this.#word(what));
    return items;
  }

  #skipFrom(start: number): void {
    this.#at = Math.max(this.#at, start + 1);
    while (this.#token && !this.#is('[')) this.#at++;
  }

  #problem(fault: Fault): Problem {
    const at = positionAt(this.#text, fault.offset);
    const message = `The node types cannot be read: ${fault.message}.`;
    const hint = 'Correct the definition; until then its types count as unknown.';
    return problem('nodetypes.syntax', { path: this.#file, at, message, hint });
  }
}
