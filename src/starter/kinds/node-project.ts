// What a package.json says of a project for Node.js: its packages, its scripts, and how its packages are installed.
import { compileGlob } from '../../lib/glob.ts';
import { isRecord } from '../../lib/is-record.ts';
import { entryOf } from '../../lib/node.ts';
import { parseYaml } from '../../lib/parse-yaml.ts';
import { plain } from '../../load/read-shape.ts';
import { pinnedVersion } from '../pinned-version.ts';
import { runtimeVersion } from '../runtime-version.ts';
import { firstOf, readJson, subfolder, type Folder } from '../folder.ts';

export interface NodeProject {
  readonly folder: Folder;
  /** Of all kinds of dependencies. */
  readonly packages: ReadonlySet<string>;
  readonly scripts: Readonly<Record<string, string>>;
  /** What `main` names. */
  readonly main?: string;
  /** It is the root of several packages. */
  readonly isWorkspace: boolean;
  readonly manager: PackageManager;
  /** Node.js, as `runtime-versions` takes it. */
  readonly runtimes: Readonly<Record<string, string>>;
}

interface PackageManager {
  readonly name: 'npm' | 'pnpm' | 'yarn' | 'bun';
  /** The file that it was found by. */
  readonly evidence: readonly string[];
  readonly install: readonly string[];
  readonly run: (script: string) => string;
}

/** Undefined without a package.json that can be read. */
export function readNodeProject(folder: Folder): NodeProject | undefined {
  const manifest = readJson(folder, 'package.json');
  if (manifest === undefined) return undefined;
  const packages = new Set(
    ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((key) => {
      const named = manifest[key];
      return isRecord(named) ? Object.keys(named) : [];
    }),
  );
  const scripts = Object.fromEntries(
    Object.entries(isRecord(manifest['scripts']) ? manifest['scripts'] : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
  const { main, workspaces } = manifest;
  return {
    folder,
    packages,
    scripts,
    ...(typeof main === 'string' ? { main } : {}),
    isWorkspace: workspacePatterns(folder) !== undefined,
    manager: managerOf(folder, manifest, packages.size > 0 || workspaces !== undefined),
    runtimes: nodeVersion(folder, manifest),
  };
}

/** Of the folders of a workspace's packages, as package.json or pnpm-workspace.yaml has them. Undefined for no workspace. */
export function workspacePatterns(folder: Folder): readonly string[] | undefined {
  const pnpm = folder.read('pnpm-workspace.yaml');
  if (pnpm !== undefined) {
    const { root } = parseYaml({ path: 'pnpm-workspace.yaml', text: pnpm });
    const packages = root === undefined ? undefined : entryOf(root, 'packages');
    // Without any, all packages below are of it.
    return packages === undefined ? ['**'] : textsOf(plain(packages.value));
  }
  const written = readJson(folder, 'package.json')?.['workspaces'];
  return written === undefined ? undefined : textsOf(isRecord(written) ? written['packages'] : written);
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** The packages of a workspace, each with its folder. */
export function workspaceMembers(
  folder: Folder,
): readonly { readonly path: string; readonly project: NodeProject }[] {
  const patterns = (workspacePatterns(folder) ?? []).map((pattern) => {
    const isTaken = !pattern.startsWith('!');
    const { matches } = compileGlob(pattern.replace(/^!?(?:\.?\/)?/, '').replace(/\/$/, ''), 'bash');
    return { isTaken, matches };
  });
  return folder.files.flatMap((file) => {
    const path = /^(.+)\/package\.json$/.exec(file)?.[1];
    // The last that matches decides: `!` takes back what one before it has taken.
    if (path === undefined || patterns.findLast(({ matches }) => matches(path))?.isTaken !== true) return [];
    const project = readNodeProject(subfolder(folder, path));
    return project === undefined ? [] : [{ path, project }];
  });
}

function managerOf(
  folder: Folder,
  manifest: Readonly<Record<string, unknown>>,
  hasPackages: boolean,
): PackageManager {
  const lock = firstOf(
    folder,
    'pnpm-lock.yaml',
    'bun.lock',
    'bun.lockb',
    'yarn.lock',
    'package-lock.json',
    'npm-shrinkwrap.json',
  );
  const wanted = /^(pnpm|yarn|bun)@(\d+)?/.exec(textOf(manifest['packageManager']));
  const name =
    wanted?.[1] ??
    { pnpm: 'pnpm', bun: 'bun', yarn: 'yarn' }[lock?.split(/[-.]/)[0] ?? ''] ??
    (folder.files.includes('pnpm-workspace.yaml') ? 'pnpm' : 'npm');
  const evidence = lock === undefined ? [] : [lock];
  switch (name) {
    case 'pnpm':
      return {
        name,
        evidence,
        install: ['corepack enable', `pnpm install${lock === undefined ? '' : ' --frozen-lockfile'}`],
        run: (script) => `pnpm run ${script}`,
      };
    case 'yarn': {
      const isFirst = wanted?.[2] === '1' || (wanted === null && !folder.files.includes('.yarnrc.yml'));
      const frozen = lock === undefined ? '' : isFirst ? ' --frozen-lockfile' : ' --immutable';
      return {
        name,
        evidence,
        install: ['corepack enable', `yarn install${frozen}`],
        run: (script) => `yarn run ${script}`,
      };
    }
    case 'bun':
      return {
        name,
        evidence,
        install: ['npm install --global bun', `bun install${lock === undefined ? '' : ' --frozen-lockfile'}`],
        run: (script) => `bun run ${script}`,
      };
    default:
      return {
        name: 'npm',
        evidence,
        install:
          lock === undefined
            ? hasPackages
              ? ['npm install --no-audit --no-fund']
              : []
            : ['npm ci --no-audit --no-fund'],
        run: (script) => (script === 'test' ? 'npm test' : `npm run ${script}`),
      };
  }
}

function nodeVersion(
  folder: Folder,
  manifest: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const engines = isRecord(manifest['engines']) ? manifest['engines']['node'] : undefined;
  const written =
    folder.read('.nvmrc') ??
    folder.read('.node-version') ??
    pinnedVersion(folder, 'nodejs', 'node') ??
    textOf(engines);
  return runtimeVersion('nodejs', /\d+/.exec(written)?.[0]);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
