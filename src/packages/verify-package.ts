/**
 * `package verify`: whether a package can be installed, found out by doing everything but that.
 *
 * @module
 */
import { join, resolve } from 'node:path';
import { scratchFolder } from '../disk/scratch-folder.ts';
import { docviewFormat } from '../docview/docview-format.ts';
import { type Problem, problem } from '../problems/problem.ts';
import { isDocView } from '../vault/docview-detection.ts';
import { NODE_FILES } from '../vault/ignored-names.ts';
import { planInstall } from './install/plan-install.ts';
import { packageId } from './package-properties.ts';
import { openPackage, type VaultPackage } from './vault-package.ts';
import { DEFAULT_LIMITS, type ZipLimits } from './zip/unsafe-entries.ts';
import { DamagedEntryError } from './zip/zip-archive.ts';

/**
 * Everything that is wrong with a package: with the zip, with each entry's bytes, with its node files, and
 * with it as a whole when it is installed into an empty repository.
 * @throws the I/O error when the file cannot be read
 */
export async function verifyPackage(file: string, limits: Partial<ZipLimits> = {}): Promise<Problem[]> {
  const allowed = { ...DEFAULT_LIMITS, ...limits };
  const { opened, problems } = await openPackage(resolve(file), allowed);
  if (!opened) return [...problems];
  const found = [...problems, ...identity(opened), ...(await entryProblems(opened))];
  if (found.some(({ severity }) => severity === 'error')) {
    opened.archive.close();
    return found;
  }
  const { folder, remove } = scratchFolder();
  try {
    const target = {
      base: folder,
      folder: join(folder, 'jcr_root'),
      mount: '/',
      stateFolder: folder,
      isNew: false,
    };
    const plan = await planInstall(opened, target, { limits: allowed });
    plan.close();
    return [...found, ...plan.problems];
  } finally {
    remove();
  }
}

function identity({ properties }: VaultPackage): Problem[] {
  const id = packageId(properties);
  if (id && id.group !== '' && id.version !== '') return [];
  const message =
    'The package does not tell its group, name and version, so AEM cannot keep it in /etc/packages.';
  const hint = 'Build it with --id group:name:version.';
  return [problem('package.properties', { path: 'META-INF/vault/properties.xml', message, hint })];
}

async function entryProblems({ archive }: VaultPackage): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const entry of archive.entries) {
    try {
      if (!entry.name.startsWith('jcr_root/') || !entry.name.endsWith('.xml')) {
        await archive.check(entry);
        continue;
      }
      const bytes = archive.read(entry);
      if (!entry.name.endsWith(`/${NODE_FILES.vault}`) && !isDocView(bytes)) continue;
      const { document, problems: reasons } = docviewFormat.parse(bytes.toString('utf8'), entry.name);
      problems.push(...(document?.problems ?? reasons ?? []));
    } catch (cause) {
      if (!(cause instanceof DamagedEntryError)) throw cause;
      problems.push(cause.problem);
    }
  }
  return problems;
}
