// The program as a few files: a file for each module would cost a tenth of a second at every start.
import { copyFileSync, cpSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { rolldown, type Plugin } from 'rolldown';
import { root } from './tools.ts';

const source = join(root, 'src');

/** Modules that are started by their path, or imported by users. */
const entries = ['main.ts', 'index.ts', ...modules('**/*-main.ts'), ...modules('**/*-thread.ts')];

function modules(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: source }).filter((file) => !file.startsWith('dashboard'));
}

/**
 * Writes the program and the files that it reads into `dist`. Libraries are imported from where npm installed them, or are
 * `included`, which makes the start faster still.
 */
export async function bundle(dist: string, libraries: 'installed' | 'included'): Promise<void> {
  const named = entries.map((file) => [nameOf(file), join(source, file)] as const);
  const build = await rolldown({
    input: Object.fromEntries(named),
    platform: 'node',
    external: (id) => libraries === 'installed' && !id.startsWith('.') && !id.startsWith('/'),
    plugins: [ownPlaces],
  });
  await build.write({ dir: dist, format: 'esm', entryFileNames: '[name].js' });
  for (const file of entries.filter((entry) => entry.includes('/'))) placeEntry(dist, file);
  for (const file of globSync('**/*.py', { cwd: source })) copyFileSync(join(source, file), join(dist, file));
  cpSync(join(source, 'aws', 'models'), join(dist, 'aws', 'models'), { recursive: true });
}

/** All code lies flat in the folder; where a module asks for its own place, it gets the one that it has in the sources. */
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

function compiled(file: string): string {
  return file.replace(/\.ts$/, '.js');
}

function nameOf(file: string): string {
  return file.replace(/\.ts$/, '').replaceAll('/', '-');
}

/** At the path by which it is started. */
function placeEntry(dist: string, file: string): void {
  const place = join(dist, compiled(file));
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(
    place,
    `import ${JSON.stringify(relative(dirname(place), join(dist, `${nameOf(file)}.js`)))};\n`,
  );
}
