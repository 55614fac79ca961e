// From a request to what its operation takes.
import { bindingOf, shapeIn, type ShapeReference, type StructureModel } from '../service-model.ts';
import { inputOf, type Call } from './call.ts';
import { decodeCbor } from './cbor.ts';
import { readBindings } from './http-bindings.ts';
import { isStreamed, type Streamed, type Values } from './message.ts';
import { readForm } from './query-values.ts';
import { unreadable } from './scalars.ts';
import { awsJsonLeaves, cborLeaves, readStructure, readTree, restJsonLeaves } from './tree-values.ts';
import { parseXml } from './xml.ts';
import { readXml, readXmlStructure } from './xml-values.ts';

/** Not validated yet. @throws AwsError for what cannot be read */
export function readInput(call: Call, body: Uint8Array | Streamed): Values {
  const shape = inputOf(call);
  if (shape === undefined) return {};
  if (call.protocol === 'rest-json' || call.protocol === 'rest-xml') return readRest(call, shape, body);
  const bytes = collected(body);
  switch (call.protocol) {
    case 'json':
      return read(call, bytes.length === 0 ? {} : parseJson(bytes), awsJsonLeaves);
    case 'smithy-rpc-v2-cbor':
      return read(call, bytes.length === 0 ? {} : decodeCbor(bytes), cborLeaves);
    default:
      return readForm(
        { model: call.model, isEc2: call.protocol === 'ec2' },
        shape,
        call.form ?? new URLSearchParams(textOf(bytes)),
      );
  }
}

function read({ model, operation }: Call, tree: unknown, leaves: typeof awsJsonLeaves): Values {
  return readTree({ model, leaves }, model.operations[operation]?.input ?? '', tree) as Values;
}

function readRest(call: Call, shape: StructureModel, body: Uint8Array | Streamed): Values {
  const bound = readBindings(call.model, shape, call);
  if (shape.payload !== undefined) {
    const payload = readPayload(call, memberOf(shape, shape.payload), body);
    return payload === undefined ? bound : { ...bound, [shape.payload]: payload };
  }
  const bytes = collected(body);
  if (bytes.length === 0) return bound;
  return { ...bound, ...readBody(call, shape, bytes) };
}

function readBody({ model, protocol }: Call, shape: StructureModel, bytes: Uint8Array): Values {
  const hasMembers = Object.keys(shape.members).some((name) => bindingOf(shape, name).in === undefined);
  if (!hasMembers) return {};
  if (protocol === 'rest-xml') return readXmlStructure(model, shape, parseXml(textOf(bytes)));
  return readStructure({ model, leaves: restJsonLeaves }, shape, parseJson(bytes));
}

function memberOf(shape: StructureModel, name: string): ShapeReference {
  const member = shape.members[name];
  if (member === undefined) throw new Error(`The payload ${name} is no member`);
  return typeof member === 'string' ? member : member[0];
}

function readPayload(
  { model, protocol }: Call,
  reference: ShapeReference,
  body: Uint8Array | Streamed,
): unknown {
  const shape = shapeIn(model, reference);
  if (isStreamed(body)) return body;
  if (shape.type === 'blob') return body.length === 0 ? undefined : body;
  if (body.length === 0) return undefined;
  if (shape.type === 'string') return textOf(body);
  if (protocol === 'rest-xml') return readXml(model, reference, parseXml(textOf(body)));
  return readTree({ model, leaves: restJsonLeaves }, reference, parseJson(body));
}

function collected(body: Uint8Array | Streamed): Uint8Array {
  if (isStreamed(body)) throw new Error('Only an operation that takes a stream is given one');
  return body;
}

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(bytes));
  } catch {
    throw unreadable('The body is not JSON');
  }
}
