// `io` of a script, as @actions/io has it.
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { basename, delimiter, join } from 'node:path';

interface CopyOptions {
  readonly recursive?: boolean;
  readonly force?: boolean;
  readonly copySourceDirectory?: boolean;
}

/** Into a folder that is there, under its own name. */
function placeIn(source: string, target: string): string {
  const isFolder = existsSync(target) && statSync(target).isDirectory();
  return isFolder ? join(target, basename(source)) : target;
}

async function copy(source: string, target: string, options: CopyOptions = {}): Promise<void> {
  const { recursive = false, force = true, copySourceDirectory = true } = options;
  if (statSync(source).isDirectory() && !recursive)
    throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
  const place = copySourceDirectory ? placeIn(source, target) : target;
  await cp(source, place, { recursive, force });
}

async function move(source: string, target: string, { force = true }: CopyOptions = {}): Promise<void> {
  const place = placeIn(source, target);
  if (existsSync(place) && !force) throw new Error('Destination already exists');
  await rename(source, place);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function findInPath(tool: string): readonly string[] {
  if (tool.includes('/')) return isProgram(tool) ? [tool] : [];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, tool)).filter(isProgram);
}

function which(tool: string, check = false): string {
  const [found = ''] = findInPath(tool);
  if (found === '' && check)
    throw new Error(
      `Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable.`,
    );
  return found;
}

export const io = {
  cp: copy,
  mv: move,
  rmRF: async (path: string): Promise<void> => await rm(path, { recursive: true, force: true }),
  mkdirP: async (path: string): Promise<void> => void (await mkdir(path, { recursive: true })),
  which: async (tool: string, check?: boolean): Promise<string> => await Promise.resolve(which(tool, check)),
  findInPath: async (tool: string): Promise<readonly string[]> => await Promise.resolve(findInPath(tool)),
} as const;
