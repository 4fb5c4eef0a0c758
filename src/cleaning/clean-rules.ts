/**
 * What teams keep out of git: which properties are state of one repository rather than content. Rules are
 * the configuration's `clean`.
 *
 * @module
 */
import { isPublishState } from '../publish/clear-edits.ts';

/** What to strip. */
export interface CleanOptions {
  /** Publish state: the replication status of AEM, Dynamic Media's link and status, Brand Portal's. Default true. */
  readonly status?: boolean;
  /** Who modified it last, and when: it changes with every save and conflicts in every merge. Default true. */
  readonly lastModified?: boolean;
  /** `jcr:uuid`; oakling then tells moves by inode and content only. Default false. */
  readonly uuid?: boolean;
  /** More properties by name; a `*` stands for any characters. */
  readonly properties?: readonly string[];
}

/** Whether a property is stripped. */
export type CleanRule = (property: string) => boolean;

const LAST_MODIFIED = /^(?:jcr|cq):lastModified(?:By)?$/;

/** Without these a node is another node, or none. */
const NEEDED = new Set(['jcr:primaryType', 'jcr:mixinTypes', 'jcr:data', 'jcr:mimeType']);

/** The rule of some options. What a node cannot be without is kept whatever they say. */
export function cleanRule({
  status = true,
  lastModified = true,
  uuid = false,
  properties = [],
}: CleanOptions): CleanRule {
  const named = properties.map(patternOf);
  return (property) => {
    if (NEEDED.has(property)) return false;
    if (status && isPublishState(property)) return true;
    if (lastModified && LAST_MODIFIED.test(property)) return true;
    if (uuid && property === 'jcr:uuid') return true;
    return named.some((pattern) => pattern.test(property));
  };
}

function patternOf(text: string): RegExp {
  const parts = text.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
