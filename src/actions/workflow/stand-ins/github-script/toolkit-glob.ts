// `glob` of a script, as @actions/glob has it: files of the workspace by patterns, a line each.
import { globSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hashFiles } from '../../hash-files.ts';

/** A folder that is named means all that is in it; a pattern with `!` takes out. */
function filesOf(patterns: string): readonly string[] {
  const lines = patterns
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const found = new Set<string>();
  for (const line of lines) {
    const paths = globSync(withContents(line.replace(/^!/, ''))).map((path) => resolve(path));
    for (const path of paths)
      if (line.startsWith('!')) found.delete(path);
      else found.add(path);
  }
  return [...found].toSorted();
}

function withContents(pattern: string): string[] {
  const isFolder = statSync(pattern, { throwIfNoEntry: false })?.isDirectory() ?? /[*?[]/.test(pattern);
  return isFolder ? [pattern, join(pattern, '**')] : [pattern];
}

async function create(patterns: string) {
  const files = filesOf(patterns);
  return await Promise.resolve({
    glob: async () => await Promise.resolve(files),
    getSearchPaths: () => [process.cwd()],
    globGenerator: async function* () {
      yield* await Promise.resolve(files);
    },
  });
}

export const glob = {
  create,
  hashFiles: async (patterns: string, workspace = process.cwd()): Promise<string> =>
    await Promise.resolve(hashFiles([patterns], workspace)),
} as const;
