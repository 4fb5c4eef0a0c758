/**
 * Findings of one check, or of all, in a tree made for the test.
 *
 * @module
 */
import { join } from 'node:path';
import type { DynamicMediaConfiguration } from '../../src/publish/configuration.ts';
import { locateTree } from '../../src/repository/locate-tree.ts';
import type { StartCheck } from '../../src/validation/check.ts';
import { nodeFinder } from '../../src/validation/find-node.ts';
import { treeToValidate } from '../../src/validation/validate-tree.ts';
import { visitTree } from '../../src/validation/visit-tree.ts';
import { type Files, temporaryFolder, writeFiles } from './temporary-tree.ts';

/** A folder's node with a `jcr:content`. */
export function folderXml(content = '', { type = 'sling:Folder', children = '' } = {}): string {
  return xml(
    `jcr:primaryType="${type}"`,
    `<jcr:content jcr:primaryType="nt:unstructured" ${content}/>${children}`,
  );
}

/** An asset's node. */
export function assetXml(metadata = '', { own = '', content = '' } = {}): string {
  return xml(
    `jcr:primaryType="dam:Asset" ${own}`,
    `<jcr:content jcr:primaryType="dam:AssetContent" ${content}><metadata jcr:primaryType="nt:unstructured" ${metadata}/></jcr:content>`,
  );
}

/** A node file with all the namespaces anybody needs. */
export function xml(attributes: string, inside = ''): string {
  const namespaces = Object.entries({
    jcr: 'http://www.jcp.org/jcr/1.0',
    dam: 'http://www.day.com/dam/1.0',
    nt: 'http://www.jcp.org/jcr/nt/1.0',
    sling: 'http://sling.apache.org/jcr/sling/1.0',
    rep: 'internal',
  }).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`);
  return `<jcr:root ${namespaces.join(' ')} ${attributes}>${inside}</jcr:root>\n`;
}

/** A package's filter. */
export function filterXml(...roots: readonly string[]): string {
  return `<workspaceFilter version="1.0">${roots.map((root) => `<filter root="${root}"/>`).join('')}</workspaceFilter>`;
}

/**
 * What a check finds, as `code file`, with `:line:column` where a text is concerned.
 * @param files of the package's folder; assets are below `jcr_root/content/dam`
 */
export function findingsOf(
  start: StartCheck,
  files: Files,
  configuration: Partial<DynamicMediaConfiguration> = {},
): string[] {
  const folder = temporaryFolder();
  writeFiles(folder, { 'jcr_root/content/dam/': '', ...files });
  const tree = treeToValidate(locateTree(join(folder, 'jcr_root'), undefined, 'optional'));
  const check = start({
    tree,
    configuration: { mode: 'scene7', syncAllContent: false, ...configuration },
    hasNode: nodeFinder(tree),
  });
  const found: string[] = [];
  for (const visit of visitTree(tree)) {
    const findings =
      visit.visit === 'node'
        ? check.node?.(visit)
        : visit.visit === 'folder'
          ? check.folder?.(visit)
          : visit.visit === 'file'
            ? check.file?.(visit)
            : [];
    for (const { problem } of findings ?? []) found.push(`${problem.code} ${problem.path}`);
  }
  return found;
}
