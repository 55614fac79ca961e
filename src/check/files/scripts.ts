// The scripts of a shell that commands of a build run, as far as they lie next to the definition.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Files } from '../../load/files.ts';

/** A script that another one runs, and so on. */
const deepest = 5;

/** Their texts, each once. Where a command has changed its folder is not followed: `../` at the beginning is left out too. */
export async function scriptsIn(
  commands: readonly string[],
  { folder, files }: { readonly folder: string; readonly files: Files },
): Promise<readonly string[]> {
  const texts = new Map<string, string>();
  let read = commands;
  for (let depth = 0; depth < deepest && read.length > 0; depth += 1) {
    const paths = read.flatMap((text) => pathsIn(text, folder)).filter((path) => !texts.has(path));
    const found = await Promise.all([...new Set(paths)].map(async (path) => files.read(path)));
    for (const { path, text } of found) texts.set(files.pathOf(path), text);
    read = found.map(({ text }) => text);
  }
  return [...texts.values()];
}

/** `sh scripts/deploy.sh`, `./deploy.sh`, `. ../env.sh`. */
const script = /(?<![\w$}/.-])((?:\.{0,2}\/)*[\w-][\w./-]*\.(?:sh|bash))(?![\w./-])/g;

function pathsIn(text: string, folder: string): readonly string[] {
  return [...text.matchAll(script)].flatMap(([, word = '']) => {
    const places = [word, word.replace(/^(?:\.{0,2}\/)+/, '')].map((each) => resolve(folder, each));
    const found = places.find(
      (path) => path.startsWith(`${folder}/`) && statSync(path, { throwIfNoEntry: false })?.isFile() === true,
    );
    return found ?? [];
  });
}
