/**
 * The configuration file that `oakling init` writes: every setting with what it is for, as a comment.
 *
 * @module
 */
import { join, relative } from 'node:path';
import { exists } from '../disk/folders.ts';
import { upward } from './find-file.ts';
import { SETTINGS, type Setting } from './settings.ts';

const SCHEMA = 'schemas/configuration.schema.json';

/** What structures look like. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  'dynamicMedia.mimeTypes': ["  # mimeTypes: { 'video/*': false }"],
  'targets.s3': ['  # s3: [{ bucket: campaigns, endpoint: http://localhost:9000 }]'],
  'clean.properties': ["  # properties: ['oak:*']"],
  plugins: ['# plugins:', '#   - ./my-plugin.mjs'],
  hooks: [
    '# hooks:',
    '#   - on: [change]',
    '#     paths: [/content/dam/campaign/**]',
    '#     run: ./notify.sh # the event as JSON on stdin',
  ],
};

/**
 * The text of a new file.
 * @param folder where it goes
 * @param root the tree found from there, relative to that folder
 */
export function configurationTemplate(folder: string, root: string | undefined): string {
  const lines = [
    `# yaml-language-server: $schema=${schemaFrom(folder)}`,
    '#',
    '# Configuration of oakling. Every line that is commented out shows a default.',
    '# A flag wins over OAKLING_* in the environment, and that over this file; `oakling config` shows what is in force.',
  ];
  let group: string | undefined;
  for (const setting of SETTINGS) {
    const [name = '', inner] = setting.key.split('.');
    if (inner !== undefined && name !== group) lines.push('', `# ${name}:`);
    group = inner === undefined ? undefined : name;
    const indent = inner === undefined ? '' : '  ';
    if (inner === undefined) lines.push('');
    const choice = typeof setting.type === 'string' ? '' : ` (${setting.type.join(', ')})`;
    lines.push(`${indent}# ${setting.about}${choice}`);
    const isRoot = setting.key === 'root' && root !== undefined && root !== '';
    lines.push(...(isRoot ? [`root: ${JSON.stringify(root)}`] : exampleOf(setting, inner ?? name, indent)));
  }
  return `${lines.join('\n')}\n`;
}

function exampleOf({ key, default: value }: Setting, name: string, indent: string): readonly string[] {
  return EXAMPLES[key] ?? [`${indent}# ${name}: ${value ?? ''}`.trimEnd()];
}

/** The schema as an editor finds it: in the project's own packages, else where the package is served from. */
function schemaFrom(folder: string): string {
  for (const current of upward(folder)) {
    const file = join(current, 'node_modules', 'oakling', SCHEMA);
    if (exists(file)) return `./${relative(folder, file).split('\\').join('/')}`;
  }
  return `https://unpkg.com/oakling/${SCHEMA}`;
}
