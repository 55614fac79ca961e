// Rewrites generated pages and expected texts, to be read in the diff, and formats. `npm run fix -- WORD` rewrites only
// what the tests write whose path has WORD in it; without a word the linter's safe fixes are applied too.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { oxlint, oxfmt, root, vitest } from './tools.ts';

/** What a test does that writes what it expects. */
const writes = /toMatchFileSnapshot\(|env\['UPDATE'\]/;

const writing = globSync('test/**/*.test.ts', { cwd: root })
  .filter((path) => writes.test(readFileSync(join(root, path), 'utf8')))
  .toSorted();

function run(args: readonly string[]): boolean {
  const env = { ...process.env, UPDATE: '1' };
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env }).status === 0;
}

const words = process.argv.slice(2);
const chosen = writing.filter((path) => words.length === 0 || words.some((word) => path.includes(word)));
if (chosen.length === 0) {
  console.error(
    `No test that writes what it expects has ${words.join(' or ')} in its path. Those that do:\n  ${writing.join('\n  ')}`,
  );
  process.exit(1);
}
const steps = [
  [vitest, 'run', '--update=true', '--silent=true', ...chosen],
  ...(words.length === 0 ? [[...oxlint, '--fix']] : []),
  [...oxfmt, '--write', '.'],
];
// A step that fails leaves the others their work: all of it is read in the diff.
const failed = steps.map(run).includes(false);
process.exitCode = failed ? 1 : 0;
