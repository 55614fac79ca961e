// A definition in which everything that works on AWS has a role: runs here need none, so files may name none. Pure.
import type { Definition } from '../../model/definition.ts';
import { placeOfPipeline } from '../../model/place.ts';

/** A role that is missing is named for what works with it. */
export function withRoles(definition: Definition): Definition {
  const { pipeline } = definition;
  const { partition, account } = placeOfPipeline(pipeline);
  const role = (name: string, kind: string) =>
    `arn:${partition}:iam::${account}:role/${name.slice(0, 63 - kind.length)}-${kind}`;
  const given = (arn: string | undefined, name: string, kind: string) =>
    arn === undefined || arn === '' ? role(name, kind) : arn;
  return {
    ...definition,
    pipeline: { ...pipeline, roleArn: given(pipeline.roleArn, pipeline.name, 'pipeline') },
    projects: definition.projects.map((project) => ({
      ...project,
      serviceRole: given(project.serviceRole, project.name, 'build'),
    })),
    deploymentGroups: definition.deploymentGroups.map((group) => ({
      ...group,
      serviceRoleArn: given(
        group.serviceRoleArn,
        `${group.applicationName}-${group.deploymentGroupName}`,
        'deployment',
      ),
    })),
  };
}
