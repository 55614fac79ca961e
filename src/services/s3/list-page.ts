// One page of a list of keys (S3 API reference, ListObjectsV2: Prefix, Delimiter, MaxKeys). Pure.

export interface PageOptions {
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
  /** What the page before ended with: a key, or a group of keys. */
  readonly after: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Each once: the keys' beginnings up to the delimiter. */
  readonly prefixes: readonly string[];
  /** What the next page comes after; undefined when there is none. */
  readonly next?: string;
}

/** Greater than every key that begins with the text; keys have no such character. */
const last = '\u{10FFFF}';

/** @param itemsFrom in order of their keys: those after a key, or from it on */
export function listPage<T extends { readonly key: string }>(
  itemsFrom: (key: string, isAfter: boolean) => Iterable<T>,
  { prefix, delimiter, maxKeys, after }: PageOptions,
): Page<T> {
  const items: T[] = [];
  const prefixes: string[] = [];
  if (maxKeys === 0) return { items, prefixes };
  const groupBefore = groupOf(after, { prefix, delimiter });
  // A key inside of a group does not hide the group's later keys.
  let at = groupBefore === after ? `${after}${last}` : after;
  let isAfter = after !== '' && compareKeys(after, prefix) >= 0;
  if (!isAfter) at = prefix;
  let end = after;
  for (;;) {
    let jump: string | undefined;
    for (const item of itemsFrom(at, isAfter)) {
      if (!item.key.startsWith(prefix)) return { items, prefixes };
      if (items.length + prefixes.length === maxKeys) return { items, prefixes, next: end };
      const group = groupOf(item.key, { prefix, delimiter });
      end = group ?? item.key;
      if (group === undefined) items.push(item);
      else {
        prefixes.push(group);
        jump = `${group}${last}`;
        break;
      }
    }
    if (jump === undefined) return { items, prefixes };
    [at, isAfter] = [jump, true];
  }
}

/** The key's beginning up to the first delimiter behind the prefix. */
function groupOf(
  key: string,
  { prefix, delimiter }: { readonly prefix: string; readonly delimiter: string },
): string | undefined {
  if (delimiter === '' || !key.startsWith(prefix)) return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at === -1 ? undefined : key.slice(0, at + delimiter.length);
}

/** By the bytes of UTF-8, as S3 and SQLite order them. */
function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
