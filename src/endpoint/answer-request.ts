// One call of AWS's API, from its head to its response: recognise the service, find the caller and the operation, read and
// validate the input, execute, write. Nothing here knows a service.
import type { NotExecutedCalls } from '../account/not-executed-calls.ts';
import { placeOfAccount } from '../account/place-of-account.ts';
import { heldTo, localUser } from '../account/principals.ts';
import type { Caller } from '../account/sessions.ts';
import { serviceIndex, serviceModel, type ServiceEntry, type ServiceModel } from '../aws/service-model.ts';
import { trailingAlgorithm, withoutChunks } from '../aws/wire/aws-chunks.ts';
import { AwsError } from '../aws/wire/aws-error.ts';
import { findCall, isForm, protocolOf, takesStream, type Call, type Speech } from '../aws/wire/call.ts';
import { unknownCaller } from '../aws/wire/front-door.ts';
import type { RequestHead, Streamed, Values, WireResponse } from '../aws/wire/message.ts';
import { readInput } from '../aws/wire/read-input.ts';
import { credentialScope, recognise, type CredentialScope } from '../aws/wire/recognise.ts';
import { validateInput } from '../aws/wire/validate.ts';
import { writeError } from '../aws/wire/write-error.ts';
import { writeOutput } from '../aws/wire/write-output.ts';
import { defined } from '../lib/defined.ts';
import { newId } from '../lib/id.ts';
import { passesRoles } from '../aws/iam/passed-roles.ts';
import { authorize, type AskedCall } from '../services/authorize.ts';
import { behindService, changesSomething, type BehindService } from '../services/behind/behind-services.ts';
import { NotAnswered, passOn } from '../services/behind/pass-on.ts';
import { reasonNotExecuted } from '../services/not-executed-reasons.ts';
import { operationsOf } from '../services/registry.ts';
import type { AnyOperations, Ground, ServiceCall } from '../services/service.ts';
import { answerToRepeated } from '../services/repeated-call.ts';
import type { BegunCalls } from './begun-calls.ts';
import { recorderOf } from '../services/cloudtrail/recorder.ts';
import { noteCall, plainInput, type CallNotes } from './note-call.ts';
import { publishHostsAfter } from './publish-hosts.ts';

export interface IncomingRequest {
  readonly head: RequestHead;
  /** The whole body, decompressed. Rejects with an AwsError when it is too large. */
  readonly collect: () => Promise<Uint8Array>;
  /** As it comes; either this or `collect` is called, once. */
  readonly stream: () => Streamed;
  /** Filled while it is answered. */
  readonly notes: CallNotes;
}

export interface Answering {
  readonly ground: Ground;
  readonly notExecuted: NotExecutedCalls;
  readonly begun: Pick<BegunCalls, 'begin'>;
  readonly now: () => number;
  /** Receives what is a mistake of ours. */
  readonly onMistake: (error: unknown) => void;
}

/** Never rejects. */
export async function answerRequest(answering: Answering, request: IncomingRequest): Promise<WireResponse> {
  const requestId = newId();
  let speech: Speech = unknownSpeech(request.head);
  const { notes } = request;
  try {
    const scope = credentialScope(request.head);
    const early = recognise(serviceIndex(), request.head);
    const body =
      early === undefined || isFormService(early, request.head) ? await request.collect() : undefined;
    const form = body === undefined ? undefined : formOf(body, request.head);
    const behind = behindService(request.head, scope, form);
    const service = modelled(early ?? recognise(serviceIndex(), request.head, form), behind);
    if (service !== undefined) speech = speechOf(serviceModel(service.name), request.head);
    else if (behind !== undefined) speech = speechBehind(behind, request.head);
    const caller = callerOf(answering, speech, { scope, behind, form });
    const known: Known = { speech, caller, scope, requestId, request, body, notes, ...defined({ behind }) };
    if (service === undefined) return await notHere(answering, known, operationText(request.head, form));
    const call = findCall(speech, form);
    const operation = (await operationsOf(service.name))[call.operation];
    if (operation === undefined) {
      const reason = reasonNotExecuted(service.name, call.operation);
      return await notHere(answering, { ...known, ...defined({ reason }) }, call.operation);
    }
    return await executed(answering, { ...known, name: service.name, call, operation });
  } catch (error) {
    notes.error = error;
    if (!(error instanceof AwsError)) answering.onMistake(error);
    return writeError(speech, error instanceof AwsError ? error : mistake(), requestId);
  } finally {
    note(answering, notes);
  }
}

/** What it was answered stays as it is, whatever becomes of this. */
function note({ ground, onMistake }: Answering, notes: CallNotes): void {
  try {
    noteCall(recorderOf(ground), notes);
  } catch (error) {
    onMistake(error);
  }
}

