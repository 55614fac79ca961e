// Builds the dashboard's pages of the present sources once, before the tests that show them.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export function setup(): void {
  execFileSync(process.execPath, [join(root, 'scripts', 'build-pages.ts')], { cwd: root });
}
