// A role that a call gives to a service must let the service in. Most services ask that when they are given it; those that ask
// when they become the role are not here. Recorded, and refused where the caller is held to its role.
import type { NeededRight } from '../aws/iam/needed-right.ts';
import { AwsError } from '../aws/wire/aws-error.ts';
import { debugOf } from '../lib/debug.ts';
import { parseArn } from '../model/arn.ts';
import { openIamRecorder } from './iam-recorder.ts';
import { trustOfRole } from './policies-of-role.ts';
import type { ServiceCall } from './service.ts';
import { refusedAssumption } from './service-trust.ts';

/** The code of each, by the name of the principal. */
const codes: Readonly<Record<string, string>> = {
  'cloudformation.amazonaws.com': 'ValidationError',
  'codebuild.amazonaws.com': 'InvalidInputException',
  'codedeploy.amazonaws.com': 'InvalidRoleException',
  'codepipeline.amazonaws.com': 'InvalidStructureException',
  'events.amazonaws.com': 'ValidationException',
  'lambda.amazonaws.com': 'InvalidParameterValueException',
  'scheduler.amazonaws.com': 'ValidationException',
  'states.amazonaws.com': 'AccessDeniedException',
};

const debug = debugOf('services');

/** @throws AwsError where the caller is held to its role */
export async function holdPassedRoles(
  call: Pick<ServiceCall, 'caller' | 'place' | 'now' | 'ground'>,
  passed: readonly NeededRight[],
): Promise<void> {
  for (const { resource = '', context } of passed) {
    const service = context?.['iam:PassedToService']?.[0] ?? '';
    const code = codes[service];
    if (code === undefined) continue;
    await hold(call, { roleArn: resource, service, code }).catch((error: unknown) => {
      if (call.caller.use.iam === 'enforce') throw error;
      debug(() => `whether ${resource} lets ${service} in is not recorded: ${String(error)}`);
    });
  }
}

async function hold(
  { caller, place, now, ground }: Pick<ServiceCall, 'caller' | 'place' | 'now' | 'ground'>,
  { roleArn, service, code }: { readonly roleArn: string; readonly service: string; readonly code: string },
): Promise<void> {
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const account = parseArn(roleArn)?.account ?? place.account;
  const trust = await trustOfRole(ground, { name, place: { ...place, account } });
  const { use } = caller;
  const refused = refusedAssumption({ roleArn, service, region: place.region, use, now }, trust);
  if (refused === undefined) return;
  ground.keep(openIamRecorder).record([refused]);
  if (use.iam === 'enforce') throw new AwsError(code, refused.why);
}
