// Events one after the other in the body of a response. Source: Smithy, "Amazon Event Stream Specification".
import { startDigest } from '../../lib/content-digest.ts';
import { bindingOf, structureIn, type ServiceModel, type StructureModel } from '../service-model.ts';
import type { Streamed, Values } from './message.ts';
import { restJsonLeaves, writeStructure } from './tree-values.ts';

export const eventStreamType = 'application/vnd.amazon.eventstream';

/** @param events each with one member of the stream's structure */
export async function* eventStreamOf(
  model: ServiceModel,
  stream: StructureModel,
  events: AsyncIterable<Values>,
): Streamed {
  for await (const event of events)
    for (const [name, value] of Object.entries(event)) {
      const member = stream.members[name];
      if (member === undefined) continue;
      const reference = typeof member === 'string' ? member : member[0];
      yield messageOf(name, payloadOf(model, structureIn(model, reference), value as Values));
    }
}

interface Payload {
  readonly type: string;
  readonly content: Uint8Array;
}

function payloadOf(model: ServiceModel, shape: StructureModel, values: Values): Payload {
  const name = Object.keys(shape.members).find((each) => bindingOf(shape, each).eventPayload === true);
  const bytes = name === undefined ? undefined : values[name];
  if (bytes instanceof Uint8Array) return { type: 'application/octet-stream', content: bytes };
  const tree = writeStructure({ model, leaves: restJsonLeaves }, shape, values);
  return { type: 'application/json', content: Buffer.from(JSON.stringify(tree)) };
}

/** The prelude has the lengths of all and of the headers; a checksum follows it, and one follows all. */
function messageOf(event: string, { type, content }: Payload): Buffer {
  const headers = Buffer.concat([
    header(':message-type', 'event'),
    header(':event-type', event),
    header(':content-type', type),
  ]);
  const lengths = Buffer.concat([number(16 + headers.length + content.length), number(headers.length)]);
  const begun = Buffer.concat([lengths, checksum(lengths), headers, content]);
  return Buffer.concat([begun, checksum(begun)]);
}

const textType = 7;

function header(name: string, value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(value));
  const key = Buffer.from(name, 'ascii');
  return Buffer.concat([Buffer.from([key.length]), key, Buffer.from([textType]), length, Buffer.from(value)]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function checksum(bytes: Uint8Array): Buffer {
  const digest = startDigest('CRC32');
  digest.update(bytes);
  return digest.bytes();
}
