// CBOR as AWS's RPC protocol has it (RFC 8949): no further types than JSON's, bytes, and times as tag 1.
import { unreadable } from './scalars.ts';

export function decodeCbor(bytes: Uint8Array): unknown {
  const reader = new Reader(bytes);
  try {
    return reader.read();
  } catch (error) {
    if (error instanceof RangeError) throw unreadable('The CBOR body ends too early');
    throw error;
  }
}

export function encodeCbor(value: unknown): Uint8Array {
  const parts: Uint8Array[] = [];
  encode(value, parts);
  return Buffer.concat(parts);
}

const mostNested = 200;
const endOfIndefinite = Symbol('break');

class Reader {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  #at = 0;
  #depth = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  read(): unknown {
    this.#depth += 1;
    if (this.#depth > mostNested) throw unreadable('The CBOR body is nested too deeply');
    const first = this.#view.getUint8(this.#at++);
    const value = this.#item(first >> 5, first & 31);
    this.#depth -= 1;
    return value;
  }

  #item(major: number, info: number): unknown {
    switch (major) {
      case 0:
        return this.#argument(info);
      case 1:
        return -1 - this.#argument(info);
      case 2:
        return info === 31 ? Buffer.concat(this.#chunks() as Uint8Array[]) : this.#take(this.#argument(info));
      case 3:
        return info === 31 ? this.#chunks().join('') : textOf(this.#take(this.#argument(info)));
      case 4:
        return info === 31 ? this.#chunks() : this.#many(this.#argument(info));
      case 5:
        return this.#map(info);
      case 6:
        return this.#tagged(this.#argument(info));
      default:
        return this.#simple(info);
    }
  }

  #argument(info: number): number {
    if (info < 24) return info;
    const at = this.#at;
    if (info === 24) return this.#skip(1, this.#view.getUint8(at));
    if (info === 25) return this.#skip(2, this.#view.getUint16(at));
    if (info === 26) return this.#skip(4, this.#view.getUint32(at));
    if (info === 27) return this.#skip(8, Number(this.#view.getBigUint64(at)));
    throw unreadable('The body is not CBOR');
  }

  #skip<T>(count: number, value: T): T {
    this.#at += count;
    return value;
  }

  #take(length: number): Uint8Array {
    if (this.#at + length > this.#bytes.length) throw new RangeError('too short');
    return this.#skip(length, this.#bytes.subarray(this.#at, this.#at + length));
  }

  #many(count: number): readonly unknown[] {
    // A count of its own choosing must not make room for what is not there.
    if (count > this.#bytes.length) throw new RangeError('too short');
    return Array.from({ length: count }, () => this.read());
  }

  #chunks(): readonly unknown[] {
    const found: unknown[] = [];
    for (let each = this.read(); each !== endOfIndefinite; each = this.read()) found.push(each);
    return found;
  }

  #map(info: number): unknown {
    const flat = info === 31 ? this.#chunks() : this.#many(this.#argument(info) * 2);
    const pairs = Array.from({ length: flat.length / 2 }, (_, place) => [
      String(flat[place * 2]),
      flat[place * 2 + 1],
    ]);
    return Object.fromEntries(pairs);
  }

  #tagged(tag: number): unknown {
    const value = this.read();
    return tag === 1 && typeof value === 'number' ? new Date(value * 1000) : value;
  }

  #simple(info: number): unknown {
    const at = this.#at;
    switch (info) {
      case 20:
        return false;
      case 21:
        return true;
      case 22:
      case 23:
        return null;
      case 25:
        return this.#skip(2, halfFloat(this.#view.getUint16(at)));
      case 26:
        return this.#skip(4, this.#view.getFloat32(at));
      case 27:
        return this.#skip(8, this.#view.getFloat64(at));
      case 31:
        return endOfIndefinite;
      default:
        throw unreadable('The body is not CBOR');
    }
  }
}

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

function halfFloat(bits: number): number {
  const sign = bits >> 15 === 1 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function encode(value: unknown, parts: Uint8Array[]): void {
  if (value === null || value === undefined) parts.push(Uint8Array.of(0xf6));
  else if (typeof value === 'boolean') parts.push(Uint8Array.of(value ? 0xf5 : 0xf4));
  else if (typeof value === 'number') parts.push(numberBytes(value));
  else if (typeof value === 'string') {
    const text = Buffer.from(value, 'utf8');
    parts.push(head(3, text.length), text);
  } else if (value instanceof Uint8Array) parts.push(head(2, value.length), value);
  else if (value instanceof Date) parts.push(Uint8Array.of(0xc1), numberBytes(value.getTime() / 1000));
  else if (Array.isArray(value)) {
    parts.push(head(4, value.length));
    for (const each of value) encode(each, parts);
  } else encodeMap(value as Readonly<Record<string, unknown>>, parts);
}

function encodeMap(value: Readonly<Record<string, unknown>>, parts: Uint8Array[]): void {
  const entries = Object.entries(value);
  parts.push(head(5, entries.length));
  for (const [key, each] of entries) {
    encode(key, parts);
    encode(each, parts);
  }
}

function numberBytes(value: number): Uint8Array {
  if (Number.isSafeInteger(value)) return value < 0 ? head(1, -1 - value) : head(0, value);
  const bytes = Buffer.alloc(9);
  bytes[0] = 0xfb;
  bytes.writeDoubleBE(value, 1);
  return bytes;
}

function head(major: number, argument: number): Uint8Array {
  const first = major << 5;
  if (argument < 24) return Uint8Array.of(first | argument);
  if (argument < 2 ** 8) return Uint8Array.of(first | 24, argument);
  const bytes = Buffer.alloc(9);
  if (argument < 2 ** 16) {
    bytes[0] = first | 25;
    bytes.writeUInt16BE(argument, 1);
    return bytes.subarray(0, 3);
  }
  if (argument < 2 ** 32) {
    bytes[0] = first | 26;
    bytes.writeUInt32BE(argument, 1);
    return bytes.subarray(0, 5);
  }
  bytes[0] = first | 27;
  bytes.writeBigUInt64BE(BigInt(argument), 1);
  return bytes;
}
