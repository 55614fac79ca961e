// Where a file of a coverage report lies in the source. Pure.

/**
 * Reports name files by their path in the source, by that of the machine of the build, or from a folder within the source.
 * @param paths of the files of the source
 * @returns undefined when no file, or more than one as likely as another, is meant
 */
export function sourcePathOf(filePath: string, paths: readonly string[]): string | undefined {
  const wanted = filePath.replace(/^\.\//, '');
  if (paths.includes(wanted)) return wanted;
  const [longest, next] = paths
    .filter((path) => wanted.endsWith(`/${path}`))
    .toSorted((a, b) => b.length - a.length);
  if (longest !== undefined) return longest.length === next?.length ? undefined : longest;
  const below = paths.filter((path) => path.endsWith(`/${wanted}`));
  return below.length === 1 ? below[0] : undefined;
}
