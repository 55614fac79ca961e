// From what an operation refuses with to its response, as each protocol has it.
import { structureIn, type ServiceModel, type StructureModel } from '../service-model.ts';
import type { AwsError } from './aws-error.ts';
import type { Speech } from './call.ts';
import { encodeCbor } from './cbor.ts';
import type { Values, WireResponse } from './message.ts';
import { codeOf, rootNamespace } from './service-quirks.ts';
import { awsJsonLeaves, cborLeaves, restJsonLeaves, writeStructure, type Leaves } from './tree-values.ts';
import { contentTypeOf, idHeaders } from './write-output.ts';
import { escapeXml, xmlElement } from './xml.ts';
import { namespaceAttributes, writeXmlMembers } from './xml-values.ts';
import { writeBindings } from './http-bindings.ts';

interface Written {
  readonly shape: StructureModel | undefined;
  /** As the protocol has it. */
  readonly code: string;
  readonly status: number;
  readonly values: Values;
  readonly message: string;
  readonly requestId: string;
}

export function writeError(speech: Speech, error: AwsError, requestId: string): WireResponse {
  const { model, protocol, head } = speech;
  const shape = errorShape(model, error.code);
  const isQuery = protocol === 'query' || protocol === 'ec2' || protocol === 'rest-xml';
  const written: Written = {
    shape,
    code: isQuery ? (shape?.error?.code ?? codeOf(model, error.code)) : error.code,
    status: error.status ?? shape?.error?.status ?? 400,
    values: shape === undefined ? error.members : withMessage(shape, error),
    message: error.message,
    requestId,
  };
  const bound =
    shape !== undefined && protocol.startsWith('rest')
      ? writeBindings(model, shape, written.values).headers
      : {};
  const headers = {
    ...idHeaders(protocol, requestId),
    ...typeHeaders(speech, written),
    ...Object.fromEntries(Object.entries(bound).map(([name, value]) => [name.toLowerCase(), value])),
    'content-type': contentTypeOf(protocol, head),
    ...error.headers,
  };
  // An answer to HEAD, or that nothing has changed, has no body.
  const isBare = head.method === 'HEAD' || written.status === 304;
  return { status: written.status, headers, body: isBare ? '' : errorBody(speech, written) };
}

function errorShape(model: ServiceModel, code: string): StructureModel | undefined {
  const shape = model.shapes[code];
  return shape?.type === 'structure' && shape.error !== undefined ? structureIn(model, code) : undefined;
}

/** Under the name that the model has for it; clients read `message` even where it has none. */
function withMessage(shape: StructureModel, { message, members }: AwsError): Values {
  const own = Object.keys(shape.members).find((name) => name.toLowerCase() === 'message');
  const type = Object.hasOwn(shape.members, 'Type') ? { Type: 'User' } : {};
  return { ...type, ...(own === undefined ? {} : { [own]: message }), ...members };
}

function typeHeaders(
  { model, protocol }: Speech,
  { shape, code }: Written,
): Readonly<Record<string, string>> {
  if (protocol === 'rest-json') return { 'x-amzn-errortype': code };
  if (protocol === 'smithy-rpc-v2-cbor')
    return { 'smithy-protocol': 'rpc-v2-cbor', ...queryError(model, shape, code) };
  return protocol === 'json' ? { 'x-amzn-errortype': code, ...queryError(model, shape, code) } : {};
}

/** What it was called in the query protocol (Smithy, `awsQueryCompatible`). */
function queryError(
  { service }: ServiceModel,
  shape: StructureModel | undefined,
  code: string,
): Readonly<Record<string, string>> {
  if (service.queryCompatible !== true && !service.protocols.includes('query')) return {};
  return { 'x-amzn-query-error': `${shape?.error?.code ?? code};Sender` };
}

function errorBody(speech: Speech, written: Written): string | Uint8Array {
  switch (speech.protocol) {
    case 'json':
      return JSON.stringify({ __type: written.code, ...tree(speech, written, awsJsonLeaves) });
    case 'rest-json':
      return JSON.stringify(tree(speech, written, restJsonLeaves));
    case 'smithy-rpc-v2-cbor':
      return encodeCbor({ __type: written.code, ...tree(speech, written, cborLeaves) });
    default:
      return `<?xml version="1.0" encoding="UTF-8"?>\n${errorXml(speech, written)}`;
  }
}

function tree({ model }: Speech, { shape, values, message }: Written, leaves: Leaves): Values {
  const own = shape === undefined ? values : writeStructure({ model, leaves }, shape, values);
  const hasMessage = Object.keys(own).some((name) => name.toLowerCase() === 'message');
  return hasMessage ? own : { ...own, message };
}

function errorXml({ model, protocol }: Speech, written: Written): string {
  const { code, message, requestId } = written;
  const parts = xmlElement('Code', escapeXml(code)) + xmlElement('Message', escapeXml(message));
  const id = (name: string) => xmlElement(name, escapeXml(requestId));
  if (protocol === 'ec2')
    return xmlElement('Response', xmlElement('Errors', xmlElement('Error', parts)) + id('RequestID'));
  const further = furtherMembers(model, written);
  // S3 has neither an element around it nor a namespace (S3 API reference, REST error responses).
  if (model.service.id === 'S3')
    return xmlElement('Error', parts + further + id('RequestId') + xmlElement('HostId', 'slipway'));
  const type = xmlElement('Type', written.status < 500 ? 'Sender' : 'Receiver');
  const attributes = namespaceAttributes(rootNamespace(model));
  return xmlElement(
    'ErrorResponse',
    xmlElement('Error', type + parts + further) + id('RequestId'),
    attributes,
  );
}

function furtherMembers(model: ServiceModel, { shape, values }: Written): string {
  const isFurther = ([name]: readonly [string, unknown]) => !/^(message|code|type)$/i.test(name);
  const further = Object.fromEntries(Object.entries(values).filter(isFurther));
  if (shape !== undefined) return writeXmlMembers(model, shape, further);
  return Object.entries(further)
    .map(([name, value]) => xmlElement(name, escapeXml(String(value))))
    .join('');
}
