// Calls of AWS's API of this machine in the name of a function's role, as Lambda makes them for it: its queues, its destinations.
import { credentialsHeader } from '../../model/credentials-header.ts';
import type { ServiceCall } from '../service.ts';
import { principalOfFunction } from '../../targets/function/function-access.ts';
import type { FunctionRecord } from './function-record.ts';

export interface ApiRequest {
  /** As signatures name it. */
  readonly service: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly method?: 'POST' | 'PUT';
}

export interface ApiAnswer {
  readonly status: number;
  readonly text: string;
}

/** Longer than any call. */
const sessionMs = 5 * 60_000;

type Where = Pick<ServiceCall, 'ground' | 'place'>;
type Role = Pick<FunctionRecord, 'name' | 'values'>;

export async function callAws(
  { ground, place }: Where,
  { name, values }: Role,
  { service, path, headers, body, method = 'POST' }: ApiRequest,
): Promise<ApiAnswer> {
  const principal = principalOfFunction({ name, role: values.role, place });
  if (principal === undefined) return { status: 403, text: 'the function has no role' };
  const session = ground.sessions.issue(principal, Date.now() + sessionMs);
  const response = await fetch(`${ground.url}${path}`, {
    method,
    body,
    headers: { ...headers, ...credentialsHeader(session, { region: place.region, signingName: service }) },
  });
  return { status: response.status, text: await response.text() };
}

/** In AWS's JSON protocol. @param target `AmazonSQS.SendMessage` */
export function jsonRequest(service: string, target: string, input: object): ApiRequest {
  const version = service === 'sqs' ? '1.0' : '1.1';
  return {
    service,
    path: '/',
    headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': target },
    body: JSON.stringify(input),
  };
}
