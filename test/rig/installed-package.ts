// The program as a package of its own in a folder, which can be installed anew in another version.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  globSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { launcher } from './program.ts';
import type { Finished } from './project.ts';

export interface InstalledPackage {
  /** Where its files lie. */
  readonly path: string;
  readonly run: (cwd: string, ...args: readonly string[]) => Promise<Finished>;
  readonly start: (cwd: string, ...args: readonly string[]) => ChildProcessByStdio<null, Readable, Readable>;
  /** In the place of what lies there, as `npm install` does it. */
  readonly install: (version: string) => void;
}

/** @param folder where its `node_modules` lies */
export function installPackage(folder: string, first: string): InstalledPackage {
  const path = join(folder, 'node_modules', 'slipway');
  const install = (version: string): void => {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(dirname(path), { recursive: true });
    const from = dirname(dirname(realpathSync(launcher)));
    cpSync(from, path, { recursive: true, verbatimSymlinks: true });
    const file = join(path, 'package.json');
    const declared = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...declared, version }));
    writeDigest(join(path, 'dist'), version);
  };
  const start: InstalledPackage['start'] = (cwd, ...args) =>
    spawn(process.execPath, ['--', join(path, 'bin', 'slipway.js'), ...args], {
      cwd,
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  install(first);
  linkLibraries(dirname(path));
  return {
    path,
    install,
    start,
    run: async (cwd, ...args) => {
      const child = start(cwd, ...args);
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
      const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
      return { status, stdout, stderr };
    },
  };
}

/** Each version is made of other sources. */
function writeDigest(dist: string, version: string): void {
  const file = join(dist, 'program-digest');
  const built = readFileSync(file, 'utf8');
  const digest = createHash('sha256').update(built).update(version).digest('hex').slice(0, built.length);
  for (const name of ['program-digest', ...globSync('*.js', { cwd: dist })]) {
    const content = readFileSync(join(dist, name), 'utf8');
    if (content.includes(built)) writeFileSync(join(dist, name), content.replaceAll(built, digest));
  }
}

/** What npm installs with it; the bundle has most of it in its own files. */
function linkLibraries(modules: string): void {
  const root = join(import.meta.dirname, '..', '..');
  const text = readFileSync(join(root, 'package.json'), 'utf8');
  const { dependencies } = JSON.parse(text) as { readonly dependencies: Readonly<Record<string, string>> };
  for (const name of Object.keys(dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
}
