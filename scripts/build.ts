// Makes the publishable package: compiled sources and their types in dist/.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
rmSync(join(root, 'dist'), { recursive: true, force: true });
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const result = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
if (result.status !== 0) process.exit(result.status ?? 1);
// The compiler copies no Python.
const runtime = join('targets', 'function', 'python-runtime.py');
copyFileSync(join(root, 'src', runtime), join(root, 'dist', runtime));
chmodSync(join(root, 'bin', 'slipway.js'), 0o755);
const pages = [join(root, 'scripts', 'build-pages.ts'), join(root, 'dist', 'pages')];
process.exitCode = spawnSync(process.execPath, pages, { cwd: root, stdio: 'inherit' }).status ?? 1;
