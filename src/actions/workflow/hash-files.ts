// The function `hashFiles` (actions/runner's hashFiles; @actions/glob): SHA-256 over the SHA-256 of each file.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compileGlob } from '../../lib/glob.ts';

/**
 * Empty when no file matches. Patterns are of the workspace; `!` takes out what earlier ones took. Files come in the order in
 * which a walk finds them: each folder's names sorted, what lies in a folder at its place.
 */
export function hashFiles(patterns: readonly string[], workspace: string): string {
  const rules = patterns
    .flatMap((pattern) => pattern.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ruleOf(line, workspace));
  const result = createHash('sha256');
  let count = 0;
  for (const path of walk(workspace, workspace)) {
    const last = rules.findLast(({ matches }) => matches(path));
    if (last === undefined || last.excludes) continue;
    count += 1;
    result.update(
      createHash('sha256')
        .update(readFileSync(join(workspace, path)))
        .digest(),
    );
  }
  return count === 0 ? '' : result.digest('hex');
}

interface Rule {
  readonly excludes: boolean;
  readonly matches: (path: string) => boolean;
}

function ruleOf(line: string, workspace: string): Rule {
  const excludes = line.startsWith('!');
  const text = (excludes ? line.slice(1) : line).replace(/^\.\//, '');
  const pattern = text.startsWith(`${workspace}/`) ? text.slice(workspace.length + 1) : text;
  // A folder stands for all that is in it.
  const globs = [pattern, `${pattern.replace(/\/$/, '')}/**`].map((each) => compileGlob(each, 'bash'));
  return { excludes, matches: (path) => globs.some((glob) => glob.matches(path)) };
}

function* walk(folder: string, root: string): Generator<string> {
  for (const name of readdirSync(folder).toSorted()) {
    const path = join(folder, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory() === true) yield* walk(path, root);
    else if (stats?.isFile() === true) yield relative(root, path);
  }
}
