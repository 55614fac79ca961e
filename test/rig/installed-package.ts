// The program as a package of its own in a folder, which can be installed anew in another version.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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
