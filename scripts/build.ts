// Makes the publishable package in dist/: the program as a few files, its types, and the pages.
import { spawnSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.ts';
import { root } from './tools.ts';

const dist = join(root, 'dist');

function run(args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

rmSync(dist, { recursive: true, force: true });
run([join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json']);
await bundle(dist, 'needed');
chmodSync(join(root, 'bin', 'slipway.js'), 0o755);
run([join(root, 'scripts', 'build-pages.ts'), join(dist, 'pages')]);
