// What the files of a definition say of its parts, in the words of AWS's API and with nothing filled in.
import type { Definition, PartName } from '../model/definition.ts';
import type { Files } from './files.ts';
import { parseFile } from './files.ts';
import { partNames, partsIn } from './kinds/index.ts';
import { plain } from './read-shape.ts';

/** By the path under which rules name a part: `services.0`. Those of other kinds of files than AWS's are not there. */
export async function writtenParts(
  { readFrom = {} }: Pick<Definition, 'readFrom'>,
  files: Files,
): Promise<ReadonlyMap<string, unknown>> {
  const written = new Map<string, unknown>();
  for (const [path, parts] of Map.groupBy(Object.entries(readFrom), ([, { file }]) => file)) {
    const { root } = parseFile(await files.read(path));
    if (root === undefined) continue;
    const nodes = partsIn(root);
    for (const name of partNames) {
      const ofKind = nodes.filter(([kind]) => kind === name).map(([, node]) => node);
      const known = parts.map(([part]) => part).filter((part) => isOf(part, name));
      // One that could not be read has no path: which is which is not known then.
      if (known.length === ofKind.length)
        for (const [index, part] of known.entries()) {
          const node = ofKind[index];
          if (node !== undefined) written.set(part, plain(node));
        }
    }
  }
  return written;
}

function isOf(part: string, name: PartName): boolean {
  return part.startsWith(`${name}.`);
}
