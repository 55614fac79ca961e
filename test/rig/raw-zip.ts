// Zips written byte by byte, so that they can lie.

export interface RawMember {
  readonly name: string;
  readonly data?: Buffer;
  /** Unix mode with the file type; none when absent, as in zips from elsewhere. */
  readonly mode?: number;
  /** What the headers claim, where that differs from the truth. */
  readonly claims?: { readonly sizeBytes?: number; readonly crc32?: number; readonly flags?: number };
  /** `deflate`: `data` is deflated already and `claims.sizeBytes` says how long it is unpacked. */
  readonly method?: 'store' | 'deflate';
  /** Let this member share the bytes of an earlier one. */
  readonly sameBytesAs?: number;
}

const crcTable = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function crc32(data: Buffer): number {
  let value = 0xffffffff;
  for (const byte of data) value = (crcTable[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

export function rawZip(members: readonly RawMember[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  const offsets: number[] = [];
  let end = 0;
  for (const member of members) {
    const { name, data = Buffer.from('x'), mode, claims = {}, method = 'store', sameBytesAs } = member;
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE((claims.flags ?? 0) | 0x800, 2);
    shared.writeUInt16LE(method === 'store' ? 0 : 8, 4);
    shared.writeUInt32LE(claims.crc32 ?? crc32(data), 10);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(claims.sizeBytes ?? data.length, 18);
    shared.writeUInt16LE(Buffer.byteLength(name), 22);
    const offset = sameBytesAs === undefined ? end : (offsets[sameBytesAs] ?? 0);
    offsets.push(offset);
    if (sameBytesAs === undefined) {
      const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, Buffer.from(name), data]);
      locals.push(local);
      end += local.length;
    }
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((mode ?? 0) << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    const madeBy = Buffer.from([20, mode === undefined ? 0 : 3]);
    centrals.push(
      Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), madeBy, shared, rest, Buffer.from(name)]),
    );
  }
  const central = Buffer.concat(centrals);
  const tail = Buffer.alloc(18);
  tail.writeUInt16LE(members.length, 4);
  tail.writeUInt16LE(members.length, 6);
  tail.writeUInt32LE(central.length, 8);
  tail.writeUInt32LE(end, 12);
  return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06', 'latin1'), tail]);
}
