// A request and a response of AWS's API as HTTP has them, whatever the protocol.

/** Without its body: enough to know the service. */
export interface RequestHead {
  readonly method: string;
  /** As it was sent, percent-encoded, without the query. */
  readonly path: string;
  /** As it was sent, without `?`. */
  readonly query: string;
  /** Names in lower case; several values of one name are joined by a comma. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Bytes that are not collected: an object of S3, for example. */
export type Streamed = AsyncIterable<Uint8Array>;

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string | Streamed;
}

/** As AWS's models name them. JSON 1.0 and 1.1 are one; which of both a request says in its content type. */
export type Protocol = 'json' | 'rest-json' | 'query' | 'ec2' | 'rest-xml' | 'smithy-rpc-v2-cbor';

/** What the members of a structure are called here and there: plain data by AWS's names. */
export type Values = Readonly<Record<string, unknown>>;

export function isValues(value: unknown): value is Values {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array)
  );
}

export function isStreamed(value: unknown): value is Streamed {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
