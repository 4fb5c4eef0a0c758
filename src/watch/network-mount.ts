/**
 * Which folders lie where the kernel does not hear of everybody's changes.
 *
 * @module
 */
import { readFileSync, realpathSync } from 'node:fs';

/** File systems whose files others change without this kernel's knowledge, as Linux names them. */
const DEAF = new Set([
  'nfs',
  'nfs4',
  'cifs',
  'smb3',
  'smbfs',
  'ncpfs',
  'afs',
  'ceph',
  'lustre',
  'fuse.sshfs',
  'fuse.rclone',
  'fuse.s3fs',
  'fuse.glusterfs',
  'fuse.davfs2',
  '9p', // WSL 2 below /mnt, and virtual machines
  'drvfs', // WSL 1
  'virtiofs',
  'vboxsf',
  'vmhgfs',
  'fuse.vmhgfs-fuse',
  'prl_fs',
  'fakeowner', // Docker Desktop
  'osxfs',
  'fuse.osxfs',
  'fuse.grpcfuse',
]);

/**
 * The type of the file system a folder lies on, if events cannot be trusted there; `undefined` where
 * they can, and where Linux' list of mounts is not to be had.
 */
export function deafFileSystem(folder: string): string | undefined {
  const type = fileSystemOf(realpathSync(folder), listOfMounts());
  return type !== undefined && DEAF.has(type) ? type : undefined;
}

/**
 * The type of the file system that holds a path.
 * @param path absolute, without links
 * @param mounts what `/proc/self/mountinfo` says (proc_pid_mountinfo(5))
 */
export function fileSystemOf(path: string, mounts: string): string | undefined {
  let longest = '';
  let type: string | undefined;
  for (const line of mounts.split('\n')) {
    const [mount, source] = line.split(' - ');
    const point = unescaped(mount?.split(' ')[4] ?? '');
    const holds = point === '/' || path === point || path.startsWith(`${point}/`);
    // A later mount on the same point hides the earlier one.
    if (source === undefined || !holds || point.length < longest.length) continue;
    longest = point;
    type = source.split(' ')[0];
  }
  return type;
}

/** Blanks, tabs, line ends and backslashes are written in octal. */
function unescaped(point: string): string {
  return point.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

function listOfMounts(): string {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8');
  } catch {
    return '';
  }
}
