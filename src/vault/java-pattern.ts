/**
 * Java's regular expressions, as filters use them, in JavaScript's words. Where the two languages write
 * the same thing differently it is rewritten; what JavaScript cannot express is refused, never guessed.
 *
 * @module
 */

/** A pattern that has no equal in JavaScript, or is not one in Java either. */
export class PatternError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PatternError';
  }
}

/**
 * The expression that matches a whole text where Java's `Pattern.matches` does.
 * @throws PatternError saying what cannot be understood
 */
export function javaPattern(pattern: string): RegExp {
  const { source, flags } = new Translation(pattern).run();
  try {
    return new RegExp(`^(?:${source})$`, flags);
  } catch (cause) {
    throw new PatternError(cause instanceof Error ? cause.message.replace(/^.*: /, '') : String(cause));
  }
}

/** Java's classes that JavaScript lacks or defines over all of Unicode, as the inside of a class. */
const CLASSES: Readonly<Record<string, string>> = {
  s: '\\t\\n\\x0B\\f\\r ',
  h: ' \\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000',
  v: '\\n\\x0B\\f\\r\\x85\\u2028\\u2029',
};

/** POSIX names, which Java limits to ASCII. */
const POSIX: Readonly<Record<string, string>> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  ASCII: '\\x00-\\x7F',
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Punct: '\\x21-\\x2F\\x3A-\\x40\\x5B-\\x60\\x7B-\\x7E',
  Graph: '\\x21-\\x7E',
  Print: '\\x20-\\x7E',
  Blank: ' \\t',
  Cntrl: '\\x00-\\x1F\\x7F',
  XDigit: '0-9a-fA-F',
  Space: '\\t\\n\\x0B\\f\\r ',
};

/** Escapes that mean a character or a position in both languages. */
const SHARED = /[bBdDwWtnrf]/;
const ANCHORS: Readonly<Record<string, string>> = { A: '^', z: '$', Z: '$' };
const CONTROLS: Readonly<Record<string, string>> = { a: '\\x07', e: '\\x1B' };

/** The flag letters of `(?i)` that JavaScript has for the whole expression. */
const FLAGS = /^\(\?([isu]+)\)/;

class Translation {
  readonly #text: string;
  #at = 0;
  #flags = 'v';
  #atomic = 0;

  constructor(pattern: string) {
    this.#text = pattern;
  }

  run(): { readonly source: string; readonly flags: string } {
    const leading = FLAGS.exec(this.#text);
    if (leading) {
      // Java's `u` widens case folding to Unicode, which JavaScript does anyway.
      this.#flags += [...new Set((leading[1] ?? '').replaceAll('u', ''))].join('');
      this.#at = leading[0].length;
    }
    const source = this.#alternatives();
    if (this.#at < this.#text.length) throw new PatternError(`unmatched ) at ${this.#at + 1}`);
    return { source, flags: this.#flags };
  }

  /** Up to the end of the group or of the text. */
  #alternatives(): string {
    let out = '';
    while (this.#at < this.#text.length && this.#next() !== ')') {
      if (this.#next() === '|') {
        out += '|';
        this.#at++;
      } else out += this.#quantified();
    }
    return out;
  }

  #quantified(): string {
    const atom = this.#atom();
    const match = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(this.#text.slice(this.#at));
    if (!match) return atom;
    this.#at += match[0].length;
    const greed = this.#next();
    if (greed !== '?' && greed !== '+') return atom + match[0];
    this.#at++;
    return greed === '?' ? `${atom}${match[0]}?` : this.#atomically(atom + match[0]);
  }

  /** What matched once is not given back: a lookahead is never entered again. */
  #atomically(source: string): string {
    const name = `atomic${this.#atomic++}`;
    return `(?=(?<${name}>${source}))\\k<${name}>`;
  }

  #atom(): string {
    const character = this.#take();
    if (character === '\\') return this.#escape(false);
    if (character === '[') return this.#class();
    if (character === '(') return this.#group();
    if (character === '.') return this.#flags.includes('s') ? '.' : '[^\\n\\r\\x85\\u2028\\u2029]';
    if (character === '^' || character === '$') return character;
    if ('*+?'.includes(character)) throw new PatternError(`nothing to repeat at ${this.#at}`);
    if (character === '{') throw new PatternError(`a { that repeats nothing at ${this.#at}`);
    return literal(character);
  }

