/**
 * A parsed YAML node file.
 *
 * @module
 */
import type { NodeDocument, NodeEdit, NodePath } from '../format/node-document.ts';
import type { NodeData } from '../jcr/node.ts';
import { type Problem, positionAt, type TextPosition } from '../problems/problem.ts';
import { editYaml, type YamlText } from './edit-yaml.ts';
import { childEntry, type Entry, type NodeSource, propertyEntry } from './node-source.ts';

/** A node file's text with the node read from it. */
export class YamlDocument implements NodeDocument {
  readonly #yaml: YamlText;
  readonly #file: string;

  constructor(yaml: YamlText, file: string) {
    this.#yaml = yaml;
    this.#file = file;
  }

  get text(): string {
    return this.#yaml.text;
  }

  get root(): NodeData {
    return this.#yaml.source.data;
  }

  get problems(): readonly Problem[] {
    return this.#yaml.problems;
  }

  locate(path: NodePath, property?: string): TextPosition | undefined {
    let node: NodeSource | undefined = this.#yaml.source;
    let entry: Entry | undefined;
    for (const name of path) {
      entry = node && childEntry(node, name);
      node = entry?.child;
    }
    if (!node) return undefined;
    if (property !== undefined) entry = propertyEntry(node, property);
    else if (path.length === 0) return positionAt(this.text, this.#yaml.source.start);
    return entry && positionAt(this.text, entry.keyStart);
  }

  edit(edits: readonly NodeEdit[]): NodeDocument {
    const edited = editYaml(this.#yaml, this.#file, edits);
    return edited.text === this.text ? this : new YamlDocument(edited, this.#file);
  }
}
