// Nothing below a folder called "embargo" is published to Dynamic Media, whatever the folder's settings.
// A rule gets the facts and the effects so far, and answers effects. It must be pure: `oakling explain`
// asks it too, and shows the reason of the veto.

const reason = 'It lies below a folder called "embargo"; move it out to publish it.';

/** @type {import('../src/plugins/plugin.ts').OaklingPlugin} */
export default {
  name: 'embargo',
  rules: [
    ({ change }, effects) => {
      if (!change.path.split('/').includes('embargo')) return effects;
      return effects.map((effect) =>
        effect.type === 'publish' ? { ...effect, vetoed: { by: 'embargo', reason } } : effect,
      );
    },
  ],
};
