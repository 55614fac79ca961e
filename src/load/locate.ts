// From a finding's path to the place in the file that it came from.
import { defined } from '../lib/defined.ts';
import { entryOf, type Node, nodeAt, type Path } from '../lib/node.ts';
import { problem, type Place, type Problem } from '../lib/problem.ts';
import type { Finding } from '../lib/finding.ts';

/** The tree of each part of a definition, by the path under which rules name it: `pipeline`, `projects.0`. */
export type Roots = ReadonlyMap<string, Node>;

/** The text of a file, by its path in places. */
export type TextOf = (file: string) => string | undefined;

/** The finding with its places; undefined when it is about something that stands in no file. */
export function locate(finding: Finding, roots: Roots, textOf: TextOf): Problem | undefined {
  const at = placeOf(finding, roots, textOf);
  if (at === undefined) return undefined;
  const { code, severity = 'error', message, notes = [], remedy, aws } = finding;
  return problem({
    code,
    severity,
    message,
    at,
    notes: notes.map((note) => {
      const place = note.path === undefined ? undefined : placeOf({ path: note.path }, roots, textOf);
      return { message: note.message, ...defined({ at: place }) };
    }),
    ...defined({ remedy, aws }),
  });
}

function placeOf(
  { path, part, atKey }: Pick<Finding, 'path' | 'part' | 'atKey'>,
  roots: Roots,
  textOf: TextOf,
): Place | undefined {
  const isPipeline = path[0] === 'pipeline';
  const root = roots.get(isPipeline ? 'pipeline' : path.slice(0, 2).join('.'));
  if (root === undefined) return undefined;
  const inner = path.slice(isPipeline ? 1 : 2);
  if (atKey === true) {
    const key = keyPlace(root, inner);
    if (key !== undefined) return key;
  }
  const node = nodeAt(root, inner);
  return part === undefined ? headOf(node) : partOf(node, part, textOf);
}

function keyPlace(root: Node, path: Path): Place | undefined {
  const last = path.at(-1);
  if (typeof last !== 'string') return undefined;
  return entryOf(nodeAt(root, path.slice(0, -1)), last)?.keyPlace;
}

/** A list or mapping is named by how it begins; all of its lines would be no help. */
function headOf(node: Node): Place {
  if (node.kind === 'map') return node.entries[0]?.keyPlace ?? node.place;
  if (node.kind === 'list') return node.items[0] === undefined ? node.place : headOf(node.items[0]);
  return node.place;
}

/** A stretch of a text, where the file holds the text as it is; the whole of it where it is escaped or folded. */
function partOf(node: Node, part: { readonly start: number; readonly end: number }, textOf: TextOf): Place {
  if (node.kind !== 'scalar') return headOf(node);
  const source = textOf(node.place.file)?.slice(node.place.start, node.place.end) ?? '';
  const wanted = node.text.slice(part.start, part.end);
  const before = node.text.slice(0, part.start).split(wanted).length - 1;
  let at = source.indexOf(wanted);
  for (let skipped = 0; at !== -1 && skipped < before; skipped += 1)
    at = source.indexOf(wanted, at + wanted.length);
  if (at === -1 || wanted === '') return node.place;
  const start = node.place.start + at;
  return { file: node.place.file, start, end: start + wanted.length };
}
