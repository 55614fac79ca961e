// A provider is one folder: nothing outside names it, and none imports from another.
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { providers } from '../../src/actions/registry.ts';

const root = join(import.meta.dirname, '..', '..');
const actions = join(root, 'src', 'actions');
const folders = readdirSync(actions, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
const isProvider = (folder: string): boolean =>
  ['provider.ts', 'rule.ts'].some((file) => existsSync(join(actions, folder, file)));

/** `src/actions/ecs/roll.ts` → `ecs`; undefined for what is in no folder of actions. */
function folderOf(path: string): string | undefined {
  const [first = '', ...rest] = relative(actions, path).split('/');
  return first === '..' || rest.length === 0 ? undefined : first;
}

const sources = globSync('src/**/*.{ts,tsx}', { cwd: root }).map((path) => {
  const text = readFileSync(join(root, path), 'utf8');
  return { path, text: text.replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, ''), folder: folderOf(join(root, path)) };
});

const names = [...new Set([...providers.all, ...providers.rules].map(({ provider }) => provider))];
const quoted = `'(?:${names.join('|')})'`;
/** A comparison, a case or a membership: whatever makes code do something else for one provider. */
const enumerations = [
  new RegExp(`[pP]rovider\\)?\\s*[!=]==\\s*${quoted}`),
  new RegExp(`${quoted}\\s*[!=]==\\s*[\\w.]*[pP]rovider\\b`),
  /switch \([\w.]*[pP]rovider\)/,
  new RegExp(`(?:has|includes)\\([\\w.]*[pP]rovider\\b`),
  new RegExp(`\\[[^\\]]*${quoted}[^\\]]*\\]\\.(?:includes|some)\\(`),
  new RegExp(`'(?:Source|Build|Test|Compute|Deploy|Invoke)/(?:AWS/)?(?:${names.join('|')})'`),
];

test('no file outside the folder of a provider does something else for a provider that it names', () => {
  const found = sources
    .filter(({ folder }) => folder === undefined || !isProvider(folder))
    .flatMap(({ path, text }) =>
      enumerations.flatMap((pattern) => pattern.exec(text)?.[0] ?? []).map((what) => `${path}: ${what}`),
    );
  expect(found).toEqual([]);
});

test('no folder of actions imports from the folder of a provider, and a shared one from none', () => {
  const found = sources.flatMap(({ path, text, folder }) => {
    if (folder === undefined) return [];
    const imports = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, specifier = '']) =>
      folderOf(join(root, dirname(path), specifier)),
    );
    return imports
      .filter((target) => target !== undefined && target !== folder && isProvider(target))
      .map((target) => `${path} imports ${target}`);
  });
  expect(found).toEqual([]);
});

test('every folder of a provider is in the registry, and no shared folder is', () => {
  const registry = readFileSync(join(actions, 'registry.ts'), 'utf8');
  const registered = [...registry.matchAll(/from '\.\/([\w-]+)\/(?:provider|rule)\.ts'/g)].map(
    ([, folder = '']) => folder,
  );
  expect(new Set(registered)).toEqual(new Set(folders.filter(isProvider)));
});

test('no provider sees options of the caller that are not its own', () => {
  const found = sources
    .filter(({ path }) => path.startsWith('src/actions/') && path !== 'src/actions/provider.ts')
    .filter(({ text }) => /\bRunOptions\b/.test(text));
  expect(found.map(({ path }) => path)).toEqual([]);
});
