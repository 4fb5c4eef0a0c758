/**
 * One edit of a YAML node file as splices of its text; none when it changes nothing.
 *
 * @module
 */
import type { NodeEdit, NodePath } from '../format/node-document.ts';
import { sameProperty } from '../jcr/property.ts';
import {
  cutBlockEntry,
  fillEmptyChild,
  fillEmptyRoot,
  fillPlaceholder,
  removeBlockEntry,
  replaceBlockValue,
} from './block-edits.ts';
import { linesAfter, linesBefore } from './block-lines.ts';
import type { EditContext } from './edit-context.ts';
import {
  type FlowPlace,
  insertFlowEntry,
  removeFlowEntry,
  replaceFlowText,
  replaceFlowValue,
} from './flow-edits.ts';
import { childKey } from './key.ts';
import { columnOf } from './lines.ts';
import {
  childEntry,
  type Entry,
  entryEnd,
  type NodeSource,
  propertyEntry,
  type Target,
} from './node-source.ts';
import * as print from './print-node.ts';
import { predecessorOf } from './property-order.ts';
import type { Splice } from './splice.ts';

type Edit<Kind extends NodeEdit['edit']> = Extract<NodeEdit, { edit: Kind }>;

/** An entry printed either way, as its surroundings need it. */
interface PrintedEntry {
  readonly lines: (column: number) => string[];
  readonly flow: () => string;
}

/** Plans setting or adding a property. */
export function planSet(context: EditContext, { node: path, property: name, value }: Edit<'set'>): Splice[] {
  const target = findNode(context.root, path);
  const { node } = target;
  const present = propertyEntry(node, name);
  if (present?.property && sameProperty(present.property, value)) return [];
  const namesake = childEntry(node, name);
  // A key somebody left without a value is what the value belongs to.
  const isOpen = namesake?.child?.data.placeholder && !namesake.marked;
  const entry = present ?? (isOpen ? namesake : undefined);
  if (entry) {
    if (node.style === 'flow') return [replaceFlowValue(context.text, entry, value)];
    return replaceBlockValue(context, entry, value);
  }
  const taken = namesake !== undefined && !namesake.marked;
  const printed = {
    lines: (column: number) => print.printProperty(name, value, taken, column, context.indentation),
    flow: () => print.printFlowProperty(name, value, taken),
  };
  const after = predecessorOf(node, name);
  return insert(context, target, printed, after ? { after } : { before: node.entries[0] });
}

/** Plans removing a property. */
export function planRemove(context: EditContext, { node: path, property }: Edit<'remove'>): Splice[] {
  const target = findNode(context.root, path);
  const entry = propertyEntry(target.node, property);
  return entry ? removeEntry(context, target, entry) : [];
}

/** Plans removing a child node. */
export function planRemoveChild(context: EditContext, { node: path, child }: Edit<'removeChild'>): Splice[] {
  const target = findNode(context.root, path);
  const entry = childEntry(target.node, child);
  return entry ? removeEntry(context, target, entry) : [];
}

/** Plans adding a child node, or making one of a placeholder. */
export function planAddChild(context: EditContext, edit: Edit<'addChild'>): Splice[] {
  const { node: path, child, data } = edit;
  const target = findNode(context.root, path);
  const { node } = target;
  const before = edit.before === undefined ? undefined : siblingEntry(node, edit.before);
  const present = childEntry(node, child);
  if (present) {
    if (!present.child?.data.placeholder) throw new RangeError(`There is a child ${child} already.`);
    if (data.placeholder) return [];
    if (node.style === 'flow') return [replaceFlowText(context.text, present, print.printFlowNode(data))];
    return fillPlaceholder(context, present, (column) => print.printBody(data, column, context.indentation));
  }
  const taken = propertyEntry(node, child)?.marked === false;
  const printed = {
    lines: (column: number) => print.printChild(child, data, taken, column, context.indentation),
    flow: () => print.printFlowChild(child, data, taken),
  };
  return insert(context, target, printed, before ? { before } : { after: node.entries.at(-1) });
}

