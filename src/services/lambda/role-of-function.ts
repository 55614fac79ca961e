// What Lambda itself calls with the execution role of a function: held against the role's policies. Sources: Lambda developer
// guide, "Required IAM permissions" of functions in a VPC, and "Sending Lambda function logs to CloudWatch Logs".
import type { Shapes } from './names.ts';
import { invalid } from './names.ts';
import { debugOf } from '../../lib/debug.ts';
import { whereOf } from '../../model/rights/arns.ts';
import { openRight, type Right } from '../../model/rights/right.ts';
import { logRights } from '../../model/rights/shared-rights.ts';
import { holdServiceCalls } from '../service-calls.ts';
import type { ServiceCall } from '../service.ts';
import type { FunctionRecord } from './function-record.ts';
import { logGroupOf } from './function-log.ts';

const debug = debugOf('services');

/** In the order in which Lambda asks. */
const networkActions = ['CreateNetworkInterface', 'DescribeNetworkInterfaces', 'DeleteNetworkInterface'];

interface Placed {
  readonly name: string;
  readonly role: string | undefined;
  readonly vpc: Shapes['VpcConfig'] | undefined;
}

/** Of a function in a VPC, when it is given one or another role. @throws AwsError where the caller is held to its role */
export async function holdNetworkAccess(call: ServiceCall, { name, role, vpc }: Placed): Promise<void> {
  if (role === undefined || (vpc?.SubnetIds ?? []).length === 0) return;
  const rights = networkActions.map((action) => openRight(`ec2:${action}`));
  const { refused } = await hold(call, { name, role, rights, use: call.caller.use });
  if (refused === undefined) return;
  throw invalid(
    `The provided execution role does not have permissions to call ${refused.action.replace('ec2:', '')} on EC2`,
  );
}

/** A function runs all the same without them: CloudWatch Logs then has nothing of it. */
export async function recordLogAccess(
  where: Pick<ServiceCall, 'ground' | 'place'>,
  record: Pick<FunctionRecord, 'name' | 'values' | 'settings'>,
): Promise<void> {
  const { name, values } = record;
  const { role } = values;
  if (role === undefined) return;
  const at = { ...whereOf(role), region: where.place.region };
  const asked = { name, role, rights: logRights(at, logGroupOf(record)), use: {} };
  await hold(where, asked).catch((error: unknown) =>
    debug(() => `what ${name} may log is not recorded: ${String(error)}`),
  );
}

interface Asked {
  readonly name: string;
  readonly role: string;
  readonly rights: readonly Right[];
  readonly use: ServiceCall['caller']['use'];
}

async function hold(
  { ground, place }: Pick<ServiceCall, 'ground' | 'place'>,
  { name, role, rights, use }: Asked,
) {
  return await holdServiceCalls(
    { roleArn: role, sessionName: name, region: place.region, use, rights },
    ground,
  );
}
