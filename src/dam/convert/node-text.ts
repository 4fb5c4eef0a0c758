/**
 * A node in the other format, or why that cannot say what this one says. Nothing is converted that could
 * not be converted back.
 *
 * @module
 */
import { docviewFormat } from '../../docview/docview-format.ts';
import { diffNodes } from '../../format/diff-nodes.ts';
import type { NodeDocument, NodeFormat } from '../../format/node-document.ts';
import type { NodeData } from '../../jcr/node.ts';
import { schemaComment } from '../../yaml/schema-comment.ts';
import { yamlFormat } from '../../yaml/yaml-format.ts';

/** The converted text, or one sentence why there is none. */
export type Converted = { readonly text: string } | { readonly refusal: string };

/** Whether converting gave a text. */
export function isConverted(converted: Converted): converted is { readonly text: string } {
  return 'text' in converted;
}

/** A node as a new YAML file. */
export function asYaml(root: NodeData): Converted {
  return printed(yamlFormat, root, 'YAML');
}

/**
 * A YAML node as DocView.
 * @param kept the DocView text it was made of, whose comments and form come back with it
 */
export function asDocView(document: NodeDocument, kept: string | undefined): Converted {
  if (hasComments(document.text)) {
    return { refusal: 'It has comments, which .content.xml cannot keep in their places: remove them first.' };
  }
  const before = kept === undefined ? undefined : docviewFormat.parse(kept, '.content.xml').document;
  if (!before) return printed(docviewFormat, document.root, '.content.xml');
  return { text: before.edit(diffNodes(before.root, document.root)).text };
}

/** Whether DocView text is what would be printed for its node: then nothing is lost by not keeping it. */
export function isCanonical({ text, root }: Pick<NodeDocument, 'text' | 'root'>): boolean {
  const again = printed(docviewFormat, root, '.content.xml');
  return isConverted(again) && again.text === text;
}

function printed(format: NodeFormat, root: NodeData, name: string): Converted {
  try {
    const text = format.print(root);
    const again = format.parse(text, name).document?.root;
    if (again && diffNodes(root, again).length === 0) return { text };
    return { refusal: `${name} cannot say what its node says, such as a property and a child of one name.` };
  } catch (cause) {
    // A prefix whose namespace only the file itself declares.
    if (cause instanceof RangeError) return { refusal: `${name} cannot say it: ${cause.message}.` };
    throw cause;
  }
}

/** Comments of people; the line for editors is oakling's own. */
function hasComments(text: string): boolean {
  const own = new Set([schemaComment('asset'), schemaComment('folder')]);
  const lines = text.split(/\r?\n/).filter((line) => !own.has(line.trim()));
  return lines.some((line) => /(?:^|\s)#/.test(withoutTexts(line)));
}

/** Quoted texts may hold a `#` that is none. */
function withoutTexts(line: string): string {
  return line.replace(/"(?:\\.|[^"\\])*"|'(?:''|[^'])*'/g, '');
}
