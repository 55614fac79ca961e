// The options of an overlay that is thrown away.
import { release as kernelRelease } from 'node:os';

export interface OverlayFolders {
  readonly lower: string;
  readonly upper: string;
  readonly work: string;
}

/**
 * An overlay that writes nothing to disk for the sake of a crash of the machine, where the kernel can (`volatile`, Linux 5.10). Without
 * that its end waits until all that the file system below it has to write is on disk, what others wrote included.
 *
 * A folder that lies below is renamed as any other (`redirect_dir`, Linux 4.10). Without that rename(2) ends in EXDEV, which `mv` makes
 * up for by a copy, and Node's `renameSync` or Python's `os.rename` do not. The kernel refuses it to those who are not root.
 * @param isPrivileged mounted by root; others keep the overlay's notes in attributes that a user may set
 * @param release of the kernel, as `uname -r` writes it
 */
export function overlayOptions(
  { lower, upper, work }: OverlayFolders,
  isPrivileged: boolean,
  release: string = kernelRelease(),
): string {
  const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/.exec(release) ?? [];
  const isFrom = (first: number, second: number): boolean =>
    Number(major) > first || (Number(major) === first && Number(minor) >= second);
  return [
    ...(isPrivileged ? [] : ['userxattr']),
    ...(isPrivileged && isFrom(4, 10) ? ['redirect_dir=on'] : []),
    ...(isFrom(5, 10) ? ['volatile'] : []),
    `lowerdir=${lower},upperdir=${upper},workdir=${work}`,
  ].join(',');
}
