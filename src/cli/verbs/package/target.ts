/**
 * Where a package is to be installed.
 *
 * @module
 */
import { resolve } from 'node:path';
import { settingInForce } from '../../../configuration/load-configuration.ts';
import type { Session } from '../../session.ts';

/** The folder named, else the tree found from here, else the working directory. */
export async function targetOf(
  session: Session,
  dir: string | undefined,
): Promise<{ readonly root: string; readonly mount: string | undefined }> {
  const { cwd } = session.surroundings;
  const named = session.dirOf(dir);
  const root = named === undefined ? undefined : resolve(cwd, named);
  const configuration = await session.configuration(root);
  const mount = settingInForce(configuration, 'mount').value;
  return {
    root: root ?? configuration.tree?.root ?? cwd,
    mount: typeof mount === 'string' ? mount : undefined,
  };
}
