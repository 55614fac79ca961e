// What a request calls: the service's operation, and the protocol that it and its answer are written in.
import { structureIn, bindingOf, type ServiceModel, type StructureModel } from '../service-model.ts';
import { AwsError } from './aws-error.ts';
import type { Protocol, RequestHead } from './message.ts';
import { route } from './route.ts';

/** Who speaks: enough to write an error in the right form. */
export interface Speech {
  readonly model: ServiceModel;
  readonly protocol: Protocol;
  readonly head: RequestHead;
}

export interface Call extends Speech {
  readonly operation: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Of the query protocols. */
  readonly form?: URLSearchParams;
}

/** The protocol is a property of the request: services are spoken to in each that their model lists. */
export function protocolOf(model: ServiceModel, head: RequestHead): Protocol {
  const spoken = model.service.protocols;
  const rest = spoken.find((each) => each === 'rest-xml' || each === 'rest-json');
  if (rest !== undefined) return rest;
  if (head.headers['smithy-protocol'] === 'rpc-v2-cbor') return 'smithy-rpc-v2-cbor';
  if (head.headers['x-amz-target'] !== undefined) return 'json';
  const form = spoken.find((each) => each === 'query' || each === 'ec2');
  return form ?? (model.service.queryCompatible === true ? 'query' : 'json');
}

/** True when the operation stands in the body. */
export function isForm(protocol: Protocol): boolean {
  return protocol === 'query' || protocol === 'ec2';
}

/** @throws AwsError when the service has no such operation */
export function findCall(speech: Speech, form: URLSearchParams | undefined): Call {
  const { model, protocol, head } = speech;
  const given = form === undefined ? {} : { form };
  if (protocol === 'rest-json' || protocol === 'rest-xml') {
    const found = route(model, head);
    if (found === undefined) throw unknownOperation(speech, `${head.method} ${head.path}`);
    return { ...speech, ...found, ...given };
  }
  const operation = operationName(protocol, head, form);
  if (!Object.hasOwn(model.operations, operation)) throw unknownOperation(speech, operation);
  return { ...speech, operation, labels: {}, ...given };
}

function operationName(protocol: Protocol, head: RequestHead, form: URLSearchParams | undefined): string {
  if (isForm(protocol)) return form?.get('Action') ?? '';
  if (protocol === 'smithy-rpc-v2-cbor') return head.path.slice(head.path.lastIndexOf('/') + 1);
  const target = head.headers['x-amz-target'] ?? '';
  return target.slice(target.lastIndexOf('.') + 1);
}

function unknownOperation({ model, protocol }: Speech, operation: string): AwsError {
  const { id, apiVersion } = model.service;
  switch (protocol) {
    case 'query':
      return new AwsError('InvalidAction', `Could not find operation ${operation} for version ${apiVersion}`);
    case 'ec2':
      return new AwsError('InvalidAction', `The action ${operation} is not valid for this web service.`);
    case 'rest-xml':
      return new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', {
        status: 405,
      });
    default:
      return new AwsError('UnknownOperationException', `${id} has no operation ${operation}`);
  }
}

/** Undefined for an operation that takes nothing. */
export function inputOf({ model, operation }: Call): StructureModel | undefined {
  const name = model.operations[operation]?.input;
  return name === undefined ? undefined : structureIn(model, name);
}

/** The name and the structure of what it answers; undefined for an operation that answers nothing. */
export function outputOf({ model, operation }: Call): StructureModel | undefined {
  const name = model.operations[operation]?.output;
  return name === undefined ? undefined : structureIn(model, name);
}

/** True when its body is handed to the operation as it comes. */
export function takesStream(call: Call): boolean {
  const shape = inputOf(call);
  return shape?.payload !== undefined && bindingOf(shape, shape.payload).streaming === true;
}
