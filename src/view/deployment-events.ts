// What a deployment tells, as the events of CodeDeploy and of ECS (CodeDeploy user guide, "Monitoring deployments with Amazon
// CloudWatch Events"; Amazon ECS developer guide, "Amazon ECS service deployment state change events"). Pure.
import type { AwsEvent } from '../model/events/aws-event.ts';
import type { ActionDeclaration } from '../model/pipeline.ts';
import type { Progress } from '../model/progress.ts';

export interface EventPlace {
  readonly account: string;
  readonly region: string;
}

export type Draft = Pick<AwsEvent, 'detail-type' | 'source' | 'detail' | 'resources'>;

type Told = Extract<Progress, { kind: 'Deployment' | 'Target' }>;
type ToldOfDeployment = Extract<Progress, { kind: 'Deployment' }>;

interface About {
  readonly declared: ActionDeclaration | undefined;
  readonly place: EventPlace;
}

/** Updates of Elastic Beanstalk are deployments of neither. */
export function deploymentDrafts(progress: Told, at: number, about: About): readonly Draft[] {
  const provider = about.declared?.actionTypeId.provider ?? '';
  if (provider === 'ECS') return progress.kind === 'Deployment' ? serviceDrafts(progress, at, about) : [];
  if (!provider.startsWith('CodeDeploy')) return [];
  // The targets of a deployment to ECS are no instances.
  if (progress.kind === 'Target') return provider === 'CodeDeploy' ? instanceDrafts(progress, about) : [];
  return codeDeployDrafts(progress, about);
}

const codeDeployStates: Readonly<Record<string, string>> = {
  InProgress: 'START',
  Succeeded: 'SUCCESS',
  Failed: 'FAILURE',
  Stopped: 'STOP',
  Ready: 'READY',
};

function codeDeployDrafts(progress: ToldOfDeployment, about: About): readonly Draft[] {
  const base = codeDeployBase(progress, about);
  if (base === undefined) return [];
  const { creator, errorInformation } = progress;
  return [
    {
      source: 'aws.codedeploy',
      'detail-type': 'CodeDeploy Deployment State-change Notification',
      resources: base.resources,
      detail: {
        ...base.detail,
        creator,
        ...(errorInformation === undefined ? {} : { 'error-message': errorInformation.message }),
      },
    },
  ];
}

function instanceDrafts(progress: Extract<Progress, { kind: 'Target' }>, about: About): readonly Draft[] {
  const base = codeDeployBase(progress, about);
  if (base === undefined) return [];
  const { account, region } = about.place;
  return [
    {
      source: 'aws.codedeploy',
      'detail-type': 'CodeDeploy Instance State-change Notification',
      resources: [...base.resources, `arn:aws:ec2:${region}:${account}:instance/${progress.targetId}`],
      detail: { ...base.detail, instanceId: progress.targetId },
    },
  ];
}

function codeDeployBase(
  { deploymentId, status }: Told,
  { declared, place: { account, region } }: About,
): Pick<Draft, 'resources' | 'detail'> | undefined {
  const state = codeDeployStates[status];
  if (state === undefined) return undefined;
  const { ApplicationName: application = '', DeploymentGroupName: group = '' } =
    declared?.configuration ?? {};
  const arn = (rest: string): string => `arn:aws:codedeploy:${region}:${account}:${rest}`;
  return {
    resources: [arn(`application:${application}`), arn(`deploymentgroup:${application}/${group}`)],
    detail: { application, deploymentGroup: group, deploymentId, region, state },
  };
}

const serviceEvents: Readonly<
  Record<string, { readonly name: string; readonly type: 'INFO' | 'ERROR'; readonly reason: string }>
> = {
  InProgress: { name: 'IN_PROGRESS', type: 'INFO', reason: 'in progress' },
  Succeeded: { name: 'COMPLETED', type: 'INFO', reason: 'completed' },
  Failed: { name: 'FAILED', type: 'ERROR', reason: 'failed' },
};

function serviceDrafts(
  { deploymentId, deploymentGroupName, status, errorInformation }: ToldOfDeployment,
  at: number,
  { place: { account, region } }: About,
): readonly Draft[] {
  const event = serviceEvents[status];
  if (event === undefined) return [];
  return [
    {
      source: 'aws.ecs',
      'detail-type': 'ECS Deployment State Change',
      resources: [`arn:aws:ecs:${region}:${account}:service/${deploymentGroupName}`],
      detail: {
        eventType: event.type,
        eventName: `SERVICE_DEPLOYMENT_${event.name}`,
        deploymentId,
        updatedAt: new Date(at).toISOString(),
        reason: errorInformation?.message ?? `ECS deployment ${deploymentId} ${event.reason}.`,
      },
    },
  ];
}
