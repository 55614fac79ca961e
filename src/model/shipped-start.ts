// The target of a rule or a schedule of EventBridge that starts a pipeline, and the role that does it. Pure.
// Sources: EventBridge user guide, "Identity-based policies: permissions for targets"; EventBridge Scheduler user guide, "Using
// universal targets".
import type { AwsPlace } from './place.ts';
import type { PropertyValues } from './resource-graph.ts';

/** The name of the role with which rules start the pipeline. */
export function startRoleName(pipeline: string): string {
  return `${pipeline}-start`.slice(0, 64);
}

export function startRoleArn(pipeline: string, { partition, account }: AwsPlace): string {
  return `arn:${partition}:iam::${account}:role/${startRoleName(pipeline)}`;
}

export function pipelineArn(pipeline: string, { partition, region, account }: AwsPlace): string {
  return `arn:${partition}:codepipeline:${region}:${account}:${pipeline}`;
}

/** For the properties of a rule. */
export function startsPipeline(pipeline: string, place: AwsPlace): PropertyValues {
  return {
    State: 'ENABLED',
    Targets: [
      {
        Id: 'pipeline',
        Arn: pipelineArn(pipeline, place),
        RoleArn: startRoleArn(pipeline, place),
      },
    ],
  };
}

interface Scheduled {
  readonly zone: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** For the properties of a schedule of EventBridge Scheduler. Only its universal target takes variables. */
export function startsByScheduler(
  pipeline: string,
  place: AwsPlace,
  { zone, variables }: Scheduled,
): PropertyValues {
  const named = Object.entries(variables).map(([name, value]) => ({ Name: name, Value: value }));
  const input = { Name: pipeline, ...(named.length === 0 ? {} : { Variables: named }) };
  return {
    ScheduleExpressionTimezone: zone,
    State: 'ENABLED',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: `arn:${place.partition}:scheduler:::aws-sdk:codepipeline:startPipelineExecution`,
      RoleArn: startRoleArn(pipeline, place),
      Input: JSON.stringify(input),
    },
  };
}
