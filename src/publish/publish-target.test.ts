import { describe, expect, it } from 'vitest';
import { type PublishAction, type PublishTarget, publishTarget } from './publish-target.ts';

/** AEM's table (docs/rules.md): Immediately and Upon Activation, Selective Publish, sync off, mode not certain. */
const TABLE: readonly (readonly [
  PublishAction,
  PublishTarget,
  PublishTarget,
  PublishTarget,
  PublishTarget,
])[] = [
  ['publish', 'AEM and Dynamic Media', 'AEM', 'AEM', 'AEM'],
  ['unpublish', 'AEM and Dynamic Media', 'AEM', 'AEM', 'AEM'],
  ['publishToDynamicMedia', 'None', 'Dynamic Media', 'Error', 'None'],
  ['unpublishFromDynamicMedia', 'None', 'Dynamic Media', 'None', 'None'],
  ['publishToBrandPortal', 'Brand Portal', 'Brand Portal', 'Brand Portal', 'Brand Portal'],
];

describe('the Publish Target', () => {
  it.each(TABLE)('of %s', (action, otherwise, selective, off, unsure) => {
    expect(publishTarget(action, 'immediately', true)).toBe(otherwise);
    expect(publishTarget(action, 'uponActivation', true)).toBe(otherwise);
    expect(publishTarget(action, 'selective', true)).toBe(selective);
    expect(publishTarget(action, undefined, false)).toBe(off);
    // A stored mode counts for nothing where sync is off.
    for (const mode of ['immediately', 'uponActivation', 'selective'] as const)
      expect(publishTarget(action, mode, false)).toBe(off);
    expect(publishTarget(action, undefined, true)).toBe(unsure);
  });
});
