// The commands that CodeBuild's images bring along (CodeBuild user guide, "View a running build in Session Manager",
// "Cache key"): on PATH in every build.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../lib/id.ts';
import type { ActionState } from '../provider.ts';

/** The folder with the tools, made once for all builds of a state folder: they are the same for each. */
export async function buildTools(state: ActionState): Promise<string> {
  return toolsFolder(state, 'codebuild-tools', tools);
}

/** A folder with these programs, by name and text. What they are called by in the cache begins with `prefix`. */
export async function toolsFolder(
  state: ActionState,
  prefix: string,
  programs: Readonly<Record<string, string>>,
): Promise<string> {
  const version = createHash('sha256').update(JSON.stringify(programs)).digest('hex').slice(0, 12);
  const folder = join(state.path, 'cache', `${prefix}-${version}`);
  const known = made.get(folder) ?? findOrMake(folder, programs);
  made.set(folder, known);
  await known;
  return folder;
}

/** What must be within reach for the tools to run elsewhere. */
export function toolFolders(tools: string): readonly string[] {
  const isSource = import.meta.filename.endsWith('.ts');
  const program = join(import.meta.dirname, '..', '..');
  // The sources are read with the libraries next to them; what is built holds its own.
  return [tools, process.execPath, program, ...(isSource ? [join(program, '..', 'node_modules')] : [])];
}

/** Builds that begin side by side wait for the same folder. */
const made = new Map<string, Promise<void>>();

async function findOrMake(folder: string, programs: Readonly<Record<string, string>>): Promise<void> {
  if (existsSync(folder)) return;
  const unfinished = `${folder}.${newId()}`;
  await mkdir(unfinished, { recursive: true });
  for (const [name, text] of Object.entries(programs)) {
    await writeFile(join(unfinished, name), text);
    await chmod(join(unfinished, name), 0o755);
  }
  try {
    await rename(unfinished, folder);
  } catch (error) {
    // Another build was faster, with the same tools.
    await rm(unfinished, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

/** A program of ours, run by the Node that runs us. */
function program(name: string): string {
  return `#!/bin/sh\nunset ${nodeVariables.join(' ')}\nexec ${programCall(name)} "$@"\n`;
}

/** Variables of a build that are meant for the build's own Node and would change what ours does or prints. */
export const nodeVariables = ['NODE_OPTIONS', 'NODE_DEBUG', 'NODE_V8_COVERAGE', 'NODE_PATH'] as const;

/** How a shell calls the main module of that name. The dashes keep Node from taking options out of what follows. */
export function programCall(name: string): string {
  const ending = import.meta.filename.endsWith('.ts') ? '.ts' : '.js';
  const file = join(import.meta.dirname, `${name}-main${ending}`);
  return `'${process.execPath}' -- '${file}'`;
}

/** A build that is not debugged does not stop at breakpoints, on AWS and here. */
const nothing = '#!/bin/sh\nexit 0\n';

const tools: Readonly<Record<string, string>> = {
  'codebuild-breakpoint': nothing,
  'codebuild-resume': nothing,
  'codebuild-glob-search': program('glob-search'),
  'codebuild-hash-files': program('hash-files'),
  'codebuild-tests-run': program('tests-run'),
};
