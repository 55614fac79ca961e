// What a deployment of a service reports, as the events of ECS (Amazon ECS developer guide, "Amazon ECS service deployment state
// change events"). Pure.
import type { EventDraft, ReportedAction } from '../../model/events/action-events.ts';
import type { Progress } from '../../model/progress.ts';

const statusEvents: Readonly<
  Record<string, { readonly name: string; readonly type: 'INFO' | 'ERROR'; readonly reason: string }>
> = {
  InProgress: { name: 'IN_PROGRESS', type: 'INFO', reason: 'in progress' },
  Succeeded: { name: 'COMPLETED', type: 'INFO', reason: 'completed' },
  Failed: { name: 'FAILED', type: 'ERROR', reason: 'failed' },
};

export function serviceEvents(
  progress: Progress,
  { at, place: { account, region } }: ReportedAction,
): readonly EventDraft[] {
  if (progress.kind !== 'Deployment') return [];
  const { deploymentId, deploymentGroupName, status, errorInformation } = progress;
  const event = statusEvents[status];
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
