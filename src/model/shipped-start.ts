// The target of a rule of EventBridge that starts a pipeline, and the role that does it. Pure.
// Source: EventBridge user guide, "Identity-based policies: permissions for targets".
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