  #group(): string {
    const kind = /^\?(?:[:=!>]|<[=!]|<[a-zA-Z][a-zA-Z0-9]*>)/.exec(this.#text.slice(this.#at))?.[0] ?? '';
    this.#at += kind.length;
    if (kind === '' && this.#next() === '?') throw new PatternError('flags that apply to a part only');
    const inner = this.#alternatives();
    if (this.#next() !== ')') throw new PatternError('a ( that is not closed');
    this.#at++;
    return kind === '?>' ? this.#atomically(inner) : `(${kind}${inner})`;
  }

  /** After the backslash. Inside a class the answer is what stands between brackets. */
  #escape(inClass: boolean): string {
    const character = this.#take();
    const inside = (content: string) => (inClass ? content : `[${content}]`);
    if (character === 'Q') return this.#quotation();
    const known = CLASSES[character];
    if (known !== undefined) return inside(known);
    const negated = CLASSES[character.toLowerCase()];
    if (negated !== undefined) return `[^${negated}]`;
    if (character === 'p' || character === 'P') return this.#property(character === 'P');
    if (CONTROLS[character] !== undefined) return CONTROLS[character];
    if (character === 'x' || character === 'u' || character === '0') return this.#codePoint(character);
    if (SHARED.test(character) && !(inClass && /[bB]/.test(character))) return `\\${character}`;
    if (!inClass && ANCHORS[character] !== undefined) return ANCHORS[character];
    if (!inClass && character === 'k') return `\\k${this.#expect(/^<[a-zA-Z][a-zA-Z0-9]*>/)}`;
    if (!inClass && character === 'R') return '(?:\\r\\n|[\\n\\x0B\\f\\r\\x85\\u2028\\u2029])';
    if (!inClass && /[1-9]/.test(character)) {
      if (/\(\?>|[*+?}]\+/.test(this.#text)) throw new PatternError('\\1 beside a possessive quantifier');
      return `\\${character}`;
    }
    if (/[a-zA-Z0-9]/.test(character)) throw new PatternError(`\\${character} means nothing`);
    return literal(character);
  }

  /** `\Q…\E`: every character stands for itself. */
  #quotation(): string {
    const end = this.#text.indexOf('\\E', this.#at);
    const quoted = this.#text.slice(this.#at, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#text.length : end + 2;
    return [...quoted].map(literal).join('');
  }

  #codePoint(kind: string): string {
    const digits = {
      x: /^(?:[0-9a-fA-F]{2}|\{[0-9a-fA-F]+\})/,
      u: /^[0-9a-fA-F]{4}/,
      '0': /^(?:[0-3]?[0-7]{1,2})/,
    }[kind as 'x' | 'u' | '0'];
    const text = this.#expect(digits).replace(/[{}]/g, '');
    return `\\u{${Number.parseInt(text, kind === '0' ? 8 : 16).toString(16)}}`;
  }

  #property(isNegated: boolean): string {
    const name = this.#expect(/^(?:\{[^}]+\}|[A-Z])/).replace(/[{}]/g, '');
    const posix = POSIX[name];
    if (posix !== undefined) return isNegated ? `[^${posix}]` : `[${posix}]`;
    const letter = isNegated ? 'P' : 'p';
    const script = /^(?:Is|script=|sc=)(.+)$/.exec(name)?.[1];
    if (script === undefined) return `\\${letter}{${name}}`;
    const isBinary = /^(Alphabetic|Lowercase|Uppercase|White_Space|Ideographic|Emoji)$/.test(script);
    const isCategory = /^[A-Z][a-z]?$/.test(script);
    return `\\${letter}{${isBinary || isCategory ? script : `Script=${script}`}}`;
  }

  /** After the `[`. Java's unions, `[a-d[m-p]]`, and intersections, `[a-z&&[^bc]]`, are there with flag v. */
  #class(): string {
    const isNegated = this.#next() === '^';
    if (isNegated) this.#at++;
    const parts: string[] = [];
    let part = '';
    for (let isFirst = true; ; isFirst = false) {
      if (this.#at >= this.#text.length) throw new PatternError('a [ that is not closed');
      if (this.#next() === ']' && !isFirst) break;
      if (this.#text.startsWith('&&', this.#at)) {
        this.#at += 2;
        parts.push(part);
        part = '';
      } else part += this.#classItem(part !== '');
    }
    this.#at++;
    parts.push(part);
    const inner = parts.length === 1 ? part : parts.map((operand) => `[${operand}]`).join('&&');
    return `[${isNegated ? '^' : ''}${inner}]`;
  }

  #classItem(isLater: boolean): string {
    const character = this.#take();
    if (character === '[') return this.#class();
    if (character === '\\') return this.#escape(true);
    // A minus between two items spans them; at an edge it stands for itself.
    const spans = character === '-' && isLater && this.#next() !== ']' && this.#next() !== '[';
    return spans ? '-' : literal(character);
  }

  #expect(pattern: RegExp): string {
    const found = pattern.exec(this.#text.slice(this.#at))?.[0];
    if (found === undefined) throw new PatternError(`an escape that is not complete at ${this.#at + 1}`);
    this.#at += found.length;
    return found;
  }

  #next(): string | undefined {
    return this.#text[this.#at];
  }

  #take(): string {
    const point = this.#text.codePointAt(this.#at);
    if (point === undefined) throw new PatternError('it ends in a backslash');
    const character = String.fromCodePoint(point);
    this.#at += character.length;
    return character;
  }
}

/** A character that stands for itself, in a class or outside. */
function literal(character: string): string {
  if (/[\^$\\.*+?()[\]{}|/]/.test(character)) return `\\${character}`;
  // In a class these would mean something, the minus alone and the others doubled.
  return /[-&!#%,:;<=>@`~]/.test(character) ? `\\x${character.charCodeAt(0).toString(16)}` : character;
}
