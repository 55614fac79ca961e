// The messages of PostgreSQL's protocol (PostgreSQL documentation, "Message Formats"). Pure.
import { createHash } from 'node:crypto';

export interface Column {
  readonly name: string;
  /** The oid of its type. */
  readonly type: number;
  readonly typeModifier: number;
}

/** The answer to AuthenticationMD5Password. */
export function md5Password(
  { user, password }: { readonly user: string; readonly password: string },
  salt: Uint8Array,
): Buffer {
  const inner = createHash('md5').update(password).update(user).digest('hex');
  const outer = createHash('md5').update(inner).update(salt).digest('hex');
  return Buffer.from(`md5${outer}\0`);
}

/** A message with its type and length in front. */
export function typed(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

export function startupMessage({
  user,
  database,
}: {
  readonly user: string;
  readonly database: string;
}): Buffer {
  const words = ['user', user, 'database', database, 'client_encoding', 'UTF8', 'DateStyle', 'ISO', ''];
  const body = Buffer.from(`${words.join('\0')}\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 8, 0);
  head.writeInt32BE(196_608, 4);
  return Buffer.concat([head, body]);
}

/** Of Bind: all as text, and all results as text. */
export function parameterValues(values: readonly (string | null)[]): Buffer {
  const parts = values.map((value) => {
    if (value === null) return Buffer.from([255, 255, 255, 255]);
    const text = Buffer.from(value, 'utf8');
    const length = Buffer.alloc(4);
    length.writeInt32BE(text.length);
    return Buffer.concat([length, text]);
  });
  const counts = Buffer.alloc(4);
  counts.writeInt16BE(values.length, 2);
  return Buffer.concat([counts, ...parts, Buffer.from([0, 0])]);
}

interface Message {
  readonly type: string;
  readonly body: Buffer;
}

/** Those that are complete, and what is left. */
export function messagesIn(bytes: Buffer): { readonly messages: readonly Message[]; readonly rest: Buffer } {
  const messages: Message[] = [];
  let at = 0;
  while (bytes.length - at >= 5) {
    const length = bytes.readInt32BE(at + 1);
    if (bytes.length - at < length + 1) break;
    messages.push({
      type: bytes.toString('latin1', at, at + 1),
      body: bytes.subarray(at + 5, at + 1 + length),
    });
    at += length + 1;
  }
  return { messages, rest: bytes.subarray(at) };
}

export function rowDescription(body: Buffer): readonly Column[] {
  const columns: Column[] = [];
  let at = 2;
  for (let left = body.readInt16BE(0); left > 0; left -= 1) {
    const end = body.indexOf(0, at);
    columns.push({
      name: body.toString('utf8', at, end),
      type: body.readInt32BE(end + 7),
      typeModifier: body.readInt32BE(end + 13),
    });
    at = end + 19;
  }
  return columns;
}
