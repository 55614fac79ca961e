// One call of AWS's API, from its head to its response: recognise the service, find the caller and the operation, read and
// validate the input, execute, write. Nothing here knows a service.
import type { NotExecutedCalls } from '../account/not-executed-calls.ts';
import type { Caller } from '../account/sessions.ts';
import { serviceIndex, serviceModel, type ServiceEntry, type ServiceModel } from '../aws/service-model.ts';
import { withoutChunks } from '../aws/wire/aws-chunks.ts';
import { AwsError } from '../aws/wire/aws-error.ts';
import { findCall, isForm, protocolOf, takesStream, type Call, type Speech } from '../aws/wire/call.ts';
import { unknownCaller } from '../aws/wire/front-door.ts';
import type { RequestHead, Streamed, Values, WireResponse } from '../aws/wire/message.ts';
import { readInput } from '../aws/wire/read-input.ts';
import { credentialScope, recognise, type CredentialScope } from '../aws/wire/recognise.ts';
import { validateInput } from '../aws/wire/validate.ts';
import { writeError } from '../aws/wire/write-error.ts';
import { writeOutput } from '../aws/wire/write-output.ts';
import { newId } from '../lib/id.ts';
import { operationsOf } from '../services/registry.ts';
import type { AnyOperations, Ground, ServiceCall } from '../services/service.ts';

export interface IncomingRequest {
  readonly head: RequestHead;
  /** The whole body, decompressed. Rejects with an AwsError when it is too large. */
  readonly collect: () => Promise<Uint8Array>;
  /** As it comes; either this or `collect` is called, once. */
  readonly stream: () => Streamed;
}

export interface Answering {
  readonly ground: Ground;
  readonly notExecuted: NotExecutedCalls;
  readonly now: () => number;
  /** Receives what is a mistake of ours. */
  readonly onMistake: (error: unknown) => void;
}

/** Never rejects. */
export async function answerRequest(answering: Answering, request: IncomingRequest): Promise<WireResponse> {
  const requestId = newId();
  let speech: Speech = unknownSpeech(request.head);
  try {
    const scope = credentialScope(request.head);
    const early = recognise(serviceIndex(), request.head);
    const body =
      early === undefined || isFormService(early, request.head) ? await request.collect() : undefined;
    const form = body === undefined ? undefined : formOf(body, request.head);
    const service = early ?? recognise(serviceIndex(), request.head, form);
    if (service !== undefined) speech = speechOf(serviceModel(service.name), request.head);
    const caller = callerOf(answering, speech, scope);
    if (service === undefined)
      throw notExecuted(answering, speech, { operation: operationText(request.head, form), caller });
    const call = findCall(speech, form);
    const operations = await operationsOf(service.name);
    return await executed(answering, { call, operations, caller, scope, requestId, request, body });
  } catch (error) {
    if (!(error instanceof AwsError)) answering.onMistake(error);
    return writeError(speech, error instanceof AwsError ? error : mistake(), requestId);
  }
}

interface Execution {
  readonly call: Call;
  readonly operations: AnyOperations;
  readonly caller: Caller;
  readonly scope: CredentialScope | undefined;
  readonly requestId: string;
  readonly request: IncomingRequest;
  readonly body: Uint8Array | undefined;
}

async function executed(answering: Answering, execution: Execution): Promise<WireResponse> {
  const { call, operations, caller, scope, requestId, request, body } = execution;
  const operation = operations[call.operation];
  if (operation === undefined) throw notExecuted(answering, call, { operation: call.operation, caller });
  const input = readInput(
    call,
    body ?? (takesStream(call) ? withoutChunks(request.head, request.stream()) : await request.collect()),
  );
  const shape = call.model.operations[call.operation]?.input;
  if (shape !== undefined) validateInput(call.model, shape, input);
  const serviceCall: ServiceCall = {
    caller,
    place: { partition: caller.partition, account: caller.account, region: scope?.region ?? 'us-east-1' },
    now: answering.now(),
    requestId,
    ground: answering.ground,
  };
  const output = await operation(input as never, serviceCall);
  return writeOutput(call, (output ?? {}) as Values, requestId);
}

/** The operation of a query protocol stands in its body, as an old client may send it to a service of JSON too. */
function isFormService({ protocols, name }: ServiceEntry, head: RequestHead): boolean {
  if (protocols.some((each) => each.startsWith('rest'))) return false;
  return isForm(protocolOf(serviceModel(name), head));
}

function formOf(body: Uint8Array, head: RequestHead): URLSearchParams {
  const text = Buffer.from(body).toString('utf8');
  return new URLSearchParams(text.includes('Action=') ? text : head.query);
}

function speechOf(model: ServiceModel, head: RequestHead): Speech {
  return { model, protocol: protocolOf(model, head), head };
}

/** Of a service that this program has no model of: its clients read the error by the form of their request. */
function unknownSpeech(head: RequestHead): Speech {
  const id =
    credentialScope(head)?.signingName ?? head.headers['x-amz-target']?.split('.')[0] ?? 'the service';
  const isQuery = head.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  const isRest = head.headers['x-amz-target'] === undefined && !isQuery;
  const protocols = [isQuery ? 'query' : isRest ? 'rest-json' : 'json'];
  const service = { id, apiVersion: '', endpointPrefix: id, protocols };
  return speechOf({ by: '', service, operations: {}, shapes: {} }, head);
}

function operationText(head: RequestHead, form: URLSearchParams | undefined): string {
  const target = head.headers['x-amz-target'];
  return target?.slice(target.lastIndexOf('.') + 1) ?? form?.get('Action') ?? `${head.method} ${head.path}`;
}

/** Signatures are not verified: a caller that reaches 127.0.0.1 and knows a key may use it. */
function callerOf({ ground, now }: Answering, speech: Speech, scope: CredentialScope | undefined): Caller {
  if (scope === undefined) throw unknownCaller(speech, 'unsigned');
  const caller = ground.sessions.find(scope.accessKeyId);
  if (caller === undefined || caller.credentials.sessionToken !== scope.sessionToken)
    throw unknownCaller(speech, 'unknown key');
  const { expiresAt } = caller.credentials;
  if (expiresAt !== undefined && expiresAt <= now()) throw unknownCaller(speech, 'expired');
  return caller;
}

/** Status 400, because clients try again for minutes after 500. */
function notExecuted(
  { notExecuted: calls, now }: Answering,
  { model, protocol }: Speech,
  { operation, caller }: { readonly operation: string; readonly caller: Caller },
): AwsError {
  const service = model.service.id;
  calls.add({ service, operation, principal: caller.arn, lastAt: now() });
  const codes: Readonly<Record<string, string>> = {
    query: 'InvalidAction',
    ec2: 'InvalidAction',
    'rest-xml': 'NotImplemented',
  };
  const message = `Slipway does not execute ${operation} of ${service} on this machine`;
  return new AwsError(codes[protocol] ?? 'UnknownOperationException', message, { status: 400 });
}

/** AWS answers 500 here; clients would repeat a call for minutes that goes wrong again. */
function mistake(): AwsError {
  return new AwsError('InternalFailure', 'Slipway could not execute the operation; its log has the reason', {
    status: 400,
  });
}