/** Plans giving a child another name. */
export function planRenameChild(context: EditContext, edit: Edit<'renameChild'>): Splice[] {
  const { node } = findNode(context.root, edit.node);
  const { keyStart, keyEnd } = siblingEntry(node, edit.child);
  if (edit.name === edit.child) return [];
  if (childEntry(node, edit.name)) throw new RangeError(`There is a child ${edit.name} already.`);
  const taken = propertyEntry(node, edit.name)?.marked === false;
  return [{ from: keyStart, to: keyEnd, text: childKey(edit.name, taken, node.style === 'flow') }];
}

/** An order of children to establish in two steps: cut, then {@link planPaste}. */
export interface Cut {
  readonly splices: readonly Splice[];
  /** The child's text, its comments included. */
  readonly raw: string;
}

/** Plans taking a child out to put it elsewhere; `undefined` when it stands where it should. */
export function planCut(context: EditContext, edit: Edit<'orderChild'>): Cut | undefined {
  const target = findNode(context.root, edit.node);
  const { node } = target;
  const entry = siblingEntry(node, edit.child);
  const before = edit.before === undefined ? undefined : siblingEntry(node, edit.before);
  const children = node.entries.filter((each) => each.child);
  const follower = children[children.indexOf(entry) + 1];
  if (before === entry || follower === before) return undefined;
  if (node.style === 'flow') {
    const raw = context.text.slice(entry.keyStart, entryEnd(entry));
    return { raw, splices: removeFlowEntry(context.text, node, entry) };
  }
  const { raw, cut } = cutBlockEntry(context, target, entry);
  return { raw, splices: [cut] };
}

/** Plans putting a child's text where the order wants it. */
export function planPaste(context: EditContext, edit: Edit<'orderChild'>, raw: string): Splice[] {
  const target = findNode(context.root, edit.node);
  const { entries } = target.node;
  const before = edit.before === undefined ? undefined : childEntry(target.node, edit.before);
  const after = entries.findLast((each) => each.child);
  return insert(context, target, { lines: () => [raw], flow: () => raw }, before ? { before } : { after });
}

/** Finds a node by its path of child names; a placeholder becomes one as soon as it is given anything. */
export function findNode(root: NodeSource, path: NodePath): Target {
  let target: Target = { node: root };
  for (const name of path) {
    const parent = target.node;
    const entry = childEntry(parent, name);
    if (!entry?.child) throw new RangeError(`There is no node ${path.join('/')}.`);
    target = { node: entry.child, own: { entry, parent } };
  }
  return target;
}

function siblingEntry(node: NodeSource, name: string): Entry {
  const entry = childEntry(node, name);
  if (!entry) throw new RangeError(`There is no child ${name}.`);
  return entry;
}

function removeEntry(context: EditContext, target: Target, entry: Entry): Splice[] {
  if (target.node.style === 'flow') return removeFlowEntry(context.text, target.node, entry);
  return removeBlockEntry(context, target, entry);
}

function insert(context: EditContext, target: Target, printed: PrintedEntry, place: FlowPlace): Splice[] {
  const { text, eol } = context;
  const { node } = target;
  const [first] = node.entries;
  if (!first) return insertFirst(context, target, printed);
  if (node.style === 'flow') return [{ ...insertFlowEntry(node, printed.flow(), place), continues: node }];
  const lines = printed.lines(columnOf(text, first.keyStart));
  const splice = place.before
    ? linesBefore(text, target, place.before, lines, eol)
    : linesAfter(text, place.after ?? first, lines, eol);
  return [{ ...splice, continues: node }];
}

/** Inserts the first entry of a node: into braces, into a file without any, or after a key without a value. */
function insertFirst(context: EditContext, target: Target, { lines, flow }: PrintedEntry): Splice[] {
  const { node, own } = target;
  if (node.style === 'flow')
    return fillEmptyChild(context, target, lines) ?? [insertFlowEntry(node, flow(), {})];
  if (!own) return fillEmptyRoot(context, lines(0));
  if (own.parent.style === 'block') return fillPlaceholder(context, own.entry, lines);
  return [replaceFlowText(context.text, own.entry, `{${flow()}}`)];
}
