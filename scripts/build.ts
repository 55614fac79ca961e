// Makes the publishable package in dist/: the program as a few files, its types, and the pages.
import { spawnSync } from 'node:child_process';
import { chmodSync, globSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundle } from './bundle.ts';
import { root } from './tools.ts';

const dist = join(root, 'dist');

function run(args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** The compiler writes those of the whole program; users import these alone, and what they name. */
function keepTypesOf(...entries: readonly string[]): void {
  const kept = new Set(entries.map((entry) => join(dist, `${entry}.d.ts`)));
  // The set grows while it is gone through.
  for (const file of kept)
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(
      /(?:from |import\()['"](\.[^'"]+)\.ts['"]/g,
    ))
      kept.add(join(dirname(file), `${path}.d.ts`));
  for (const path of globSync('**/*.d.ts', { cwd: dist }))
    if (!kept.has(join(dist, path))) rmSync(join(dist, path));
}

rmSync(dist, { recursive: true, force: true });
run([join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json']);
keepTypesOf('index', 'cdk');
await bundle(dist, 'needed');
chmodSync(join(root, 'bin', 'slipway.js'), 0o755);
run([join(root, 'scripts', 'build-pages.ts'), join(dist, 'pages')]);
