// The program as a few files: a file for each module would cost a quarter of a second at every start.
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { rolldown, type CodeSplittingGroup, type Plugin } from 'rolldown';
import { digestOfFold } from '../src/runtime/fold-format.ts';
import { licensesOf } from './licenses.ts';
import { root } from './tools.ts';

const source = join(root, 'src');

/** Modules that are started by their path, or imported by users. */
const entries = ['main.ts', 'index.ts', 'cdk.ts', ...modules('**/*-main.ts'), ...modules('**/*-thread.ts')];

function modules(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: source }).filter((file) => !file.startsWith('dashboard'));
}

/** Libraries that every start needs, with what these need themselves, and those that ask for a newer Node than the launcher. */
const needed = ['@opentelemetry', 'buffer-crc32', 'commander', 'pend', 'yauzl', 'yazl', 'zod'];

/** Libraries that a module loads when it first needs them, without waiting: a file for each. */
const loadedWhenNeeded: readonly string[] = ['mime-types', 're2js', 'yaml'];

/**
 * What every run of a pipeline loads. With all that these import they are one file: Node takes a third of a millisecond
 * for each file, and they would be two hundred.
 */
const everyRun: readonly string[] = [
  'cli/commands/run.ts',
  'cli/run/run-pipeline.ts',
  'actions/source/run-source.ts',
  'actions/build/build-inputs.ts',
  'actions/build/run-codebuild.ts',
  'runtime/drive-pipeline.ts',
];

/** What every command needs first is one file too. */
const everyCommand = ['main.ts'];

/** These do all that a run does, or more. The other programs do little and are started often: they have files of their own. */
const large = new Set([
  ...everyCommand,
  'index.ts',
  'cdk.ts',
  'cli/drive-main.ts',
  'endpoint/endpoint-main.ts',
]);

/**
 * Writes the program and the files that it reads into `dist`, with the licences of the libraries whose code is in it.
 * @param included which libraries that is; the others are imported from where npm has installed them
 */
export async function bundle(dist: string, included: 'needed' | 'all'): Promise<void> {
  const programDigest = digestOfProgram();
  const isInstalled = (id: string): boolean =>
    included === 'needed' && !/^[./]/.test(id) && !needed.some((each) => `${id}/`.startsWith(`${each}/`));
  const bundleOf = async (files: readonly string[]) =>
    rolldown({
      input: Object.fromEntries(files.map((file) => [nameOf(file), join(source, file)])),
      platform: 'node',
      external: isInstalled,
      transform: {
        define: {
          FOLD_FORMAT: JSON.stringify(digestOfFold(source)),
          PROGRAM_DIGEST: JSON.stringify(programDigest),
        },
      },
      plugins: [ownPlaces],
      // Needed by a group without its dependencies.
      preserveEntrySignatures: 'allow-extension',
      // What a run loads later all the same is in its file from the start.
      checks: { ineffectiveDynamicImport: false },
    });
  const program = await bundleOf(entries.filter((file) => large.has(file)));
  // What both need is written twice, or each run would read sixty small files.
  const others = await bundleOf(entries.filter((file) => !large.has(file)));
  const libraries = await rolldown({
    input: Object.fromEntries(loadedWhenNeeded.map((library) => [`library-${library}`, library])),
    cwd: root,
    platform: 'node',
  });
  const esm = { dir: dist, format: 'esm', entryFileNames: '[name].js' } as const;
  const names = { entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' };
  const written = [
    await program.write({ ...esm, codeSplitting: { groups: [startGroups()] } }),
    await others.write({ ...esm, chunkFileNames: 'other-[name]-[hash].js' }),
    await libraries.write({ dir: dist, format: 'cjs', ...names }),
  ];
  const chunks = written.flatMap(({ output }) => output).filter((part) => part.type === 'chunk');
  if (included === 'needed')
    writeFileSync(join(dist, 'LICENSES.txt'), licensesOf(chunks.flatMap(({ moduleIds }) => moduleIds)));
  for (const file of entries.filter((entry) => entry.includes('/'))) placeEntry(dist, file);
  for (const file of globSync(['**/*.{py,txt}', 'stacks/**/*.json'], { cwd: source })) {
    mkdirSync(dirname(join(dist, file)), { recursive: true });
    copyFileSync(join(source, file), join(dist, file));
  }
  cpSync(join(source, 'aws', 'models'), join(dist, 'aws', 'models'), { recursive: true });
  // By which a process sees that it is not what lies there any more.
  writeFileSync(join(dist, 'program-digest'), programDigest);
}

/** Another for each package: two of the same version may be made of other sources, or be installed with other libraries. */
function digestOfProgram(): string {
  const digest = createHash('sha256');
  for (const file of globSync('src/**/*.{ts,py,txt,json}', { cwd: root }).toSorted())
    if (!file.startsWith('src/dashboard/')) digest.update(`${file}\0`).update(readFileSync(join(root, file)));
  return digest
    .update(readFileSync(join(root, 'package.json')))
    .digest('hex')
    .slice(0, 16);
}

/** The files that a command and a run begin with. */
function startGroups(): CodeSplittingGroup {
  let known: { readonly command: ReadonlySet<string>; readonly run: ReadonlySet<string> } | undefined;
  return {
    debugName: 'start',
    // What other programs need too stays in files of their own.
    includeDependenciesRecursively: false,
    name: (id, graph) => {
      const importsOf = (module: string) => graph.getModuleInfo(module)?.importedIds ?? [];
      if (known === undefined) {
        const command = closureOf(everyCommand, importsOf);
        known = { command, run: closureOf(everyRun, importsOf).difference(command) };
      }
      if (id === join(source, 'main.ts')) return null;
      return known.command.has(id) ? 'command' : known.run.has(id) ? 'run' : null;
    },
  };
}

/** The modules, and all that they import without waiting, directly or not. @param files relative to `src` */
function closureOf(
  files: readonly string[],
  importsOf: (module: string) => readonly string[],
): ReadonlySet<string> {
  const found = new Set(files.map((file) => join(source, file)));
  // The set grows while it is gone through.
  for (const module of found) for (const imported of importsOf(module)) found.add(imported);
  return found;
}

/** All code lies flat in the folder; where a module asks for its own place, it gets the one that it has in the sources. */
const ownPlaces: Plugin = {
  name: 'own-places',
  transform(code, id) {
    if (!id.startsWith(`${source}/`) || !code.includes('import.meta.')) return undefined;
    const file = compiled(relative(source, id));
    return code
      .replaceAll(/\bload\('([a-z-]+)'\)/g, (call, library: string) =>
        loadedWhenNeeded.includes(library) ? `load('${libraryFrom(file, library)}')` : call,
      )
      .replaceAll('import.meta.dirname', `(import.meta.dirname + ${JSON.stringify(`/${dirname(file)}`)})`)
      .replaceAll('import.meta.filename', `(import.meta.dirname + ${JSON.stringify(`/${file}`)})`)
      .replaceAll('import.meta.url', `new URL(${JSON.stringify(`./${file}`)}, import.meta.url).href`);
  },
};

function libraryFrom(file: string, library: string): string {
  return relative(dirname(file), `library-${library}.cjs`);
}

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
