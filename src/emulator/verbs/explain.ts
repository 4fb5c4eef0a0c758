/**
 * `explain`: why an asset or folder is as it is, and what would happen to it.
 *
 * @module
 */

import { readFolderState } from '../../publish/asset-state.ts';
import { explainAsset, explainFolder } from '../../publish/explain.ts';
import { type FolderEntry, fileOf } from '../../repository/entry.ts';
import { isOpen, openNodeFile } from '../../repository/node-file.ts';
import { folderNodeFile } from '../../vault/layout.ts';
import { decideChange } from '../decide-change.ts';
import type { Emulation } from '../emulation.ts';
import type { PathExplanation } from '../oakling.ts';
import { stateOf } from '../settle-asset.ts';
import { entryAt } from './find-entries.ts';
