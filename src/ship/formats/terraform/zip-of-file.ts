// One file as a zip, kept as it is. The same file gives the same bytes. Pure.
// Source: PKWARE, APPNOTE 6.3.10: local file header, central directory header, end of central directory record.
import { crc32 } from 'node:zlib';

/** The first of January 1980, the earliest that a zip can say. */
const date = 0x21;
const readable = 0o100644;
const madeByUnix = 0x0314;

export function zipOfFile(name: string, text: string): Buffer {
  const [file, data] = [Buffer.from(name), Buffer.from(text)];
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(date, 8);
  shared.writeUInt32LE(crc32(data), 10);
  shared.writeUInt32LE(data.length, 14);
  shared.writeUInt32LE(data.length, 18);
  shared.writeUInt16LE(file.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, file, data]);
  const version = Buffer.alloc(2);
  version.writeUInt16LE(madeByUnix);
  const attributes = Buffer.alloc(14);
  attributes.writeUInt32LE(readable * 0x10000, 6);
  const central = Buffer.concat([Buffer.from('PK\x01\x02'), version, shared, attributes, file]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06'), end]);
}
