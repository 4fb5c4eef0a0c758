/**
 * What can be asked of a search, and what it answers. Both are plain JSON, and API.
 *
 * @module
 */
import type { PublishMode } from '../publish/settings.ts';

/** One value, or several of which any will do. */
export type AnyOf<Value> = Value | readonly Value[];

/** Where an asset or folder stands with AEM's publish tier. */
export const AEM_STATES = ['published', 'unpublished', 'modified'] as const;

/** Where an asset stands with Dynamic Media. */
export const DYNAMIC_MEDIA_STATES = ['published', 'unpublished', 'notSynced', 'notSupported'] as const;

/** What can be found. */
export const RESOURCE_TYPES = ['asset', 'folder'] as const;

/** What results can be ordered by. */
export const ORDERS = ['path', 'name', 'size', 'modified', 'published'] as const;

/** One of {@link AEM_STATES}; `modified` is published and modified since. */
export type AemCriterion = (typeof AEM_STATES)[number];

/**
 * One of {@link DYNAMIC_MEDIA_STATES}: `unpublished` is synced and not published, `notSynced` never
 * reached Dynamic Media, `notSupported` is of a type that is off there.
 */
export type DynamicMediaCriterion = (typeof DYNAMIC_MEDIA_STATES)[number];

/** One of {@link RESOURCE_TYPES}. */
export type ResourceType = (typeof RESOURCE_TYPES)[number];

/** One of {@link ORDERS}, downwards with `-` before it. `path` is folder by folder, in each by name. */
export type SearchOrder = (typeof ORDERS)[number] | `-${(typeof ORDERS)[number]}`;

/** A search: everything that is given must be true of what is found. */
export interface SearchQuery {
  /** Words, each at the beginning of a word of name, title, description or tags. */
  readonly text?: string | undefined;
  /** Folders or assets (JCR paths or absolute files) at or below which to look. */
  readonly path?: AnyOf<string> | undefined;
  /** Default `asset`. */
  readonly type?: AnyOf<ResourceType> | undefined;
  /** MIME types; `*` stands for anything: `image/*`. */
  readonly mime?: AnyOf<string> | undefined;
  /** Bytes with a unit: `1MB..5MB`, `>=1MB`, `..200KB`; a unit is 1,024 of the one below it. */
  readonly size?: string | undefined;
  /** Times, ISO 8601 or so long ago: `7d`, `2026-01-01..2026-03-31`, `..30d` (30 days ago or earlier). */
  readonly modified?: string | undefined;
  /** The Publish mode in force. */
  readonly publishMode?: AnyOf<PublishMode> | undefined;
  readonly aem?: AnyOf<AemCriterion> | undefined;
  readonly dynamicMedia?: AnyOf<DynamicMediaCriterion> | undefined;
  /** Whether a publication is under way or scheduled. */
  readonly pending?: boolean | undefined;
  /** Default `path`; what is equal follows by path. */
  readonly order?: SearchOrder | undefined;
  /** How many of the results to leave out at the beginning. */
  readonly offset?: number | undefined;
  /** How many results to answer; all when absent. */
  readonly limit?: number | undefined;
}

/** What was found. */
export interface SearchResult {
  /** How many there are, whatever the page. */
  readonly total: number;
  readonly offset: number;
  /** JCR paths of the page, in order. */
  readonly paths: readonly string[];
}
