// Copies what is published to Dynamic Media into a folder, by JCR path: a stand-in for a web server.
// A target must be idempotent: after an interruption the same step may come again.

import { copyFile, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * A plugin that publishes to a folder of your choice.
 * @param {string} folder absolute
 * @returns {import('../src/plugins/plugin.ts').OaklingPlugin}
 */
export function publishToFolder(folder) {
  return {
    name: 'publish-to-folder',
    targets: [
      {
        name: 'folder',
        channel: 'dynamicMedia',
        put: async ({ path, original }) => {
          if (original === undefined) return;
          const file = join(folder, path);
          await mkdir(dirname(file), { recursive: true });
          await copyFile(original, file);
        },
        remove: (path) => rm(join(folder, path), { recursive: true, force: true }),
      },
    ],
  };
}

export default publishToFolder(join(import.meta.dirname, 'published'));
