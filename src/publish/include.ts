/**
 * How far an action on a folder reaches: Manage Publication's *Include folder contents* and *Include only
 * immediate folder contents*.
 *
 * @module
 */

/**
 * What of a folder's contents goes along: everything below with its subfolders, the assets directly in it,
 * or nothing.
 */
export type Include = 'all' | 'children' | 'none';
