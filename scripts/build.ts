// Makes the publishable package in dist/: the program as a few files, its types, and the pages. A file for each module would
// cost a tenth of a second at every start.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { rolldown, type Plugin } from 'rolldown';

const root = join(import.meta.dirname, '..');
const source = join(root, 'src');
const dist = join(root, 'dist');

/** Modules that are started by their path, or imported by users. */
const entries = ['main.ts', 'index.ts', ...modules('**/*-main.ts'), ...modules('**/*-thread.ts')];

function modules(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: source }).filter((file) => !file.startsWith('dashboard'));
}

function compiled(file: string): string {
  return file.replace(/\.ts$/, '.js');
}

/** All code lies flat in dist; where a module asks for its own place, it gets the one that it has in the sources. */
const ownPlaces: Plugin = {
  name: 'own-places',
  transform(code, id) {
    if (!id.startsWith(`${source}/`) || !code.includes('import.meta.')) return undefined;
    const file = compiled(relative(source, id));
    return code
      .replaceAll('import.meta.dirname', `(import.meta.dirname + ${JSON.stringify(`/${dirname(file)}`)})`)
      .replaceAll('import.meta.filename', `(import.meta.dirname + ${JSON.stringify(`/${file}`)})`)
      .replaceAll('import.meta.url', `new URL(${JSON.stringify(`./${file}`)}, import.meta.url).href`);
  },
};

/** What depends on libraries finds them where npm has installed them. */
async function bundle(): Promise<void> {
  const named = entries.map((file) => [nameOf(file), join(source, file)] as const);
  const build = await rolldown({
    input: Object.fromEntries(named),
    platform: 'node',
    external: (id) => !id.startsWith('.') && !id.startsWith('/'),
    plugins: [ownPlaces],
  });
  await build.write({ dir: dist, format: 'esm', entryFileNames: '[name].js' });
  for (const file of entries.filter((entry) => entry.includes('/'))) placeEntry(file);
}

function nameOf(file: string): string {
  return file.replace(/\.ts$/, '').replaceAll('/', '-');
}

/** At the path by which it is started. */
function placeEntry(file: string): void {
  const place = join(dist, compiled(file));
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(
    place,
    `import ${JSON.stringify(relative(dirname(place), join(dist, `${nameOf(file)}.js`)))};\n`,
  );
}

function run(args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

rmSync(dist, { recursive: true, force: true });
run([join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json']);
await bundle();
for (const file of globSync('**/*.py', { cwd: source })) copyFileSync(join(source, file), join(dist, file));
cpSync(join(source, 'aws', 'models'), join(dist, 'aws', 'models'), { recursive: true });
chmodSync(join(root, 'bin', 'slipway.js'), 0o755);
run([join(root, 'scripts', 'build-pages.ts'), join(dist, 'pages')]);
