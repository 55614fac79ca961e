// Calls of AWS's API of this machine in the name of a function's role, as Lambda makes them for it: its queues, its destinations.
import { CallRefused } from '../../aws/client/decode-response.ts';
import { callingAs, type CallAws, type EndpointCaller } from '../../account/call-aws.ts';
import { principalOfFunction } from '../../targets/function/function-access.ts';
import type { ServiceCall } from '../service.ts';
import type { FunctionRecord } from './function-record.ts';

export function callingAsFunction(
  { ground, place }: Pick<ServiceCall, 'ground' | 'place'>,
  { name, values }: Pick<FunctionRecord, 'name' | 'values'>,
): CallAws {
  const principal = principalOfFunction({ name, role: values.role, place });
  if (principal === undefined)
    return () => Promise.reject(new CallRefused('AccessDeniedException', 'The function has no role', 403));
  return callingAs(ground, { principal, region: place.region });
}

/** For requests that are no operations of a table. Undefined for a function without a role. */
export function callerAsFunction(
  { ground, place }: Pick<ServiceCall, 'ground' | 'place'>,
  { name, values }: Pick<FunctionRecord, 'name' | 'values'>,
): EndpointCaller | undefined {
  const principal = principalOfFunction({ name, role: values.role, place });
  if (principal === undefined) return undefined;
  const credentials = () => ground.sessions.lastingSession(principal, Date.now());
  return { url: ground.url, region: place.region, credentials };
}
