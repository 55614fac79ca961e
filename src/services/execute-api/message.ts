// A request of an API and what is answered, as they are on the wire.
import type { GatewayError } from './gateway-responses.ts';

export type Header = readonly [name: string, value: string];

export interface ApiRequest {
  readonly method: string;
  /** As it was sent, percent-encoded, from the slash after the host. */
  readonly path: string;
  /** As it was sent, without the question mark. */
  readonly query: string;
  /** In the order and the case that they were sent in. */
  readonly headers: readonly Header[];
  readonly body: Buffer;
  readonly sourceIp: string;
  /** `ID.execute-api.localhost`, with the port when there is one. */
  readonly host: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Of a request by a domain name: the stage that its mapping leads to, and the path below the mapping's key. */
  readonly mapped?: { readonly stage: string; readonly path: string };
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string | Buffer;
}

/** The first of that name. @param name in lower case */
export function headerOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1];
}

/** Thrown where a request ends with an answer of API Gateway itself. */
export class GatewayFault extends Error {
  override readonly name = 'GatewayFault';
  readonly error: GatewayError;

  /** @param why for the log; people see it there alone, as on AWS */
  constructor(error: GatewayError, why = error.message ?? error.type) {
    super(why);
    this.error = error;
  }
}

/** Names of the same header, whatever their case, together: `Accept` and its values in order. */
export function grouped(headers: readonly Header[]): Readonly<Record<string, readonly string[]>> {
  const groups = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (const [name, value] of headers) {
    const group = groups.get(name.toLowerCase());
    if (group === undefined) groups.set(name.toLowerCase(), { name, values: [value] });
    else group.values.push(value);
  }
  return Object.fromEntries([...groups.values()].map(({ name, values }) => [name, values]));
}

export function lastOfEach(
  groups: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(groups).map(([name, values]) => [name, values.at(-1) ?? '']));
}

/** @param raw as Node gives them: names and values in turn */
export function headerPairs(raw: readonly string[]): readonly Header[] {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as const] : []));
}

/** Decoded; the values of a name in order. */
export function queryGroups(query: string): Readonly<Record<string, readonly string[]>> {
  return byName([...new URLSearchParams(query)]);
}

/** Names of a query differ by case. */
function byName(pairs: readonly Header[]): Readonly<Record<string, readonly string[]>> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const values = groups.get(name);
    if (values === undefined) groups.set(name, [value]);
    else values.push(value);
  }
  return Object.fromEntries(groups);
}

/** AWS writes null where a collection has nothing. */
export function orNull<T extends object>(collection: T): T | null {
  return Object.keys(collection).length === 0 ? null : collection;
}
