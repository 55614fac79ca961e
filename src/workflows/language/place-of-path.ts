// The place of a value by the keys that lead to it. The text is read once more when something is wrong with a value, so that what
// is sound costs nothing. Pure.
import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import type { Place } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import type { WrittenAt } from '../../model/workflow.ts';
import { placeOf } from './place-of.ts';

const load = createRequire(import.meta.url);

export interface Written {
  /** Keys of mappings and places in lists, from the root or from the step on. */
  readonly path: readonly (string | number)[];
  /** The last key itself, in place of its value. */
  readonly isKey?: boolean;
}

/** What of it is there: the last that is found on the way. @param step the path begins there */
export function placeOfPath(file: SourceFile, { path, isKey = false }: Written, step?: WrittenAt): Place {
  const yaml = load('yaml') as typeof Yaml;
  const { root, steps } = read(file, yaml);
  const from = step === undefined ? undefined : placeOf(file, step);
  let node: unknown = from === undefined ? root : steps.get(from.start);
  let place = from ?? { file: file.path, start: 0, end: 0 };
  for (const [at, key] of path.entries()) {
    const next = stepInto(node, key, yaml);
    if (next === undefined) return place;
    const isLast = at === path.length - 1;
    const shown = (isLast && !isKey ? next.value : next.key) ?? next.key ?? next.value;
    place = shown === undefined ? place : placeOfNode(file, shown);
    node = next.value;
  }
  return place;
}

/**
 * Where one of the texts stands in an expression of the value that begins there: the first that is found; the value itself where
 * none does, or where a function is called more than once.
 */
export function placeInValue(file: SourceFile, texts: readonly string[], at: WrittenAt): Place {
  const value = placeOf(file, at);
  const end = read(file, load('yaml') as typeof Yaml).ends.get(value.start) ?? value.end;
  for (const text of texts) {
    const [found, ...others] = placesInExpressions(file.text.slice(value.start, end), text);
    if (found === undefined) continue;
    if (others.length > 0 && text.endsWith('(')) return value;
    const start = value.start + found;
    return { file: file.path, start, end: start + text.length };
  }
  return value;
}

/** Not those where it is a part of another name. */
function placesInExpressions(value: string, text: string): readonly number[] {
  const before = text.startsWith('[') ? '' : '(?<![\\w.-])';
  const after = /\w$/.test(text) ? '(?![\\w-])' : '';
  const whole = new RegExp(`${before}${text.replaceAll(/\W/g, '\\$&')}${after}`, 'g');
  return [...value.matchAll(/\$\{\{(?:'[^']*'|[^'])*?\}\}/g)].flatMap(({ 0: expression, index }) =>
    [...expression.matchAll(whole)].map((match) => index + match.index),
  );
}

interface Document {
  readonly root: Yaml.Node | null;
  /** Where scalars end, by where they begin. */
  readonly ends: ReadonlyMap<number, number>;
  /** Mappings, by where they begin. */
  readonly steps: ReadonlyMap<number, Yaml.Node>;
}

const known = new WeakMap<SourceFile, Document>();

function read(file: SourceFile, yaml: typeof Yaml): Document {
  const before = known.get(file);
  if (before !== undefined) return before;
  const document = yaml.parseDocument(file.text, { uniqueKeys: false, logLevel: 'silent' });
  const steps = new Map<number, Yaml.Node>();
  const ends = new Map<number, number>();
  yaml.visit(document, {
    Scalar: (_key, { range }) => {
      if (range) ends.set(range[0], range[1]);
    },
    Map: (_key, node) => {
      // The outermost one stands first.
      const start = node.range?.[0] ?? 0;
      if (!steps.has(start)) steps.set(start, node);
    },
  });
  const found = { root: document.contents, steps, ends };
  known.set(file, found);
  return found;
}

interface Step {
  readonly key?: Yaml.Node;
  readonly value?: Yaml.Node;
}

function stepInto(node: unknown, key: string | number, yaml: typeof Yaml): Step | undefined {
  if (yaml.isSeq(node) && typeof key === 'number') {
    const item: unknown = node.items[key];
    return yaml.isNode(item) ? { value: item } : undefined;
  }
  if (!yaml.isMap(node)) return undefined;
  const pair = node.items.find(({ key: each }) => yaml.isScalar(each) && String(each.value) === String(key));
  if (pair === undefined || !yaml.isNode(pair.key)) return undefined;
  return { key: pair.key, ...(yaml.isNode(pair.value) ? { value: pair.value } : {}) };
}

/** What goes over several lines is shown by its first. */
function placeOfNode({ path, text }: SourceFile, { range }: Yaml.Node): Place {
  const [start, end] = range ?? [0, 0];
  const lineEnd = text.indexOf('\n', start);
  return { file: path, start, end: Math.max(start, Math.min(end, lineEnd === -1 ? text.length : lineEnd)) };
}
