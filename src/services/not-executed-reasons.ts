// Why an operation is not executed here, for the refusal and for docs/aws-operations.md. Pure.
import type { ServiceName } from '../aws/service-model.ts';

const noPartners = 'no worker of a partner polls on this machine';
const noWebhooks = 'nothing on this machine receives webhooks of pipelines: push to "slipway up" instead';

const reasons: Readonly<Partial<Record<ServiceName, readonly (readonly [RegExp, string])[]>>> = {
  codebuild: [
    [
      /Sandbox|CommandExecution/,
      'there are no sandboxes: "slipway run --shell" opens a shell in a failed build',
    ],
    [/Fleet/, 'builds run on this machine, and not on reserved capacity'],
    [/ResourcePolicy|Shared/, 'nothing is shared with other accounts'],
    [
      /^(BatchDeleteBuilds|DeleteBuildBatch|DeleteReport)$/,
      'builds and their reports are part of the history, which is kept',
    ],
    [/^InvalidateProjectCache$/, '"slipway cache" lists and clears the caches of builds'],
  ],
  codedeploy: [
    [/OnPremises/, 'the instances of a deployment are those of fleet.json'],
    [/GitHubAccountToken/, 'revisions come from pipelines, and not from GitHub'],
    [/Instances?$/, 'BatchGetDeploymentTargets and ListDeploymentTargets give the same'],
    [/LifecycleEventHook/, 'a hook reports to the deployment that has called it'],
    [/ExternalId/, 'CloudFormation alone calls it'],
  ],
  codepipeline: [
    [/Webhook/, noWebhooks],
    [/ThirdParty/, noPartners],
    [
      /^(Get|Update)ActionType$/,
      'types of partners with an executor are not run: CreateCustomActionType makes types',
    ],
    [/^PutActionRevision$/, 'sources report their revisions themselves'],
    [/^ListDeployActionExecutionTargets$/, '"slipway status" shows the targets of a deployment'],
  ],
  sts: [
    [
      /SAML$/,
      'no provider of SAML is known here: AssumeRole and AssumeRoleWithWebIdentity give sessions of roles',
    ],
  ],
  logs: [
    [/^StartLiveTail$/, 'poll FilterLogEvents, as "aws logs tail" does'],
    [/ScheduledQuer/, 'StartQuery runs a query when it is asked for'],
  ],
};

/** For a sentence, without a full stop; undefined where nothing is known. */
export function reasonNotExecuted(service: ServiceName, operation: string): string | undefined {
  return reasons[service]?.find(([pattern]) => pattern.test(operation))?.[1];
}
