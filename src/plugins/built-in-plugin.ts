/**
 * What oakling itself brings, as plugins of the public interface.
 *
 * @module
 */
import { BUILT_IN_EXTRACTORS } from '../dam/built-in-extractors.ts';
import { decide } from '../publish/decide.ts';
import { definePlugin, type OaklingPlugin } from './plugin.ts';

/** AEM's Selective Publish rules and the built-in extractors. Plugins of users come after it. */
export const BUILT_IN_PLUGIN: OaklingPlugin = definePlugin({
  name: 'oakling',
  extractors: BUILT_IN_EXTRACTORS,
  rules: [(context) => decide(context)],
});
