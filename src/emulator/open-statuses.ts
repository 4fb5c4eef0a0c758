/**
 * Opens the store of publish state that the options ask for.
 *
 * @module
 */
import { CONTENT_STATUS } from '../publish/status-store/content-status.ts';
import { type OpenedStatus, openStateStatus } from '../publish/status-store/state-status.ts';
import type { OaklingOptions } from './options.ts';

/** See the module. */
export function openStatuses(
  { statusStore = 'content', readOnly = false }: Pick<OaklingOptions, 'statusStore' | 'readOnly'>,
  stateFolder: string,
): OpenedStatus {
  if (statusStore === 'content') return { statuses: CONTENT_STATUS, problems: [] };
  return openStateStatus(stateFolder, readOnly ? 'read' : 'write');
}
