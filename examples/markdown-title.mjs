// Reads the title of Markdown files: the first heading becomes dc:title.

/** @type {import('../src/plugins/plugin.ts').OaklingPlugin} */
export default {
  name: 'markdown-title',
  extractors: [
    {
      name: 'markdown-title',
      accepts: (mimeType) => mimeType === 'text/markdown',
      extract: async ({ head }) => {
        const [, title] = /^#\s+(.+)$/m.exec(head.toString('utf8')) ?? [];
        if (title === undefined) return { properties: {} };
        return { properties: { 'dc:title': { type: 'String', multiple: false, values: [title.trim()] } } };
      },
    },
  ],
};
