// The end of every exhaustive switch.

/** Refuses at compile time a kind that a switch forgot; throws if untyped data brings one in anyway. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
