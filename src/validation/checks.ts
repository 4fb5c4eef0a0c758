/**
 * All checks, in the order in which a file's findings are told.
 *
 * @module
 */
import type { StartCheck } from './check.ts';
import { checkCollidingNames } from './checks/colliding-names.ts';
import { checkCollidingScene7Names } from './checks/colliding-scene7-names.ts';
import { checkDescribedTwice } from './checks/described-twice.ts';
import { checkDuplicateUuid } from './checks/duplicate-uuid.ts';
import { checkFolderSettings } from './checks/folder-settings.ts';
import { checkLfsPointers } from './checks/lfs-pointer.ts';
import { checkMissingReferences } from './checks/missing-references.ts';
import { checkNames } from './checks/names.ts';
import { checkOriginals } from './checks/originals.ts';
import { checkOutsideFilter } from './checks/outside-filter.ts';
import { checkReservedEndings } from './checks/reserved-endings.ts';
import { checkStalePlaceholders } from './checks/stale-placeholder.ts';
import { checkXmlTraps } from './checks/xml-traps.ts';
import { checkYamlSchema } from './checks/yaml-schema.ts';

/** See the module. Syntax is checked by the walk itself. */
export const CHECKS: readonly StartCheck[] = [
  checkYamlSchema,
  checkFolderSettings,
  checkDuplicateUuid,
  checkStalePlaceholders,
  checkDescribedTwice,
  checkNames,
  checkCollidingNames,
  checkReservedEndings,
  checkCollidingScene7Names,
  checkMissingReferences,
  checkOutsideFilter,
  checkXmlTraps,
  checkLfsPointers,
  checkOriginals,
];
