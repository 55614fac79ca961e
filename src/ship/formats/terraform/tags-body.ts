// Tags as a map, which every resource of the AWS provider takes.
import type { PropertyValues } from '../../../model/resource-graph.ts';

export function tagsBody(properties: PropertyValues): Readonly<Record<string, unknown>> {
  const tags = (properties['Tags'] ?? []) as readonly PropertyValues[];
  return tags.length === 0
    ? {}
    : { tags: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value] as const)) as unknown };
}
