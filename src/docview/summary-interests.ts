/**
 * What a query wants to know of each property, found out once per name: files have few names between
 * them, and mostly in the same order.
 *
 * @module
 */
import type { SummaryQuery } from '../format/node-document.ts';

/** What a query wants to know of the properties of one name. */
export interface Interest {
  readonly name: string;
  /** The name in the file's own encoding. */
  readonly bytes: Buffer;
  readonly hash: number;
  /** Whether it is no property at all but declares a namespace. */
  readonly isDeclaration: boolean;
  readonly isVolatile: boolean;
  /** Whether values are wanted, wherever or at some place. */
  readonly isWanted: boolean;
  readonly isCaptured: boolean;
  /** The nodes at which it is wanted, as paths of names. */
  readonly places: readonly string[];
  /** The element in which it was met last, by the number of {@link Interests.nextElement}. */
  element: number;
  /** What came after it last time. */
  next: Interest | undefined;
}

/** The interests of one query. */
export class Interests {
  /** Names of the nodes in which properties are wanted. */
  readonly nodes: ReadonlySet<string>;
  /** Stands before the first property of a file. */
  readonly start: Interest;
  readonly #query: SummaryQuery;
  readonly #byHash = new Map<number, Interest>();
  #elements = 0;

  private constructor(query: SummaryQuery) {
    this.#query = query;
    this.nodes = new Set(query.located?.map((path) => path.split('/').at(-2) ?? ''));
    this.start = this.#interestIn('', 0);
  }

  /** The interests of a query, the same whenever it is asked. */
  static of(query: SummaryQuery): Interests {
    const interests = known.get(query) ?? new Interests(query);
    known.set(query, interests);
    return interests;
  }

  /** A number no element of any file had. */
  nextElement(): number {
    return ++this.#elements;
  }

  /**
   * The interest in the property whose name stands somewhere in the bytes of a file.
   * @param hash of the name, the same for every file
   */
  in(hash: number, bytes: Buffer, start: number, end: number): Interest {
    const found = this.#byHash.get(hash);
    if (found && found.bytes.length === end - start && standsAt(found.bytes, bytes, start)) return found;
    const interest = this.#interestIn(bytes.toString('latin1', start, end), hash);
    this.#byHash.set(hash, interest);
    return interest;
  }

  #interestIn(name: string, hash: number): Interest {
    const { capture, located = [], volatile } = this.#query;
    const isCaptured = capture.includes(name);
    const places = located.flatMap((path) => placeOf(path, name) ?? []);
    return {
      name,
      bytes: Buffer.from(name, 'latin1'),
      hash,
      isDeclaration: name.startsWith('xmlns:'),
      isVolatile: volatile(name),
      isWanted: isCaptured || places.length > 0 || name === 'jcr:primaryType' || name === 'jcr:uuid',
      isCaptured,
      places,
      element: 0,
      next: undefined,
    };
  }
}

const known = new WeakMap<SummaryQuery, Interests>();

/** Whether a name stands at a place in bytes. Byte by byte: for so few, asking the engine costs more. */
export function standsAt(name: Buffer, bytes: Buffer, start: number): boolean {
  for (let i = 0; i < name.length; i++) if (bytes[start + i] !== name[i]) return false;
  return true;
}

/** The node in which a property is wanted, if a path is of that property. */
function placeOf(path: string, name: string): string | undefined {
  if (path === name) return '';
  return path.endsWith(`/${name}`) ? path.slice(0, -name.length - 1) : undefined;
}
