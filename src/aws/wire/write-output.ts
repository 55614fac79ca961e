// From what an operation gives to its response.
import { bindingOf, shapeIn, type ShapeReference, type StructureModel } from '../service-model.ts';
import { outputOf, type Call } from './call.ts';
import { encodeCbor } from './cbor.ts';
import { eventStreamOf, eventStreamType } from './event-stream.ts';
import { writeBindings } from './http-bindings.ts';
import { isStreamed, type Protocol, type RequestHead, type Values, type WireResponse } from './message.ts';
import { isUnwrapped, rootNamespace, rootOf, statusOf } from './service-quirks.ts';
import { awsJsonLeaves, cborLeaves, restJsonLeaves, writeStructure, writeTree } from './tree-values.ts';
import { escapeXml, xmlElement } from './xml.ts';
import { namespaceAttributes, writeXml, writeXmlMembers } from './xml-values.ts';

export function writeOutput(call: Call, values: Values, requestId: string): WireResponse {
  const shape = outputOf(call);
  switch (call.protocol) {
    case 'rest-json':
    case 'rest-xml':
      return writeRest(call, shape, { values, requestId });
    case 'json': {
      const tree =
        shape === undefined
          ? {}
          : writeStructure({ model: call.model, leaves: awsJsonLeaves }, shape, values);
      return respond(call, JSON.stringify(tree), requestId);
    }
    case 'smithy-rpc-v2-cbor': {
      // An operation without an output answers nothing (Smithy RPC v2 CBOR, Responses).
      const walk = { model: call.model, leaves: cborLeaves };
      return respond(
        call,
        shape === undefined ? '' : encodeCbor(writeStructure(walk, shape, values)),
        requestId,
      );
    }
    default:
      return respond(call, queryXml(call, shape, { values, requestId }), requestId);
  }
}

interface Answer {
  readonly values: Values;
  readonly requestId: string;
}

function queryXml(call: Call, shape: StructureModel | undefined, { values, requestId }: Answer): string {
  const { model, operation, protocol } = call;
  const isEc2 = protocol === 'ec2';
  const members = shape === undefined ? '' : writeXmlMembers(model, shape, values);
  const wrapper = model.operations[operation]?.resultWrapper ?? `${operation}Result`;
  const content = isEc2
    ? members + xmlElement('requestId', escapeXml(requestId))
    : (shape === undefined ? '' : xmlElement(wrapper, members)) +
      xmlElement('ResponseMetadata', xmlElement('RequestId', escapeXml(requestId)));
  const { xmlNamespace } = model.service;
  const attributes = namespaceAttributes(xmlNamespace === undefined ? undefined : { uri: xmlNamespace });
  return xmlElement(`${operation}Response`, content, attributes);
}

function writeRest(
  call: Call,
  shape: StructureModel | undefined,
  { values, requestId }: Answer,
): WireResponse {
  const [, , status = 200] = call.model.operations[call.operation]?.http ?? [];
  if (shape === undefined) return { status, headers: idHeaders(call.protocol, requestId), body: '' };
  const bound = writeBindings(call.model, shape, values);
  const body: Body = status === 204 ? { content: '' } : restBody(call, shape, values);
  const headers = {
    ...idHeaders(call.protocol, requestId),
    ...(body.type === undefined ? {} : { 'content-type': body.type }),
    ...bound.headers,
  };
  return {
    status: bound.status ?? statusOf(call.model, values) ?? status,
    headers: lowerCased(headers),
    body: body.content,
  };
}

/** A header of the model wins over ours whatever its case. */
function lowerCased(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

interface Body {
  readonly content: WireResponse['body'];
  readonly type?: string;
}

function restBody(call: Call, shape: StructureModel, values: Values): Body {
  const { model, protocol, operation } = call;
  if (shape.payload !== undefined)
    return payloadBody(call, shape, { name: shape.payload, value: values[shape.payload] });
  if (protocol === 'rest-json') {
    const tree = writeStructure({ model, leaves: restJsonLeaves }, shape, values);
    return { content: JSON.stringify(tree), type: 'application/json' };
  }
  const hasMembers = Object.keys(shape.members).some((name) => bindingOf(shape, name).in === undefined);
  if (!hasMembers) return { content: '' };
  const name = rootOf(model, operation);
  const only = Object.values(values).find((value) => typeof value === 'string') ?? '';
  const content = isUnwrapped(model, operation) ? escapeXml(only) : writeXmlMembers(model, shape, values);
  return xmlBody(xmlElement(name, content, namespaceAttributes(shape.namespace ?? rootNamespace(model))));
}

function payloadBody(
  { model, protocol }: Call,
  shape: StructureModel,
  { name, value }: { readonly name: string; readonly value: unknown },
): Body {
  const member = shape.members[name];
  const reference: ShapeReference = typeof member === 'string' ? member : (member?.[0] ?? '');
  const payload = shapeIn(model, reference);
  if (value === undefined || value === null)
    return protocol === 'rest-json' && payload.type === 'structure'
      ? { content: '{}', type: 'application/json' }
      : { content: '' };
  if (payload.type === 'structure' && payload.eventStream === true)
    return { content: eventStreamOf(model, payload, value as AsyncIterable<Values>), type: eventStreamType };
  if (isStreamed(value) || value instanceof Uint8Array)
    return { content: value, type: 'application/octet-stream' };
  if (typeof value === 'string')
    return { content: value, type: payload.type === 'string' ? 'text/plain' : 'application/octet-stream' };
  if (protocol === 'rest-json') {
    const tree = writeTree({ model, leaves: restJsonLeaves }, reference, value);
    return { content: JSON.stringify(tree), type: 'application/json' };
  }
  const { name: written = reference, namespace } = bindingOf(shape, name);
  const own = payload.type === 'structure' ? payload.namespace : undefined;
  const attributes = namespaceAttributes(namespace ?? own ?? rootNamespace(model));
  return xmlBody(writeXml(model, reference, { name: written, value, attributes }));
}

const xmlBody = (content: string): Body => ({
  content: `<?xml version="1.0" encoding="UTF-8"?>\n${content}`,
  type: 'application/xml',
});

function respond({ protocol, head }: Call, body: string | Uint8Array, requestId: string): WireResponse {
  const type = contentTypeOf(protocol, head);
  return {
    status: 200,
    headers: {
      ...idHeaders(protocol, requestId),
      ...(body.length === 0 ? {} : { 'content-type': type }),
      ...(protocol === 'smithy-rpc-v2-cbor' ? { 'smithy-protocol': 'rpc-v2-cbor' } : {}),
    },
    body:
      typeof body === 'string' && type === 'text/xml'
        ? `<?xml version="1.0" encoding="UTF-8"?>\n${body}`
        : body,
  };
}

export function idHeaders(protocol: Protocol, requestId: string): Readonly<Record<string, string>> {
  return protocol === 'rest-xml'
    ? { 'x-amz-request-id': requestId, 'x-amzn-requestid': requestId }
    : { 'x-amzn-requestid': requestId };
}

export function contentTypeOf(protocol: Protocol, { headers }: RequestHead): string {
  switch (protocol) {
    case 'json':
      return headers['content-type']?.includes('1.0') === true
        ? 'application/x-amz-json-1.0'
        : 'application/x-amz-json-1.1';
    case 'smithy-rpc-v2-cbor':
      return 'application/cbor';
    case 'rest-json':
      return 'application/json';
    case 'rest-xml':
      return 'application/xml';
    default:
      return 'text/xml';
  }
}
