// The tags that a structure of AWS gives its resource, however its service writes them. Pure.
import { entryOf, type Node } from '../lib/node.ts';

/** `[{ "key": …, "value": … }]`, `[{ "Key": …, "Value": … }]` or `{ KEY: VALUE }`, under `tags` or `Tags`. */
export function tagsIn(root: Node): Readonly<Record<string, string>> {
  const tags = (entryOf(root, 'tags') ?? entryOf(root, 'Tags'))?.value;
  if (tags?.kind === 'map')
    return Object.fromEntries(tags.entries.map(({ key, value }) => [key, textOf(value) ?? '']));
  if (tags?.kind !== 'list') return {};
  return Object.fromEntries(
    tags.items.flatMap((item) => {
      const key = textOf((entryOf(item, 'key') ?? entryOf(item, 'Key'))?.value);
      const value = textOf((entryOf(item, 'value') ?? entryOf(item, 'Value'))?.value);
      return key === undefined ? [] : [[key, value ?? '']];
    }),
  );
}

function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}
