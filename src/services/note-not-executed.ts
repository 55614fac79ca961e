// What a call has asked for, and is kept without being executed: reported with the run that made the call, and in its list.
import { openNotExecutedCalls } from '../account/not-executed-calls.ts';
import type { ServiceCall } from './service.ts';

/** @param service as AWS's SDKs call it. @param what an operation, or what of it */
export function noteNotExecuted(call: ServiceCall, service: string, what: string): void {
  const calls = call.ground.keep(openNotExecutedCalls);
  calls.add({ service, operation: what, principal: call.caller.arn, lastAt: call.now });
}
