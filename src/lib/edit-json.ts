// Changes of a JSON text that leave all else in it as it is: its comments, its order and its spaces. Pure.
import { entryOf, type ListNode, type MapNode, type Node } from './node.ts';
import { parseJson } from './parse-json.ts';
import { unreachable } from './unreachable.ts';

/** The text with this value at the keys, which are made where they are missing. Undefined for a text that is no JSON mapping. */
export function withMember(text: string, keys: readonly string[], value: unknown): string | undefined {
  return edited(text, (root) => {
    let node = root;
    for (const [depth, key] of keys.entries()) {
      const found = entryOf(node, key)?.value;
      if (depth === keys.length - 1 && found !== undefined) return replaced(found, value);
      if (found?.kind !== 'map') {
        if (found !== undefined) return undefined;
        const rest = keys.slice(depth + 1).reduceRight((inner, each) => ({ [each]: inner }), value);
        return { at: node, key, value: rest };
      }
      node = found;
    }
    return undefined;
  });
}

interface Item {
  readonly key: string;
  readonly item: unknown;
  /** Whether an item that is there already stands for it. */
  readonly isSame: (item: Node) => boolean;
  /** Whether such a one stays as it is, or is brought up to date. */
  readonly isKept?: true;
}

/** The text with this item in the list at the key, which is made where it is missing. */
export function withItem(text: string, { key, item, isSame, isKept }: Item): string | undefined {
  return edited(text, (root) => {
    const list = entryOf(root, key)?.value;
    if (list === undefined) return { at: root, key, value: [item] };
    if (list.kind !== 'list') return undefined;
    const same = list.items.find((each) => isSame(each));
    if (same === undefined) return { at: list, value: item };
    return isKept === true ? 'nothing' : replaced(same, item);
  });
}

/** A member after the last one of a mapping or a list, another text in the place of a node, or nothing to do. */
type Edit =
  | { readonly at: MapNode; readonly key: string; readonly value: unknown }
  | { readonly at: ListNode; readonly value: unknown }
  | {
      readonly at: { readonly kind: 'place'; readonly start: number; readonly end: number };
      readonly value: unknown;
    }
  | 'nothing';

function replaced(node: Node, value: unknown): Edit {
  const { start, end } = node.place;
  return JSON.stringify(plain(node)) === JSON.stringify(value)
    ? 'nothing'
    : { at: { kind: 'place', start, end }, value };
}

function plain(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plain);
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
    default:
      return unreachable(node);
  }
}

function edited(text: string, find: (root: MapNode) => Edit | undefined): string | undefined {
  // An editor makes an empty file before it writes into it.
  const whole = text.trim() === '' ? '{}\n' : text;
  const { root } = parseJson({ path: 'settings', text: whole });
  const edit = root?.kind === 'map' ? find(root) : undefined;
  if (edit === undefined) return undefined;
  return edit === 'nothing' ? text : applied(whole, edit);
}

function applied(text: string, edit: Exclude<Edit, 'nothing'>): string {
  const { at, value } = edit;
  if (at.kind === 'place')
    return text.slice(0, at.start) + valueText(text, value, indentAt(text, at.start)) + text.slice(at.end);
  const [start, last] =
    at.kind === 'map' ? [at.place.start, at.entries.at(-1)?.value] : [at.place.start, at.items.at(-1)];
  const outer = indentAt(text, start);
  const inner = outer + unitOf(text);
  const key = 'key' in edit ? `${JSON.stringify(edit.key)}: ` : '';
  const member = `${lineEnd(text)}${inner}${key}${valueText(text, value, inner)}`;
  if (last !== undefined) return `${text.slice(0, last.place.end)},${member}${text.slice(last.place.end)}`;
  const inside = text.slice(start + 1, at.place.end - 1).trimEnd();
  return `${text.slice(0, start + 1)}${inside}${member}${lineEnd(text)}${outer}${text.slice(at.place.end - 1)}`;
}

/** The white space that the line of an offset begins with. */
function indentAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

function unitOf(text: string): string {
  return /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function valueText(text: string, value: unknown, indent: string): string {
  return JSON.stringify(value, null, unitOf(text)).replaceAll('\n', `${lineEnd(text)}${indent}`);
}