function beginNotes(answering: Answering, known: Known, operation: string): void {
  const { speech, request, caller, requestId, notes } = known;
  const { service, signingName } = askedOf(known, operation);
  const { place, now: at } = callOf(answering, known);
  const { head } = request;
  notes.call = { service, signingName, operation, head, caller, place, requestId, at };
  if (Object.keys(speech.model.operations).length > 0) notes.model = speech.model;
}

/** Services that share a signing name, of which only one has a model here: DynamoDB's streams, classic load balancers. */
function modelled(entry: ServiceEntry | undefined, behind: BehindService | undefined): typeof entry {
  return behind === undefined || behind.name === entry?.name ? entry : undefined;
}

/** What is known of a request before its operation is. */
interface Known {
  readonly speech: Speech;
  readonly caller: Caller;
  readonly scope: CredentialScope | undefined;
  readonly requestId: string;
  readonly request: IncomingRequest;
  readonly body: Uint8Array | undefined;
  /** For the trails of the account. */
  readonly notes: CallNotes;
  readonly behind?: BehindService;
  /** Why its operation is not executed, where that is known. */
  readonly reason?: string;
}

interface Execution extends Known {
  /** Of the service. */
  readonly name: ServiceEntry['name'];
  readonly call: Call;
  readonly operation: NonNullable<AnyOperations[string]>;
}

async function executed(answering: Answering, execution: Execution): Promise<WireResponse> {
  const { name, call, requestId, request, body, notes } = execution;
  beginNotes(answering, execution, call.operation);
  const read = readInput(
    call,
    body ?? (takesStream(call) ? withoutChunks(request.head, request.stream()) : await request.collect()),
  );
  const algorithm = takesStream(call) ? trailingAlgorithm(request.head) : undefined;
  // Who says nothing else of the algorithm wants it kept all the same.
  const input = algorithm === undefined ? read : { ChecksumAlgorithm: algorithm, ...read };
  notes.input = input;
  const shape = call.model.operations[call.operation]?.input;
  if (shape !== undefined) validateInput(call.model, shape, input);
  const serviceCall = { ...callOf(answering, execution), requestId };
  const { headers } = request.head;
  await authorize({ ...askedOf(execution, call.operation), input, call: serviceCall, headers });
  const output = ((await once(answering, execution, { input, call: serviceCall })) ?? {}) as Values;
  notes.output = output;
  // It has been executed, whatever becomes of the names: a client that read of an error would call it again.
  await publishHostsAfter(answering.ground, name, call.operation).catch(answering.onMistake);
  return writeOutput(call, output, requestId);
}

/** A call that is repeated because the endpoint was killed is answered as if it had been executed once. */
async function once(
  { begun }: Answering,
  { name, call: { operation: called }, operation, request }: Execution,
  { input, call }: { readonly input: Values; readonly call: ServiceCall },
): Promise<unknown> {
  const invocation = invocationOf(request.head);
  const isChange = invocation !== undefined && changesSomething(called);
  const begunAt = isChange ? begun.begin(invocation) : undefined;
  try {
    return await operation(input as never, call);
  } catch (error) {
    if (begunAt === undefined) throw error;
    const repeated = {
      operation: `${name}:${called}`,
      input,
      operations: await operationsOf(name),
      call,
      begunAt,
    };
    const output = await answerToRepeated(repeated, error);
    if (output === undefined) throw error;
    return output;
  }
}

/** The same for all attempts of an SDK at one call. */
export function invocationOf({ headers }: RequestHead): string | undefined {
  return headers['amz-sdk-invocation-id'];
}

/** What Slipway does not execute itself: moto does, or the call is refused and recorded. */
async function notHere(answering: Answering, known: Known, operation: string): Promise<WireResponse> {
  const { behind, request, speech, caller, requestId, reason, notes } = known;
  beginNotes(answering, known, operation);
  if (behind === undefined)
    throw notExecuted(answering, speech, { operation, caller, ...defined({ reason }) });
  const { input, body } = await readFor(answering, known, operation);
  if (input !== undefined) notes.input = input;
  const { headers } = request.head;
  await authorize({ ...askedOf(known, operation), input, call: callOf(answering, known), headers });
  try {
    const { head } = request;
    const region = regionOf(answering, known);
    const onNotExecuted = (service: string, what: string): void =>
      answering.notExecuted.add({ service, operation: what, principal: caller.arn, lastAt: answering.now() });
    const call = { service: behind, operation, head, body, caller, region, onNotExecuted };
    const answer = await passOn(answering.ground, call);
    notes.answer = answer;
    return { ...answer, headers: { 'x-amzn-requestid': requestId, ...answer.headers } };
  } catch (error) {
    if (!(error instanceof NotAnswered)) throw error;
    throw notExecuted(answering, speech, {
      operation,
      caller,
      reason: `moto answers it here, and ${error.message}`,
    });
  }
}

