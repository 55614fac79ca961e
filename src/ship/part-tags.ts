// The tags of a part of a definition, in whichever form its service writes them. Pure.
import { isRecord } from '../lib/is-record.ts';

export type Tags = Readonly<Record<string, string>>;

/** Those of their owner, `[{ key, value }]` or `[{ Key, Value }]` under `tags`: what AWS's own services give goes with what made it. */
export function tagsOfPart({ tags }: Readonly<Record<string, unknown>>): Tags {
  if (!Array.isArray(tags)) return {};
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const entries = tags
    .filter(isRecord)
    .map((tag) => [text(tag['key'] ?? tag['Key']), text(tag['value'] ?? tag['Value'])] as const);
  return Object.fromEntries(entries.filter(([key]) => key !== '' && !/^aws:/i.test(key)));
}

/** In small letters, as CodePipeline and CodeBuild have them. */
export function lowerTags(tags: Tags): readonly { readonly key: string; readonly value: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

/** As CodeDeploy has them. */
export function upperTags(tags: Tags): readonly { readonly Key: string; readonly Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
