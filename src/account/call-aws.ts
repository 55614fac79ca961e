// The client of this machine's own endpoint: operations of AWS's API by their names, as the SDKs call them. Whatever answers
// them, Slipway or moto, they take the way of every other call.
import type { Credentials, Principal, Sessions, SessionUse } from './sessions.ts';
import { decodeEc2Response, encodeEc2Request } from '../aws/client/ec2-request.ts';
import { decodeResponse, type PlainResponse } from '../aws/client/decode-response.ts';
import { encodeRequest, type EncodedRequest } from '../aws/client/encode-request.ts';
import { serviceModel, type ServiceName } from '../aws/service-model.ts';
import type { Values } from '../aws/wire/message.ts';
import { defined } from '../lib/defined.ts';
import { credentialsHeader } from '../model/credentials-header.ts';

/** EC2 has no table of its operations; its members are named as in its API reference. */
export type CalledService = ServiceName | 'ec2';

/**
 * Scalars may be texts where numbers and truths are asked for.
 * @throws CallRefused with the service's error; UnknownMember before anything is called; EndpointGone
 */
export type CallAws = (service: CalledService, operation: string, input: Values) => Promise<Values>;

/** The endpoint does not answer: its process, perhaps this one, has ended. */
export class EndpointGone extends Error {
  override readonly name = 'EndpointGone';
}

export interface EndpointCaller {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly region: string;
  /** Asked at each call: those of a session may be others then. */
  readonly credentials: () => Pick<Credentials, 'accessKeyId' | 'sessionToken'>;
  /** Sent with each call, besides its own. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export function callingEndpoint(caller: EndpointCaller): CallAws {
  return async (service, operation, input) => {
    if (service === 'ec2')
      return decodeEc2Response(await answered(caller, 'ec2', encodeEc2Request(operation, input)));
    const model = serviceModel(service);
    const signingName = model.service.signingName ?? model.service.endpointPrefix;
    const response = await answered(caller, signingName, encodeRequest(model, operation, input));
    return decodeResponse(model, operation, response);
  };
}

export interface CallingAs {
  readonly principal: Principal;
  readonly region: string;
}

interface Calling {
  readonly url: string;
  readonly sessions: Sessions;
}

/** For a service that calls another one: the principal has one session as long as the state folder lasts. */
export function callingAs({ url, sessions }: Calling, { principal, region }: CallingAs): CallAws {
  return callingEndpoint({
    url,
    region,
    credentials: () => sessions.lastingSession(principal, Date.now()),
  });
}

export interface CallingFor extends CallingAs {
  /** What the work is done for. */
  readonly use: SessionUse;
}

/** Longer than any operation goes on. */
const workMs = 30 * 24 * 60 * 60 * 1000;

/**
 * For work that goes on after its call: it has a session of its own, as others may work with the same role for something else.
 * Receives the headers that are sent with each call, besides its own.
 */
export function callingFor(
  { url, sessions }: Calling,
  { principal, region, use }: CallingFor,
): (headers?: Readonly<Record<string, string>>) => CallAws {
  const session = sessions.issue(principal, Date.now() + workMs, use);
  return (headers = {}) => callingEndpoint({ url, region, headers, credentials: () => session });
}

export interface SignedRequest extends Omit<EncodedRequest, 'body'> {
  readonly body?: string | Uint8Array<ArrayBuffer> | Blob;
}

/** One request as it is. @throws what `fetch` throws, when the endpoint cannot be reached */
export async function sendToEndpoint(
  { url, region, credentials, headers: own, signal }: EndpointCaller,
  signingName: string,
  { method, path, headers, body }: SignedRequest,
): Promise<Response> {
  const signature = credentialsHeader(credentials(), { region, signingName });
  return await fetch(`${url}${path}`, {
    method,
    headers: { ...headers, ...own, ...signature },
    ...defined({ body, signal }),
  });
}

async function answered(
  caller: EndpointCaller,
  signingName: string,
  { body, ...request }: EncodedRequest,
): Promise<PlainResponse> {
  const isWithout = request.method === 'GET' || request.method === 'HEAD' || body.length === 0;
  try {
    const response = await sendToEndpoint(caller, signingName, {
      ...request,
      ...(isWithout ? {} : { body: typeof body === 'string' ? body : Buffer.from(body) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: bytes.toString('utf8'),
      bytes,
    };
  } catch (error) {
    caller.signal?.throwIfAborted();
    throw new EndpointGone('The endpoint does not answer', { cause: error });
  }
}
