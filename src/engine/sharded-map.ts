// An immutable map that is cheap to change when it is large: a change copies one of its shards and the way to it, not
// everything. A pipeline keeps years of executions; reading its journal again must not copy all of them for each event.

/** Of groups, and of shards in each. */
const width = 64;

type Shard<Value> = ReadonlyMap<string, Value>;
type Group<Value> = readonly Shard<Value>[];

/** A value: `with` gives another map and leaves this one as it was. */
export class ShardedMap<Value> {
  readonly groups: readonly Group<Value>[];

  constructor(groups: readonly Group<Value>[] = emptyGroups) {
    this.groups = groups;
  }

  static of<Value>(entries: Iterable<readonly [string, Value]>): ShardedMap<Value> {
    const groups = Array.from({ length: width }, () =>
      Array.from({ length: width }, () => new Map<string, Value>()),
    );
    for (const [key, value] of entries) {
      const hash = hashOf(key);
      groups[hash % width]?.[(hash >>> 8) % width]?.set(key, value);
    }
    return new ShardedMap(groups);
  }

  get(key: string): Value | undefined {
    const hash = hashOf(key);
    return this.groups[hash % width]?.[(hash >>> 8) % width]?.get(key);
  }

  with(key: string, value: Value): ShardedMap<Value> {
    const hash = hashOf(key);
    const at = hash % width;
    const group = this.groups[at] ?? emptyGroup;
    const index = (hash >>> 8) % width;
    const shard = new Map(group[index]).set(key, value);
    return new ShardedMap(this.groups.with(at, group.with(index, shard)));
  }

  /** In no order that means anything. */
  values(): readonly Value[] {
    return this.groups.flatMap((group) => group.flatMap((shard) => [...shard.values()]));
  }
}

const emptyShard: Shard<never> = new Map<string, never>();
const emptyGroup: Group<never> = Array.from({ length: width }, () => emptyShard);
const emptyGroups: readonly Group<never>[] = Array.from({ length: width }, () => emptyGroup);

/** FNV-1a: ids are random enough, names of tests are not. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