/** What a service of moto's is asked, as far as this program has a model of it. */
async function readFor(
  { ground }: Answering,
  known: Known,
  operation: string,
): Promise<{ readonly input: Values | undefined; readonly body: Uint8Array | Streamed }> {
  const { speech, request, body, caller, notes } = known;
  const { model } = speech;
  const { service } = askedOf(known, operation);
  const isTaken = recorderOf(ground).takes(service, operation);
  const hasModel = model.operations[operation] !== undefined;
  // The user of this machine is not asked for rights, but roles that it gives to services must let them in.
  const isHeld = heldTo(caller) !== undefined;
  const isRead = ((isHeld || passesRoles(service, operation)) && hasModel) || isTaken;
  if (!isRead) return { input: undefined, body: body ?? request.stream() };
  const whole = body ?? (await request.collect());
  if (!hasModel) {
    notes.input = plainInput(whole);
    return { input: undefined, body: whole };
  }
  const form = isForm(speech.protocol) ? formOf(whole, request.head) : undefined;
  const read = () => readInput(findCall(speech, form), whole);
  return { input: isHeld ? read() : unlessWrong(read), body: whole };
}

/** What an event alone is read for is refused by moto, and not by this. */
function unlessWrong(read: () => Values): Values | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

function callOf(answering: Answering, known: Known): Omit<ServiceCall, 'requestId'> {
  const { caller } = known;
  return {
    caller,
    place: { partition: caller.partition, account: caller.account, region: regionOf(answering, known) },
    now: answering.now(),
    ground: answering.ground,
  };
}

function askedOf(
  { speech, behind }: Known,
  operation: string,
): Omit<AskedCall, 'input' | 'call' | 'headers'> {
  const { id, signingName, endpointPrefix } = speech.model.service;
  const service = serviceNamed(id) ?? behind?.name ?? endpointPrefix;
  return { service, signingName: signingName ?? endpointPrefix, operation, protocol: speech.protocol };
}

function serviceNamed(id: string): string | undefined {
  return serviceIndex().find((entry) => entry.id === id)?.name;
}

function regionOf({ ground }: Answering, { scope }: Known): string {
  return scope?.region ?? placeOfAccount(ground.account).region;
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

function speechBehind({ id, signingName, protocols }: BehindService, head: RequestHead): Speech {
  const service = { id, apiVersion: '', endpointPrefix: signingName, protocols };
  return speechOf({ by: '', service, operations: {}, shapes: {} }, head);
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

interface Recognised {
  readonly scope: CredentialScope | undefined;
  readonly behind: BehindService | undefined;
  readonly form: URLSearchParams | undefined;
}

/**
 * Signatures are not verified: a caller that reaches 127.0.0.1 and knows a key may use it. The few operations that AWS
 * takes without one are called by the user of this machine.
 */
function callerOf({ ground, now }: Answering, speech: Speech, { scope, behind, form }: Recognised): Caller {
  if (scope === undefined) {
    // Its caller is known by the token.
    const hasToken = /^AssumeRoleWith(WebIdentity|SAML)$/.test(form?.get('Action') ?? '');
    if (behind === undefined && !hasToken) throw unknownCaller(speech, 'unsigned');
    const user = localUser(placeOfAccount(ground.account));
    return { ...user, credentials: ground.sessions.keysOf(user), use: {} };
  }
  const caller = ground.sessions.find(scope.accessKeyId);
  if (caller === undefined || caller.credentials.sessionToken !== scope.sessionToken)
    throw unknownCaller(speech, 'unknown key');
  const { expiresAt } = caller.credentials;
  if (expiresAt !== undefined && expiresAt <= now()) throw unknownCaller(speech, 'expired');
  return caller;
}

interface Refused {
  readonly operation: string;
  readonly caller: Caller;
  /** Empty when there is no more to say. */
  readonly reason?: string;
}

/** Status 400, because clients try again for minutes after 500. */
function notExecuted(
  { notExecuted: calls, now }: Answering,
  { model, protocol }: Speech,
  { operation, caller, reason = '' }: Refused,
): AwsError {
  const service = model.service.id;
  calls.add({ service, operation, principal: caller.arn, lastAt: now() });
  const codes: Readonly<Record<string, string>> = {
    query: 'InvalidAction',
    ec2: 'InvalidAction',
    'rest-xml': 'NotImplemented',
  };
  const because = reason === '' ? '' : `: ${reason}`;
  const message = `Slipway does not execute ${operation} of ${service} on this machine${because}`;
  return new AwsError(codes[protocol] ?? 'UnknownOperationException', message, { status: 400 });
}

/** AWS answers 500 here; clients would repeat a call for minutes that goes wrong again. */
function mistake(): AwsError {
  return new AwsError('InternalFailure', 'Slipway could not execute the operation; its log has the reason', {
    status: 400,
  });
}
