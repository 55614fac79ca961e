// The files that patterns name in a folder, for the programs of builds that take patterns.
import { readdirSync, statSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { matcher, mayMatchBelow, plainPattern } from './path-pattern.ts';

/** Sorted; relative to the folder, but for what an absolute pattern names. */
export function globFiles(folder: string, patterns: readonly string[]): readonly string[] {
  const own = patterns.map((pattern) =>
    pattern.startsWith(`${folder}/`) ? relative(folder, pattern) : pattern,
  );
  const found = [
    ...filesIn(
      folder,
      own.filter((pattern) => !isAbsolute(pattern)),
    ),
    ...filesIn(
      '/',
      own.filter(isAbsolute).map((pattern) => pattern.slice(1)),
    ).map((path) => `/${path}`),
  ];
  return [...new Set(found)].sort();
}

function filesIn(root: string, patterns: readonly string[]): readonly string[] {
  const plain = patterns.map(plainPattern);
  const tests = plain.map(matcher);
  const below = plain.map(mayMatchBelow);
  const found: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (below.some((mayMatch) => mayMatch(path))) walk(path);
      } else if (tests.some((matches) => matches(path)) && isFile(join(root, path))) found.push(path);
    }
  };
  if (patterns.length > 0) walk('');
  return found;
}

/** Of a link, what it leads to. */
function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
