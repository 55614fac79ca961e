// Turns the nodes of the `yaml` package into our tree: aliases followed, merge keys merged, keys unique.
import type * as Yaml from 'yaml';
import type { ListNode, MapEntry, MapNode, Node, ScalarNode } from './node.ts';
import { duplicateKey } from './parsed.ts';
import { problem, type Problem } from './problem.ts';
import type { SourceFile } from './source-file.ts';

export interface YamlTreeContext {
  readonly file: SourceFile;
  readonly yaml: typeof Yaml;
  readonly report: (problem: Problem) => void;
  readonly onTag?: OnTag;
  readonly withoutMerge?: true;
}

/** @param tag as it is written, with its exclamation mark */
export type OnTag = (tag: string, node: Node) => Node | Problem;

interface Anchor {
  /** Absent while the anchored value is still being read: an alias to it would never end. */
  node?: Node;
  size: number;
}

interface Walk extends YamlTreeContext {
  readonly anchors: Map<string, Anchor>;
  /** Values of the tree with aliases counted as often as they are used. */
  size: number;
}

/** "Billion laughs" needs few bytes and gives more values than any machine can hold. */
const maxSize = 200_000;

/** The tree, or undefined where following the aliases had to be given up (which is reported). */
export function treeOfYaml(root: Yaml.ParsedNode, context: YamlTreeContext): Node | undefined {
  const walk: Walk = { ...context, anchors: new Map(), size: 0 };
  const tree = treeOf(root, walk);
  return walk.size > maxSize ? undefined : tree;
}

function treeOf(node: Yaml.Node, walk: Walk): Node {
  walk.size += 1;
  if (walk.yaml.isAlias(node)) return followAlias(node, walk);
  const anchor: Anchor = { size: walk.size };
  const name = (node as { anchor?: string }).anchor;
  if (name !== undefined) walk.anchors.set(name, anchor);
  const tree = withoutAnchor(node, walk);
  anchor.node = tree;
  anchor.size = walk.size - anchor.size + 1;
  return tree;
}

function withoutAnchor(node: Yaml.Node, walk: Walk): Node {
  const { tag } = node as { readonly tag?: string };
  const untagged = withoutTag(node, walk);
  if (walk.onTag === undefined || tag === undefined || !/^![A-Za-z]/.test(tag)) return untagged;
  const found = walk.onTag(tag, untagged);
  if ('kind' in found) return found;
  walk.report(found);
  return untagged;
}

function withoutTag(node: Yaml.Node, walk: Walk): Node {
  if (walk.yaml.isMap(node)) return mapOf(node, walk);
  if (walk.yaml.isSeq(node)) return listOf(node, walk);
  return scalarOf(node as Yaml.Scalar, walk);
}

function followAlias(alias: Yaml.Alias, walk: Walk): Node {
  const nothing: ScalarNode = {
    kind: 'scalar',
    place: placeOf(alias, walk),
    value: null,
    text: '',
    quoted: false,
  };
  const anchor = walk.anchors.get(alias.source);
  if (anchor === undefined) {
    walk.report(
      problem({
        code: 'AliasInvalid',
        message: `There is no anchor &${alias.source} before the alias *${alias.source}`,
        at: nothing.place,
        hides: [nothing.place],
        remedy: 'Put the text in quotes if it should begin with a star, or write the anchor.',
      }),
    );
    return nothing;
  }
  if (anchor.node === undefined) {
    walk.report(
      problem({
        code: 'AliasInvalid',
        message: `The alias *${alias.source} stands inside the value that it names`,
        at: nothing.place,
        hides: [nothing.place],
        remedy: 'Write the value out.',
      }),
    );
    return nothing;
  }
  const before = walk.size;
  walk.size += anchor.size;
  if (before <= maxSize && walk.size > maxSize)
    walk.report(
      problem({
        code: 'AliasInvalid',
        message: `Aliases make the file grow to more than ${maxSize} values here`,
        at: nothing.place,
        hides: [nothing.place],
        remedy: 'Write the values out, or use fewer aliases of aliases.',
      }),
    );
  return walk.size > maxSize ? nothing : anchor.node;
}

function listOf(node: Yaml.YAMLSeq, walk: Walk): ListNode {
  const items = node.items.map((item) =>
    walk.yaml.isPair(item)
      ? { kind: 'map' as const, place: placeOf(node, walk), entries: [entryOfPair(item, walk)] }
      : treeOf(item as Yaml.Node, walk),
  );
  return { kind: 'list', place: placeOf(node, walk), items };
}

