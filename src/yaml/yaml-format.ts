/**
 * A JCR node as YAML: `.content.yaml` of a folder, `photo.jpg.yaml` of an asset in the plain layout.
 *
 * ```yaml
 * jcr:primaryType: dam:Asset              # names of types need no tag
 * jcr:uuid: 3c6e0b8a-9c15-4d2b-8f0e-5a1b2c3d4e5f
 * jcr:content:                            # a mapping is a child node
 *   jcr:lastModified: 2026-11-23T10:00:00.000+01:00
 *   cq:tags: [properties:season/autumn, properties:style/color]
 *   price: !Decimal 12.50                 # other types by tag
 *   folderThumbnail:                      # no value: a placeholder, which only states an order
 * ```
 *
 * What cannot be a node is a located problem: anchors and aliases, a second document, keys that are no
 * names or stand twice, tags on nodes. Such a file is left alone.
 *
 * @module
 */
import type { NodeFormat } from '../format/node-document.ts';
import { printBody } from './print-node.ts';
import { readYaml } from './read-node.ts';
import { nodeKind, schemaComment } from './schema-comment.ts';
import { YamlDocument } from './yaml-document.ts';

/** The YAML node format. */
export const yamlFormat: NodeFormat = {
  name: 'yaml',

  parse(text, file) {
    const { source, problems } = readYaml(text, file);
    return source ? { document: new YamlDocument({ text, source, problems }, file) } : { problems };
  },

  print(data) {
    const kind = nodeKind(data);
    const lines = printBody(data, 0);
    return [...(kind ? [schemaComment(kind)] : []), ...lines].map((line) => `${line}\n`).join('');
  },
};
