// External extensions, which layers bring along in `/opt/extensions`: they are programs of their own next to the function, and
// are not executed here. Source: Lambda developer guide, "Using the Lambda Extensions API to create extensions".
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openNotExecutedCalls } from '../../account/not-executed-calls.ts';
import { principalOfFunction } from '../../targets/function/function-access.ts';
import type { ServiceCall } from '../service.ts';
import { functionLog } from './function-log.ts';
import type { FunctionRecord } from './function-record.ts';

/** Says in the log of the function, and in the list of what was not executed, which extensions it goes without. @param layers absolute path */
export function noteExtensions(
  { ground, place }: Pick<ServiceCall, 'ground' | 'place'>,
  record: FunctionRecord,
  layers: string,
): void {
  const names = namesIn(join(layers, 'extensions'));
  if (names.length === 0) return;
  const { name, values } = record;
  const list = names.join(', ');
  functionLog({ ground, place }, record).lineOfOwn(
    `Extensions are not executed on this machine: ${name} runs without ${list}`,
  );
  const principal = principalOfFunction({ name, role: values.role, place })?.arn ?? values.role ?? '';
  const what = `the extensions ${list} of the function ${name}`;
  ground
    .keep(openNotExecutedCalls)
    .add({ service: 'Lambda', operation: what, principal, lastAt: Date.now() });
}

function namesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
}
