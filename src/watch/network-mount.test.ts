import { describe, expect, it } from 'vitest';
import { deafFileSystem, fileSystemOf } from './network-mount.ts';

const MOUNTS = `22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard
40 27 0:50 / /mnt/c rw,noatime - 9p drvfs rw,dirsync
41 27 0:51 / /home/ann/Team\\040Drive rw - nfs4 server:/share rw
42 41 0:52 / /home/ann/Team\\040Drive/local rw master:3 propagate_from:2 - tmpfs none rw
43 27 0:53 / /over rw - ext4 /dev/vdb rw
44 43 0:54 / /over rw - cifs //server/share rw
`;

describe('the file system of a path', () => {
  it.each([
    ['/srv/content', 'ext4'],
    ['/', 'ext4'],
    ['/mnt/c', '9p'],
    ['/mnt/c/projects/site', '9p'],
    ['/mnt/cd', 'ext4'],
    ['/home/ann/Team Drive/content', 'nfs4'],
    ['/home/ann/Team Drive/local/content', 'tmpfs'],
    ['/over/content', 'cifs'],
  ])('%s lies on %s', (path, type) => {
    expect(fileSystemOf(path, MOUNTS)).toBe(type);
  });

  it('is unknown without a list of mounts', () => {
    expect(fileSystemOf('/srv', '')).toBeUndefined();
  });

  it('is nothing to worry about for a folder of this very repository', () => {
    expect(deafFileSystem(import.meta.dirname)).toBeUndefined();
  });
});
