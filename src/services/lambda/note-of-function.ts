// What of a function is not as on AWS: said in its log, and in the list of what was not executed.
import { openNotExecutedCalls } from '../../account/not-executed-calls.ts';
import { principalOfFunction } from '../../targets/function/function-access.ts';
import type { ServiceCall } from '../service.ts';
import { functionLog } from './function-log.ts';
import type { FunctionRecord } from './function-record.ts';

interface Note {
  /** Of the log. */
  readonly line: string;
  /** In the list, behind the service. */
  readonly what: string;
}

export function noteOfFunction(
  { ground, place }: Pick<ServiceCall, 'ground' | 'place'>,
  record: FunctionRecord,
  { line, what }: Note,
): void {
  const { name, values } = record;
  functionLog({ ground, place }, record).lineOfOwn(line);
  const principal = principalOfFunction({ name, role: values.role, place })?.arn ?? values.role ?? '';
  ground
    .keep(openNotExecutedCalls)
    .add({ service: 'Lambda', operation: what, principal, lastAt: Date.now() });
}
