// Kinds of deployed things: listed once, apart from each other, and enumerated by nothing else.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { targetKinds } from '../../src/targets/kinds.ts';

const root = join(import.meta.dirname, '..', '..');
const kindNames = targetKinds.map(({ kind }) => kind);

interface Row {
  readonly isShared: boolean;
  readonly imports: readonly string[];
}

/** Folder of `targets` → its row in ARCHITECTURE.md. */
function readTable(): ReadonlyMap<string, Row> {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const rows = text.matchAll(/^\| `targets\/(\w+)`\s*\|([^|]*)\|([^|]*)\|$/gm);
  return new Map(
    [...rows].map(([, folder = '', what = '', list = '']) => [
      folder,
      {
        isShared: what.trim().startsWith('Shared:'),
        imports: [...list.matchAll(/`targets\/(\w+)`/g)].map((match) => match[1] ?? ''),
      },
    ]),
  );
}

interface Import {
  readonly from: string;
  /** The path of the imported file, from the project's root. */
  readonly to: string;
}

const imports: readonly Import[] = globSync('src/**/*.{ts,tsx}', { cwd: root }).flatMap((from) => {
  const text = readFileSync(join(root, from), 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, specifier = '']) => ({
    from,
    to: relative(root, join(root, dirname(from), specifier)),
  }));
});

const table = readTable();

/** `src/targets/fleet/kind.ts` → `fleet`; undefined elsewhere and for a file directly in `src/targets`. */
function folderOf(path: string): string | undefined {
  return /^src\/targets\/([^/]+)\//.exec(path)?.[1];
}

function show({ from, to }: Import): string {
  return `${from} imports ${to}`;
}

test('each folder of targets is a kind with a kind.ts that kinds.ts lists, or is shared, as its row says', () => {
  const folders = globSync('src/targets/*/', { cwd: root }).map((path) => path.split('/')[2] ?? '');
  const found = folders.map((folder) => ({
    folder,
    isShared: !existsSync(join(root, 'src/targets', folder, 'kind.ts')),
  }));
  const rows = [...table].map(([folder, { isShared }]) => ({ folder, isShared }));
  expect(new Set(found)).toEqual(new Set(rows));
  const kinds = rows.filter(({ isShared }) => !isShared).map(({ folder }) => folder);
  expect(new Set(kinds)).toEqual(new Set(kindNames));
});

test('a folder of targets imports what is shared, and of kinds only what its row says', () => {
  const allowed = (from: string, to: string): boolean =>
    from === to || table.get(to)?.isShared === true || table.get(from)?.imports.includes(to) === true;
  const wrong = imports.filter((each) => {
    const [from, to] = [folderOf(each.from), folderOf(each.to)];
    return from !== undefined && to !== undefined && !allowed(from, to);
  });
  expect(wrong.map(show)).toEqual([]);
});

test('no folder of targets imports the list of kinds, or what goes over it', () => {
  const free = new Set(['src/targets/target-kind.ts', 'src/targets/observation.ts']);
  const wrong = imports.filter(
    ({ from, to }) => folderOf(from) !== undefined && /^src\/targets\/[^/]+\.ts$/.test(to) && !free.has(to),
  );
  expect(wrong.map(show)).toEqual([]);
});

/**
 * Files that are about one kind: providers, which deploy to it or read from it, its card of the dashboard, its
 * commands, its program where that is made of more rooms, its service of AWS's API.
 */
const providers = /^src\/actions\//;
const cards = /^src\/dashboard\/parts\/deployed\//;
const commands: Readonly<Record<string, string>> = {
  'src/cli/request/invalidate.ts': 'site',
  'src/cli/run/invoke.ts': 'function',
  'src/cli/account/open-access.ts': 'endpoint',
  'src/endpoint/container-networks.ts': 'endpoint',
  'src/endpoint/endpoint-main.ts': 'endpoint',
  'src/endpoint/publish-hosts.ts': 'endpoint',
  'src/endpoint/serve-endpoint.ts': 'endpoint',
  'src/services/service.ts': 'endpoint',
};
/** A service of AWS's API whose resources are of a kind. */
const services: Readonly<Record<string, readonly string[]>> = {
  'src/services/autoscaling': ['fleet'],
  'src/services/cloudfront': ['site'],
  'src/services/ecr': ['registry'],
  'src/services/ecs': ['service', 'endpoint'],
  'src/services/elasticbeanstalk': ['environment', 'fleet'],
  'src/services/elbv2': ['service', 'fleet'],
  'src/services/lambda': ['function', 'endpoint'],
  'src/services/rds': ['database'],
  'src/services/rds-data': ['database'],
};

test('outside of targets the folder of a kind is imported by what is about that kind, and by nothing else', () => {
  const wrong = imports.filter(({ from, to }) => {
    const folder = folderOf(to) ?? '';
    const isOfKinds = from.startsWith('src/targets/') || providers.test(from) || cards.test(from);
    const isOfKind = commands[from] === folder || services[dirname(from)]?.includes(folder) === true;
    return kindNames.includes(folder) && !isOfKinds && !isOfKind;
  });
  expect(wrong.map(show)).toEqual([]);
});

test('no file outside of targets compares the kind of a target with its name', () => {
  const names = kindNames.join('|');
  const comparison = new RegExp(`\\bkind\\s*[!=]==\\s*'(?:${names})'|case '(?:${names})':`);
  const files = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter(
    (path) => !path.startsWith('src/targets/') && comparison.test(readFileSync(join(root, path), 'utf8')),
  );
  expect(files).toEqual([]);
});
