// What a deployment reports, as the events of CodeDeploy (CodeDeploy user guide, "Monitoring deployments with Amazon CloudWatch
// Events"). Pure.
import { defined } from '../../lib/defined.ts';
import type { EventDraft, ReportedAction } from '../../model/events/action-events.ts';
import type { Progress } from '../../model/progress.ts';

type Of<Kind extends Progress['kind']> = Extract<Progress, { kind: Kind }>;

export function deploymentEvents(progress: Progress, action: ReportedAction): readonly EventDraft[] {
  return progress.kind === 'Deployment' ? deploymentEvent(progress, action) : [];
}

/** Of a deployment to servers, whose targets are instances. */
export function serverDeploymentEvents(progress: Progress, action: ReportedAction): readonly EventDraft[] {
  return progress.kind === 'Target' ? instanceEvent(progress, action) : deploymentEvents(progress, action);
}

const codeDeployStates: Readonly<Record<string, string>> = {
  InProgress: 'START',
  Succeeded: 'SUCCESS',
  Failed: 'FAILURE',
  Stopped: 'STOP',
  Ready: 'READY',
};

function deploymentEvent(progress: Of<'Deployment'>, about: ReportedAction): readonly EventDraft[] {
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
        ...defined({ 'error-message': errorInformation?.message }),
      },
    },
  ];
}

function instanceEvent(progress: Of<'Target'>, about: ReportedAction): readonly EventDraft[] {
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
  { deploymentId, status }: Of<'Deployment' | 'Target'>,
  { configuration, place: { account, region } }: ReportedAction,
): Pick<EventDraft, 'resources' | 'detail'> | undefined {
  const state = codeDeployStates[status];
  if (state === undefined) return undefined;
  const { ApplicationName: application = '', DeploymentGroupName: group = '' } = configuration;
  const arn = (rest: string): string => `arn:aws:codedeploy:${region}:${account}:${rest}`;
  return {
    resources: [arn(`application:${application}`), arn(`deploymentgroup:${application}/${group}`)],
    detail: { application, deploymentGroup: group, deploymentId, region, state },
  };
}
