// Calls of the endpoint's own operations, in the name of who works on a stack: whatever answers them, Slipway or moto.
import type { Principal } from '../../account/sessions.ts';
import { decodeEc2Response, encodeEc2Request } from '../../aws/client/ec2-request.ts';
import { decodeResponse, type PlainResponse } from '../../aws/client/decode-response.ts';
import { encodeRequest, type EncodedRequest } from '../../aws/client/encode-request.ts';
import { serviceModel, type ServiceName } from '../../aws/service-model.ts';
import { credentialsHeader } from '../../model/credentials-header.ts';
import type { Values } from '../../aws/wire/message.ts';
import type { Ground } from '../service.ts';

/** EC2 has no table of its operations; its members are named as in its API reference. */
export type CalledService = ServiceName | 'ec2';

/**
 * Scalars may be texts where numbers and truths are asked for.
 * @throws CallRefused with the service's error; UnknownMember before anything is called
 */
export type CallAws = (service: CalledService, operation: string, input: Values) => Promise<Values>;

/** This process ends, and no longer answers itself. */
export class EndpointGone extends Error {
  override readonly name = 'EndpointGone';
}

export interface CallingAs {
  readonly principal: Principal;
  readonly region: string;
}

export function callingAws(ground: Ground, { principal, region }: CallingAs): CallAws {
  return async (service, operation, input) => {
    const credentials = ground.sessions.lastingSession(principal, Date.now());
    const signed = (signingName: string) => credentialsHeader(credentials, { region, signingName });
    if (service === 'ec2') {
      const request = encodeEc2Request(operation, input);
      return decodeEc2Response(await sent(ground.url, request, signed('ec2')));
    }
    const model = serviceModel(service);
    const request = encodeRequest(model, operation, input);
    const name = model.service.signingName ?? model.service.endpointPrefix;
    return decodeResponse(model, operation, await sent(ground.url, request, signed(name)));
  };
}

async function sent(
  url: string,
  { method, path, headers, body }: EncodedRequest,
  signature: Readonly<Record<string, string>>,
): Promise<PlainResponse> {
  const isWithout = method === 'GET' || method === 'HEAD' || body.length === 0;
  try {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...headers, ...signature },
      ...(isWithout ? {} : { body: typeof body === 'string' ? body : Buffer.from(body) }),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: await response.text(),
    };
  } catch (error) {
    throw new EndpointGone('The endpoint does not answer', { cause: error });
  }
}
