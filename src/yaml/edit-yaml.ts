/**
 * Edits of a YAML node file: each becomes splices of the text, so that every byte not concerned stays.
 * Edits of properties that do not get in each other's way share one pass; the text is read again only
 * between passes.
 *
 * @module
 */
import type { NodeEdit } from '../format/node-document.ts';
import type { Problem } from '../problems/problem.ts';
import { type EditContext, type Habits, habitsOf } from './edit-context.ts';
import { type NodeSource, propertyEntry } from './node-source.ts';
import {
  findNode,
  planAddChild,
  planCut,
  planPaste,
  planRemove,
  planRemoveChild,
  planRenameChild,
  planSet,
} from './plan-edit.ts';
import { readYaml } from './read-node.ts';
import { applySplices, collide, type Splice } from './splice.ts';

/** A text, the node it describes, and what is odd about it. */
export interface YamlText {
  readonly text: string;
  readonly source: NodeSource;
  readonly problems: readonly Problem[];
}

/** An edit of a single property. */
type PropertyEdit = Extract<NodeEdit, { edit: 'set' | 'remove' }>;

/** Applies edits in order and answers what they lead to; `file` is its name in problems. */
export function editYaml(original: YamlText, file: string, edits: readonly NodeEdit[]): YamlText {
  let pass = new Pass(original, file, habitsOf(original.text, original.source));
  const proceed = (splices: readonly Splice[] = []) => {
    pass = pass.next(splices);
    return pass.context;
  };
  for (const edit of edits) {
    switch (edit.edit) {
      case 'set':
      case 'remove':
        if (!pass.admit(edit)) {
          proceed();
          pass.admit(edit);
        }
        break;
      case 'addChild':
        proceed(planAddChild(proceed(), edit));
        break;
      case 'removeChild':
        proceed(planRemoveChild(proceed(), edit));
        break;
      case 'renameChild':
        proceed(planRenameChild(proceed(), edit));
        break;
      case 'orderChild': {
        const cut = planCut(proceed(), edit);
        if (cut) proceed(planPaste(proceed(cut.splices), edit, cut.raw));
      }
    }
  }
  return pass.next([]).yaml;
}

/** Edits of properties planned on one reading of the text. */
class Pass {
  readonly yaml: YamlText;
  readonly context: EditContext;
  readonly #file: string;
  readonly #splices: Splice[] = [];
  readonly #properties = new Set<string>();
  readonly #adding = new Set<NodeSource>();
  readonly #removed = new Map<NodeSource, number>();

  constructor(yaml: YamlText, file: string, { eol, indentation }: Habits) {
    this.yaml = yaml;
    this.context = { text: yaml.text, root: yaml.source, eol, indentation };
    this.#file = file;
  }

  /** Takes an edit into the pass; refuses one that has to see the text after the edits before it. */
  admit(edit: PropertyEdit): boolean {
    const { node } = findNode(this.context.root, edit.node);
    const key = [...edit.node, edit.property].join('/');
    const removed = this.#removed.get(node) ?? 0;
    const adds = edit.edit === 'set' && !propertyEntry(node, edit.property);
    if (this.#properties.has(key) || (adds && removed > 0)) return false;
    const leavesOthers = !this.#adding.has(node) && node.entries.length - removed > 1;
    if (edit.edit === 'remove' && !leavesOthers && this.#splices.length > 0) return false;

    const splices = edit.edit === 'set' ? planSet(this.context, edit) : planRemove(this.context, edit);
    if (splices.some((a) => this.#splices.some((b) => collide(a, b)))) return false;
    if (splices.length === 0) return true;
    this.#splices.push(...splices);
    this.#properties.add(key);
    if (adds) this.#adding.add(node);
    if (edit.edit === 'remove') this.#removed.set(node, removed + 1);
    return true;
  }

  /** Applies this pass's edits, or those planned on it while it had none, and reads the text again. */
  next(more: readonly Splice[]): Pass {
    const splices = [...this.#splices, ...more];
    if (splices.length === 0) return this;
    const text = applySplices(this.context.text, splices);
    const { source, problems } = readYaml(text, this.#file);
    if (!source) throw new Error(`An edit broke the file: ${problems[0]?.message}`);
    return new Pass({ text, source, problems }, this.#file, this.context);
  }
}
