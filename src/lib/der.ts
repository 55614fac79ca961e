// The parts of ASN.1's distinguished encoding rules that a certificate needs (ITU-T X.690). Pure.

/** @param parts whose encodings are its content */
export function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

export function sequence(...parts: readonly Uint8Array[]): Buffer {
  return element(0x30, ...parts);
}

export function set(...parts: readonly Uint8Array[]): Buffer {
  return element(0x31, ...parts);
}

/** @param bytes of a number that is not negative, the highest first */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  // As few bytes as it takes, and the highest bit is the sign (X.690, 8.3).
  const shortest = first === -1 ? bytes.subarray(0, 1) : bytes.subarray(first);
  const isHigh = ((shortest[0] ?? 0) & 0x80) !== 0;
  return element(0x02, ...(isHigh ? [Buffer.from([0])] : []), shortest);
}

export function octets(content: Uint8Array): Buffer {
  return element(0x04, content);
}

/** Whole bytes. @param unused bits at the end of the last one */
export function bits(content: Uint8Array, unused = 0): Buffer {
  return element(0x03, Buffer.from([unused]), content);
}

export const yes = element(0x01, Buffer.from([0xff]));

export function text(value: string): Buffer {
  return element(0x0c, Buffer.from(value, 'utf8'));
}

/** To the second; years from 1950 to 2049 (RFC 5280, 4.1.2.5). */
export function time(at: Date): Buffer {
  return element(0x17, Buffer.from(`${at.toISOString().slice(2, 19).replaceAll(/[-T:]/g, '')}Z`));
}

/** @param dotted as `2.5.29.17` */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...others.flatMap(base128)]));
}

function base128(value: number): readonly number[] {
  const low = value & 0x7f;
  const high: number[] = [];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) high.unshift((rest & 0x7f) | 0x80);
  return [...high, low];
}

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff);
  return [0x80 | bytes.length, ...bytes];
}
