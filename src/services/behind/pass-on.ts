// One call of a service that moto answers: passed on as it came, and answered as moto answers it, with AWS's shapes where it
// has none.
import { connect, type Socket } from 'node:net';
import { placeOfAccount } from '../../account/place-of-account.ts';
import { localUser } from '../../account/principals.ts';
import type { Caller } from '../../account/sessions.ts';
import { AwsError } from '../../aws/wire/aws-error.ts';
import type { RequestHead, Streamed, WireResponse } from '../../aws/wire/message.ts';
import type { Ground } from '../service.ts';
import { stackWorkHeader } from '../stack-calls.ts';
import { changesSomething, type BehindService } from './behind-services.ts';
import { forgetPolicies } from './resource-policies.ts';
import { noteScheduledRules } from './scheduled-rules.ts';
import { exchange, type Exchanged } from './exchange.ts';
import { openMoto } from './moto-process.ts';
import { NoPython } from '../../targets/python/python-environment.ts';

export interface PassedCall {
  readonly service: BehindService;
  /** By AWS's name, or `METHOD path` where the name is not known. */
  readonly operation: string;
  readonly head: RequestHead;
  readonly body: Uint8Array | Streamed;
  readonly caller: Caller;
  readonly region: string;
  /** Receives what else was to be done and is not: deliveries of a message, by the service and what they are. */
  readonly onNotExecuted?: (service: string, operation: string) => void;
}

/** moto does not execute it, or cannot be started: the call is refused and recorded as not executed. */
export class NotAnswered extends Error {
  override readonly name = 'NotAnswered';
}

/** @throws NotAnswered, or an AwsError */
export async function passOn(ground: Ground, call: PassedCall): Promise<WireResponse> {
  if (call.service.starts?.test(call.operation) === true) throw new NotAnswered();
  const socket = await connected(ground, call);
  const { head, body } = call;
  const answer = await exchange(socket, { head, headers: headersOf(call), body }).catch((error: unknown) => {
    // Whether it was executed is not known; the next call starts moto anew, and clients repeat one after this status.
    throw new AwsError('ServiceUnavailable', `moto has ended: ${String(error)}`, { status: 503 });
  });
  const { status } = answer;
  if (answer.headers['x-slipway-fault'] !== undefined) throw refusalOf(call, answer);
  // Neither a service of AWS nor its SDKs know such a page: moto has no such operation.
  if (status === 404 && answer.headers['content-type']?.startsWith('text/html') === true)
    throw new NotAnswered();
  for (const [service, what] of notExecutedIn(answer)) call.onNotExecuted?.(service, what);
  forgetPolicies(ground, call.service.name, call.operation);
  if (call.service.name === 'events' && status < 300)
    await noteScheduledRules(ground, call.operation, call.region);
  // Clients repeat for minutes what is answered with 500.
  return { status: status >= 500 ? 400 : status, headers: kept(answer), body: answer.body };
}

function notExecutedIn({ headers }: Exchanged): readonly (readonly [string, string])[] {
  const listed = headers['x-slipway-not-executed'];
  return typeof listed === 'string' ? (JSON.parse(listed) as [string, string][]) : [];
}

/** Nothing was sent before it listens, so that a call finds the next moto when one has just ended. */
async function connected(ground: Ground, { caller: { account } }: PassedCall): Promise<Socket> {
  try {
    const { accessKeyId } = ground.sessions.keysOf(localUser(placeOfAccount(ground.account)));
    for (;;) {
      const moto = ground.keep(openMoto);
      const { socketPath, ended } = await moto.start({ account, url: ground.url, accessKeyId });
      const socket = await connectTo(socketPath);
      if (socket !== undefined) return socket;
      await ended;
    }
  } catch (error) {
    if (error instanceof NoPython) throw new NotAnswered(error.message, { cause: error });
    throw error;
  }
}

/** Undefined when no one listens. */
async function connectTo(socketPath: string): Promise<Socket | undefined> {
  const socket = connect(socketPath);
  const { promise, resolve } = Promise.withResolvers<Socket | undefined>();
  socket.once('connect', () => resolve(socket));
  socket.once('error', () => resolve(undefined));
  return await promise;
}

/** Between two neighbours only (RFC 9110, Connection). */
const ofOneConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'expect', 'te', 'upgrade']);
/** The word in it is for this process only. */
const notPassedOn = new Set([...ofOneConnection, stackWorkHeader]);

function headersOf({ service, operation, head, body, caller, region }: PassedCall): Record<string, string> {
  const given = Object.entries(head.headers).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !notPassedOn.has(entry[0]),
  );
  const headers = Object.fromEntries(given);
  if (body instanceof Uint8Array) {
    headers['content-length'] = String(body.byteLength);
    delete headers['content-encoding'];
  }
  const call = {
    service: service.name,
    operation,
    action: `${service.signingName === 'monitoring' ? 'cloudwatch' : service.signingName}:${operation}`,
    changes: changesSomething(operation),
    principal: caller.arn,
  };
  headers['authorization'] ??=
    `AWS4-HMAC-SHA256 Credential=none/20260101/${region}/${service.signingName}/aws4_request, SignedHeaders=host, Signature=none`;
  headers['x-moto-account-id'] = caller.account;
  headers['x-slipway-service'] = service.name;
  headers['x-slipway-call'] = JSON.stringify(call).replaceAll(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return headers;
}

function kept({ headers }: Exchanged): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || ofOneConnection.has(name) || /^(server|date|x-slipway-.*)$/.test(name)
        ? []
        : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

function refusalOf({ operation }: PassedCall, { body }: Exchanged): Error {
  const { kind, message } = JSON.parse(body.toString()) as Fault;
  if (kind === 'not-implemented') return new NotAnswered();
  return new AwsError('InternalFailure', `moto could not execute ${operation}: ${message}`, { status: 400 });
}

interface Fault {
  readonly kind: 'not-implemented' | 'fault';
  readonly message: string;
}
