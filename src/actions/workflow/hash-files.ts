// The function `hashFiles` (actions/runner's hashFiles; @actions/glob): SHA-256 over the SHA-256 of each file.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { compileGlob } from '../../lib/glob.ts';

/**
 * Empty when no file matches. Patterns are of the workspace; `!` takes out what earlier ones took. Files come in the order in
 * which a walk finds them: each folder's names sorted, what lies in a folder at its place. Links to folders are followed with the
 * option alone, and never into a folder that holds the link itself.
 * @throws for another option
 */
export function hashFiles(given: readonly string[], workspace: string): string {
  const [option = ''] = given;
  const follows = option.toLowerCase() === followOption;
  if (option.startsWith('--') && !follows)
    throw new Error(`Invalid glob option ${option}, available option: '${followOption}'.`);
  const patterns = follows ? given.slice(1) : given;
  const rules = patterns
    .flatMap((pattern) => pattern.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ruleOf(line, workspace));
  const result = createHash('sha256');
  let count = 0;
  for (const path of walk(workspace, { root: workspace, follows, above: aboveAndAt(workspace) })) {
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

const followOption = '--follow-symbolic-links';

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

interface Walk {
  readonly root: string;
  readonly follows: boolean;
  /** The folders on the way. */
  readonly above: ReadonlySet<string>;
}

/** A folder whatever it is called: the tree of another process (`/proc/PID/root`) has no path without links. */
function idOf(folder: string): string {
  const { dev, ino } = statSync(folder);
  return `${dev}:${ino}`;
}

function aboveAndAt(folder: string): ReadonlySet<string> {
  const ids = new Set<string>();
  for (let at = folder; ; at = dirname(at)) {
    ids.add(idOf(at));
    if (at === dirname(at)) return ids;
  }
}

function* walk(folder: string, { root, follows, above }: Walk): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    // A link that leads round, and one that leads nowhere, is nothing.
    const stats = entry.isSymbolicLink() ? statOf(path) : entry;
    if (stats?.isFile() === true) yield relative(root, path);
    if (stats?.isDirectory() !== true || (entry.isSymbolicLink() && !follows)) continue;
    const id = idOf(path);
    if (!above.has(id)) yield* walk(path, { root, follows, above: new Set([...above, id]) });
  }
}

function statOf(path: string): ReturnType<typeof statSync> | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
