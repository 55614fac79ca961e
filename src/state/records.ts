// Small documents by kind and id that outlive an execution: deployments, the last good revision of a deployment
// group, the health of a host, build numbers. One call is one durable transaction.

export interface Records {
  readonly get: <T>(kind: string, id: string) => T | undefined;
  readonly put: (kind: string, id: string, value: unknown) => void;
  /** The same for what may be lost with the power: it is on disk with the next call that waits for that. */
  readonly note: (kind: string, id: string, value: unknown) => void;
  /** In order of id. */
  readonly list: <T>(kind: string) => readonly { readonly id: string; readonly value: T }[];
  /** In their order; the values, which may be large, are not read. */
  readonly ids: (kind: string) => readonly string[];
  /** All SHA-256 digests, in hex, that stand in records of these kinds. */
  readonly digests: (isMeant: (kind: string) => boolean) => ReadonlySet<string>;
  readonly remove: (kind: string, id: string) => void;
  /** Adds one to a counter that starts at 0 and gives the new value. */
  readonly increment: (kind: string, id: string) => number;
}
