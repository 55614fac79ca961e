// An immutable map that is cheap to change when it is large: a change copies one of its shards, not everything.
// A pipeline keeps years of executions; reading its journal again must not copy all of them for each event.

const shardCount = 64;

/** A value: `with` gives another map and leaves this one as it was. */
export class ShardedMap<Value> {
  readonly shards: readonly ReadonlyMap<string, Value>[];

  constructor(shards: readonly ReadonlyMap<string, Value>[] = emptyShards) {
    this.shards = shards;
  }

  get(key: string): Value | undefined {
    return this.shards[shardOf(key)]?.get(key);
  }

  with(key: string, value: Value): ShardedMap<Value> {
    const index = shardOf(key);
    const shard = new Map(this.shards[index]).set(key, value);
    return new ShardedMap(this.shards.with(index, shard));
  }

  /** In no order that means anything. */
  values(): readonly Value[] {
    return this.shards.flatMap((shard) => [...shard.values()]);
  }
}

const emptyShards: readonly ReadonlyMap<string, never>[] = Array.from(
  { length: shardCount },
  () => new Map<string, never>(),
);

/** FNV-1a: ids are random enough, names of tests are not. */
function shardOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % shardCount;
}
