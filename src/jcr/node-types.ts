/**
 * What oakling knows of node types without a type registry, and what a tree's own `.cnd` files add.
 *
 * @module
 */
import { BUILT_IN_TYPES } from './built-in-types.ts';
import type { NodeType } from './node-type.ts';
import { parseCnd } from './parse-cnd.ts';
import type { PropertyType } from './property.ts';

/** A set of node types by name. Questions about a type that is not among them answer `undefined`. */
export class NodeTypes {
  readonly #types: ReadonlyMap<string, NodeType>;

  constructor(types: Iterable<NodeType>) {
    this.#types = new Map([...types].map((type) => [type.name, type]));
  }

  /** The definition of a type. */
  get(name: string): NodeType | undefined {
    return this.#types.get(name);
  }

  /** These types and more; a definition of the same name replaces. */
  with(types: Iterable<NodeType>): NodeTypes {
    return new NodeTypes([...this.#types.values(), ...types]);
  }

  /** Whether a type keeps the order of its children. */
  isOrderable(type: string | undefined): boolean | undefined {
    return type === undefined ? undefined : this.#types.get(type)?.isOrderable;
  }

  /** Whether a type is another or inherits from it; an unknown type inherits from nothing. */
  inherits(type: string | undefined, ancestor: string): boolean {
    if (type === undefined) return false;
    for (const name of this.#lineage(type)) if (name === ancestor) return true;
    return false;
  }

  /** The type of a value written without one, by the types of its node; `undefined` where they leave it open. */
  propertyType(types: readonly string[], property: string, multiple: boolean): PropertyType | undefined {
    const definitions = types
      .flatMap((type) => [...this.#lineage(type)])
      .flatMap((type) => this.#types.get(type)?.properties ?? [])
      .filter((definition) => definition.multiple === multiple);
    const own = definitions.find(({ name }) => name === property);
    const type = (own ?? definitions.find(({ name }) => name === '*'))?.type;
    return type === 'undefined' ? undefined : type;
  }

  /** Whether a type speaks of a child by name. */
  definesChild(type: string, child: string): boolean {
    return [...this.#lineage(type)].some((name) =>
      this.#types.get(name)?.children.some((definition) => definition.name === child),
    );
  }

  /** The type of a child that is made without one. */
  defaultChildType(type: string, child: string): string | undefined {
    const definitions = [...this.#lineage(type)].flatMap((name) => this.#types.get(name)?.children ?? []);
    const own = definitions.find(({ name }) => name === child);
    return (own ?? definitions.find(({ name }) => name === '*'))?.defaultType;
  }

  /** A type and what it inherits from, nearest first. */
  *#lineage(type: string, seen = new Set<string>()): Generator<string> {
    if (seen.has(type)) return;
    seen.add(type);
    yield type;
    const supertypes = this.#types.get(type)?.supertypes ?? [];
    for (const supertype of supertypes) yield* this.#lineage(supertype, seen);
    // What names no supertype inherits from the base all the same, mixins apart.
    if (this.#types.get(type)?.isMixin === false) yield* this.#lineage('nt:base', seen);
  }
}

let builtIn: NodeTypes | undefined;

/** The types every repository has, and AEM's. */
export function builtInTypes(): NodeTypes {
  builtIn ??= new NodeTypes(parseCnd(BUILT_IN_TYPES, 'built-in').types);
  return builtIn;
}

/** Whether a built-in type keeps the order of its children; `undefined` for a type oakling does not know. */
export function isOrderable(primaryType: string | undefined): boolean | undefined {
  return builtInTypes().isOrderable(primaryType);
}

/** Whether a node of this type is a folder of assets. */
export function isFolderType(primaryType: string | undefined): boolean {
  return (
    primaryType === 'nt:folder' || primaryType === 'sling:Folder' || primaryType === 'sling:OrderedFolder'
  );
}
