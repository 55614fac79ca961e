// Tags of the services that write them in small letters: `{ key, value }`.
import type { Values } from '../../../aws/wire/message.ts';
import { listIn, textIn } from '../resource-type.ts';

type LowerTag = Readonly<Record<'key' | 'value', string>>;

export function lowerTagList(tags: Readonly<Record<string, string>>): readonly LowerTag[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

/** A member `tags`; nothing without one. */
export function lowerTags(tags: Readonly<Record<string, string>>): Values {
  return Object.keys(tags).length === 0 ? {} : { tags: lowerTagList(tags) };
}

interface TagCalls {
  readonly tags: Readonly<Record<string, string>>;
  readonly before: () => Promise<Values>;
  readonly add: (tags: readonly LowerTag[]) => Promise<unknown>;
  readonly remove: (keys: readonly string[]) => Promise<unknown>;
}

/** The resource has these tags afterwards and no others. */
export async function settleLowerTags({ tags, before, add, remove }: TagCalls): Promise<void> {
  const had = (listIn(await before(), 'tags') as readonly Values[]).map((tag) => textIn(tag, 'key'));
  const gone = had.filter((key) => !Object.hasOwn(tags, key));
  if (gone.length > 0) await remove(gone);
  if (Object.keys(tags).length > 0) await add(lowerTagList(tags));
}
