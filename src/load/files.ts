// The files that a definition was read from: each read once, its text kept for messages, named as the user would.
import { readFile } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { parseJson } from '../lib/parse-json.ts';
import { parseYaml } from '../lib/parse-yaml.ts';
import type { Parsed } from '../lib/parsed.ts';
import type { SourceFile } from '../lib/source-file.ts';

export interface Files {
  /** Rejects when the file cannot be read. */
  readonly read: (absolutePath: string) => Promise<SourceFile>;
  /** A path as the user would type it: relative where it lies below the working directory. */
  readonly nameOf: (absolutePath: string) => string;
  /** The absolute path of such a name. */
  readonly pathOf: (name: string) => string;
  /** The text of a file that was read, by the name in its places. */
  readonly textOf: (name: string) => string | undefined;
}

export function openFiles(cwd: string): Files {
  const texts = new Map<string, string>();
  const nameOf = (absolutePath: string): string => {
    const path = relative(cwd, absolutePath);
    const isBelow = path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
    return isBelow ? path.replaceAll(sep, '/') : absolutePath;
  };
  return {
    nameOf,
    pathOf: (name) => resolve(cwd, name),
    textOf: (name) => texts.get(name),
    read: async (absolutePath) => {
      const path = nameOf(absolutePath);
      const text = texts.get(path) ?? (await readFile(absolutePath, 'utf8'));
      texts.set(path, text);
      return { path, text };
    },
  };
}

/** JSON by the ending of its name, else YAML. */
export function parseFile(file: SourceFile): Parsed {
  return /\.json$/i.test(file.path) ? parseJson(file) : parseYaml(file);
}
