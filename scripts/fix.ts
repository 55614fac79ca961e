// Formats, applies the linter's safe fixes, and rewrites generated pages and expected texts, to be read in the diff.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules', name);
const steps: readonly (readonly string[])[] = [
  [bin('vitest/vitest.mjs'), 'run', '--update', '--silent'],
  [bin('oxlint/bin/oxlint'), '--type-aware', '--fix'],
  [bin('prettier/bin/prettier.cjs'), '--write', '--log-level=warn', '.'],
];
for (const args of steps)
  spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, UPDATE: '1' } });