function mapOf(node: Yaml.YAMLMap, walk: Walk): MapNode {
  const entries: MapEntry[] = [];
  const merged: MapEntry[] = [];
  const known = new Map<string, MapEntry>();
  for (const pair of node.items) {
    const entry = entryOfPair(pair, walk);
    const first = known.get(entry.key);
    if (isMergeKey(pair, walk))
      merged.push(...(walk.withoutMerge ? refuseMerge(entry, walk) : mergedEntries(entry, walk)));
    else {
      known.set(entry.key, entry);
      if (first === undefined) entries.push(entry);
      else {
        // For those who read on, the last one holds, as in all parsers that AWS uses.
        entries[entries.indexOf(first)] = entry;
        walk.report(duplicateKey(entry.key, { first: first.keyPlace, second: entry.keyPlace }));
      }
    }
  }
  for (const entry of merged) {
    if (known.has(entry.key)) continue;
    known.set(entry.key, entry);
    entries.push(entry);
  }
  return { kind: 'map', place: placeOf(node, walk), entries };
}

function isMergeKey(pair: Yaml.Pair, walk: Walk): boolean {
  return walk.yaml.isScalar(pair.key) && pair.key.source === '<<' && pair.key.type === 'PLAIN';
}

function refuseMerge(entry: MapEntry, walk: Walk): readonly MapEntry[] {
  walk.report(
    problem({
      code: 'AliasInvalid',
      message: 'Merge keys "<<" are not read here',
      at: entry.keyPlace,
      remedy: 'Write the entries out.',
    }),
  );
  return [];
}

/** `<<: *base` or `<<: [*base, *more]`; of several, the first wins. */
function mergedEntries(entry: MapEntry, walk: Walk): readonly MapEntry[] {
  const sources = entry.value.kind === 'list' ? entry.value.items : [entry.value];
  return sources.flatMap((source) => {
    if (source.kind === 'map') return source.entries;
    walk.report(
      problem({
        code: 'AliasInvalid',
        message: 'A merge key "<<" takes a mapping or a list of mappings',
        at: source.place,
        remedy: 'Give it the alias of a mapping.',
      }),
    );
    return [];
  });
}

function entryOfPair(pair: Yaml.Pair, walk: Walk): MapEntry {
  const keyNode = pair.key as Yaml.Node | null;
  const key = keyNode === null ? undefined : treeOf(keyNode, walk);
  const keyPlace = key?.place ?? { file: walk.file.path, start: 0, end: 0 };
  if (key !== undefined && key.kind !== 'scalar')
    walk.report(
      problem({
        code: 'YamlInvalid',
        message: `A key must be text, and this is a ${key.kind === 'list' ? 'list' : 'mapping'}`,
        at: keyPlace,
        remedy: 'Write a name before the ":"; quote it when it begins with a bracket.',
      }),
    );
  const value: Node =
    pair.value === null || pair.value === undefined
      ? { kind: 'scalar', place: keyPlace, value: null, text: '', quoted: false }
      : treeOf(pair.value as Yaml.Node, walk);
  return { key: key?.kind === 'scalar' ? key.text : '', keyPlace, value };
}

function scalarOf(node: Yaml.Scalar, walk: Walk): ScalarNode {
  const text = node.source ?? String(node.value);
  const { value } = node;
  // The library takes `.` and `e5` for numbers in YAML 1.1; they are none there either (yaml.org/type/float.html).
  const isText = Number.isNaN(value) && !/^\.nan$/i.test(text);
  const known = value === null || (!isText && ['string', 'number', 'boolean'].includes(typeof value));
  return {
    kind: 'scalar',
    place: placeOf(node, walk),
    // Dates, sets and binaries of YAML 1.1 stay what was written.
    value: known ? (value as ScalarNode['value']) : text,
    text,
    quoted: node.type !== undefined && node.type !== 'PLAIN',
  };
}

function placeOf(node: Yaml.Node, walk: Walk): Node['place'] {
  const [start, valueEnd] = node.range ?? [0, 0];
  let end = valueEnd;
  // The package counts the line breaks after a block as part of it.
  while (end > start && /\s/.test(walk.file.text[end - 1] ?? '')) end -= 1;
  return { file: walk.file.path, start, end };
}
