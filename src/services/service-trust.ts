// Whether a role lets a service of AWS be it: its trust policy with the conditions on the source, and what each service says
// when it is not let in. Sources: IAM user guide, "The confused deputy problem"; the pages "Troubleshooting" of the services.
import type { IamCall } from '../account/iam-calls.ts';
import type { SessionUse } from '../account/sessions.ts';
import { defined } from '../lib/defined.ts';
import { parseArn } from '../model/arn.ts';
import { evaluateRequest } from '../model/iam/evaluate.ts';
import type { RolePolicies } from '../model/iam/role-policies.ts';

/** A service becomes a role. */
interface Assumption {
  readonly roleArn: string;
  /** `codebuild.amazonaws.com` */
  readonly service: string;
  /** For what it becomes the role; absent where that is not known here. */
  readonly sourceArn?: string;
  readonly region: string;
  readonly use: SessionUse;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * The call that AWS would refuse, as it is recorded; undefined when the role lets the service in. Of a role whose trust policy
 * is not known here every service is taken for trusted.
 */
export function refusedAssumption(assumption: Assumption, trust: RolePolicies['trust']): IamCall | undefined {
  const { roleArn, service, sourceArn, use, now } = assumption;
  if (trust === undefined || isTrusted(assumption, trust)) return undefined;
  return {
    roleArn,
    executionId: use.executionId ?? '',
    actionExecutionId: use.actionExecutionId ?? '',
    principal: service,
    action: 'sts:AssumeRole',
    resource: roleArn,
    conditionKeys: sourceArn === undefined ? '' : JSON.stringify({ 'aws:SourceArn': sourceArn }),
    decision: 'NotAllowed',
    why: notAssumed(service, roleArn),
    lastAt: now,
  };
}

/** A trust policy may name a service with its Region: `states.eu-west-1.amazonaws.com`. */
function isTrusted(assumption: Assumption, trust: NonNullable<RolePolicies['trust']>): boolean {
  const { service, region } = assumption;
  const regional = service.replace(/\.amazonaws\.com$/, `.${region}.amazonaws.com`);
  return letsIn(assumption, service, trust) || letsIn(assumption, regional, trust);
}

function letsIn(
  { roleArn, service: called, sourceArn, now }: Assumption,
  service: string,
  trust: NonNullable<RolePolicies['trust']>,
): boolean {
  const account = parseArn(roleArn)?.account ?? '';
  // Firehose developer guide, "Grant Firehose access to an Amazon S3 destination".
  const externalId = called === 'firehose.amazonaws.com' ? [account] : undefined;
  const context = new Map<string, readonly string[]>(
    Object.entries(
      defined({
        'aws:currenttime': [new Date(now).toISOString()],
        'aws:principalisawsservice': ['true'],
        'aws:principalservicename': [service],
        'aws:sourceaccount': [account],
        'aws:sourcearn': sourceArn === undefined ? undefined : [sourceArn],
        'sts:externalid': externalId,
      }),
    ),
  );
  const decision = evaluateRequest(
    {
      action: 'sts:AssumeRole',
      resource: roleArn,
      principal: { arn: service, account, service },
      context,
      // Of Lambda and CloudFormation no documentation says whether they send a source (ship/graph/role-resources.ts): the account is
      // taken for sent by every service, and a condition on a source that is not known here holds.
      isKnownKey: (key) => key === 'sts:externalid' || context.has(key),
    },
    { identity: [], resource: trust, needsResourcePolicy: true },
  );
  return decision.decision === 'Allowed';
}

/** In AWS's words. */
function notAssumed(service: string, roleArn: string): string {
  switch (service) {
    case 'cloudformation.amazonaws.com':
      return `Role ${roleArn} is invalid or cannot be assumed`;
    case 'codebuild.amazonaws.com':
      return `CodeBuild is not authorized to perform: sts:AssumeRole on ${roleArn}`;
    case 'codedeploy.amazonaws.com':
      return `AWS CodeDeploy does not have the permissions required to assume the role ${roleArn}.`;
    case 'codepipeline.amazonaws.com':
      return `CodePipeline is not authorized to perform AssumeRole on role ${roleArn}`;
    case 'ecs-tasks.amazonaws.com':
      return `ECS was unable to assume the role '${roleArn}' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.`;
    case 'events.amazonaws.com':
      return `Provided role '${roleArn}' cannot be assumed by principal '${service}'.`;
    case 'lambda.amazonaws.com':
      return 'The role defined for the function cannot be assumed by Lambda.';
    case 'scheduler.amazonaws.com':
      return 'The execution role you provide must allow AWS EventBridge Scheduler to assume the role.';
    case 'states.amazonaws.com':
      return 'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.';
    default:
      return `${service} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
  }
}
