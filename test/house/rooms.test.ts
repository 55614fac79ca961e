// The rooms and what they may import, as ARCHITECTURE.md says; purity of the pure rooms; sizes.
import { readFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const pure = /^src\/(aws|model|engine|check\/rules|ship\/graph)\//;
/** `node:module` loads a part of the program, as an import does. */
const impureModules = /^node:(?!util$|assert$|module$)|\/lib\/debug\.ts$/;
const impureWords = /\b(Date\.now|new Date\(\)|Math\.random|process\.|performance\.now|setTimeout|fetch\()/;
const maxLines = 500;

/** Room → the rooms that it may import, from the table in ARCHITECTURE.md. */
function readTable(): ReadonlyMap<string, readonly string[]> {
  const rows = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').matchAll(
    /^\| `(\w+)`\s*\|[^|]*\|([^|]*)\|$/gm,
  );
  return new Map(
    [...rows].map(([, room = '', list = '']) => [
      room,
      [...list.matchAll(/`(\w+)`/g)].map((m) => m[1] ?? ''),
    ]),
  );
}

interface Source {
  readonly path: string;
  readonly room: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function readSources(): readonly Source[] {
  return globSync('src/**/*.{ts,tsx}', { cwd: root }).map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const imports = [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((match) => match[1] ?? '');
    return { path, room: roomOf(path), text, imports };
  });
}

/** `src/load/shape.ts` → `load`; a file directly in `src` is a room of its own. */
function roomOf(path: string): string {
  const [, room = ''] = path.split('/');
  return room;
}

const table = readTable();
const sources = readSources();
const entries: Readonly<Record<string, readonly string[]>> = {
  'main.ts': ['cli', 'lib'],
  'index.ts': ['model', 'lib'],
  'cdk.ts': ['cli', 'ship', 'model', 'lib'],
};

test('every folder of src is a room of the table in ARCHITECTURE.md', () => {
  const rooms = new Set(sources.map((source) => source.room).filter((room) => !room.endsWith('.ts')));
  expect([...rooms].filter((room) => !table.has(room))).toEqual([]);
});

test('each room imports only the rooms that its row allows', () => {
  const violations = sources.flatMap((source) =>
    source.imports
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => roomOf(relative(root, join(root, dirname(source.path), specifier))))
      .filter((target) => target !== source.room)
      .filter((target) => !(table.get(source.room) ?? entries[source.room] ?? []).includes(target))
      .map((target) => `${source.path} imports ${target}`),
  );
  expect(violations).toEqual([]);
});

test('the rows stand in such an order that each room imports only earlier ones', () => {
  const order = [...table.keys()];
  const later = order.flatMap((room, index) =>
    (table.get(room) ?? [])
      .filter((imported) => order.indexOf(imported) >= index)
      .map((imported) => `${room} → ${imported}`),
  );
  expect(later).toEqual([]);
});

test('aws, model, engine and rules have no clock, no randomness, no environment, no files, no processes and no network', () => {
  const impure = sources
    .filter((source) => pure.test(source.path))
    .flatMap((source) => {
      const code = source.text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      const modules = source.imports.filter((specifier) => impureModules.test(specifier));
      const word = impureWords.exec(code)?.[0];
      return [...modules, ...(word === undefined ? [] : [word])].map((what) => `${source.path}: ${what}`);
    });
  expect(impure).toEqual([]);
});

test(`no source file is longer than ${maxLines} lines`, () => {
  const isGenerated = ({ text }: Source) => text.startsWith('// Written by "npm run generate"');
  const long = sources.filter((source) => source.text.split('\n').length > maxLines && !isGenerated(source));
  expect(long.map((source) => source.path)).toEqual([]);
});

test('optional keys are written with defined(), not by hand', () => {
  const byHand = /\.\.\.\(\s*(\w+) === undefined \? \{\} : \{ (?:\1|[\w']+: \1) \}\)/;
  expect(sources.filter(({ text }) => byHand.test(text)).map(({ path }) => path)).toEqual([]);
});

test('what can fail is a Result, and no union of its own', () => {
  const ownUnion = /\| \{ readonly (?:wrong|refused|error|failed|failure|problems?)\??: /;
  expect(sources.filter(({ text }) => ownUnion.test(text)).map(({ path }) => path)).toEqual([]);
});

test('no file names a path of one machine', () => {
  const paths = /(^|[^A-Za-z0-9_.])\/(?:work|farm)\//m;
  const files = globSync('{src,test,scripts,bench,docs,examples,bin}/**/*.{ts,js,md,json,yml,yaml,sh}', {
    cwd: root,
    exclude: (path) => path.includes('node_modules') || path.includes('.slipway'),
  });
  expect(files.filter((file) => paths.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

test('no source files import each other in a circle, not even for types', () => {
  // A registry loads its members when they are needed: `import()` is no edge.
  const imports = new Map(
    sources.map(({ path, text }) => [
      path,
      [...text.matchAll(/from\s*'(\.[^']+)'/g)].map(([, name = '']) => join(dirname(path), name)),
    ]),
  );
  expect(circlesOf(imports)).toEqual([]);
});

test('a circle of imports is found, and named from its first member', () => {
  const imports = new Map([
    ['a', ['b', 'd']],
    ['b', ['c']],
    ['c', ['b']],
    ['d', []],
  ]);
  expect(circlesOf(imports)).toEqual(['b → c → b']);
});

/** Walks in depth; an edge back to a file that is being walked closes a circle. */
function circlesOf(imports: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at !== -1) circles.push([...way.slice(at), path].join(' → '));
    if (at !== -1 || done.has(path)) return;
    for (const next of imports.get(path) ?? []) walk(next, [...way, path]);
    done.add(path);
  };
  for (const path of imports.keys()) walk(path, []);
  return circles;
}

test('the dashboard takes nothing but types from server', () => {
  const values = sources
    .filter(({ room }) => room === 'dashboard')
    .flatMap(({ path, text }) =>
      [...text.matchAll(/^import (?!type )[^;]*?from '[^']*\/server\/[^']*'/gm)].map(
        ([found]) => `${path}: ${found}`,
      ),
    );
  expect(values).toEqual([]);
});
