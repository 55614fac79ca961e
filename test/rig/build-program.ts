// Before the tests: the program as one bundle with its libraries, which starts in a third of the time that the sources take.
// Its folder is named for the content of what it is made of, so it is never older than the sources.
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { removeLeftBehind } from './left-behind.ts';
import { programVariable } from './program.ts';

const root = join(import.meta.dirname, '..', '..');

/** Below node_modules, as for a user who has installed the package: the libraries' files are found from there. */
const programs = join(root, 'node_modules', '.cache', 'slipway-tests');
const keptMs = 24 * 60 * 60 * 1000;

/** Called by vitest; while it watches, each time again before the tests that a change concerns. */
export async function setup(project: TestProject): Promise<void> {
  const program = await provideProgram();
  process.env[programVariable] = program;
  removeLeftBehind(join(program, 'bin', 'slipway.js'));
  project.onTestsRerun(async () => {
    process.env[programVariable] = await provideProgram();
  });
}

async function provideProgram(): Promise<string> {
  const folder = join(programs, contentHash());
  if (!existsSync(folder)) await build(folder);
  const now = new Date();
  utimesSync(folder, now, now);
  removeOld(now.getTime());
  return folder;
}

/** Of everything that goes into the bundle. */
function contentHash(): string {
  const files = [
    ...globSync(['src/**/*', 'bin/*', 'scripts/bundle.ts'], { cwd: root, exclude: ['src/dashboard/**'] }),
    'package.json',
    'package-lock.json',
    'test/rig/build-program.ts',
  ].filter((file) => statSync(join(root, file)).isFile());
  const hash = createHash('sha256');
  for (const file of files.toSorted()) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}

/** Another run may do the same at the same time; the first that is ready gives its bundle to both. */
async function build(folder: string): Promise<void> {
  const unfinished = `${folder}.${process.pid}`;
  const { bundle } = await import('../../scripts/bundle.ts');
  await bundle(join(unfinished, 'dist'), 'all');
  symlinkSync(join(root, 'build', 'pages'), join(unfinished, 'dist', 'pages'));
  cpSync(join(root, 'package.json'), join(unfinished, 'package.json'));
  // Its documentation, which is read when it is asked for.
  for (const name of ['README.md', 'CHANGELOG.md', 'docs'])
    symlinkSync(join(root, name), join(unfinished, name));
  cpSync(join(root, 'bin'), join(unfinished, 'bin'), { recursive: true });
  symlinkSync(join(root, 'templates'), join(unfinished, 'templates'));
  symlinkSync('slipway.js', join(unfinished, 'bin', 'slipway'));
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

/** Of sources that have changed since, and what a run that was killed left. */
function removeOld(now: number): void {
  for (const name of readdirSync(programs)) {
    const path = join(programs, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats !== undefined && now - stats.mtimeMs > keptMs) rmSync(path, { recursive: true, force: true });
  }
}
