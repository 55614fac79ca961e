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
 * With `redirect_dir` (Linux 4.10) a folder of the lower layer can be renamed. Otherwise rename(2) fails with EXDEV: `mv` then copies the
 * folder, and Node's `renameSync` and Python's `os.rename` fail. Only root may use it.
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
