// What a pipeline uses of the build projects and deployment groups next to it: others are there for other pipelines, and none of
// them is shipped with this one. Pure.
import type { BuildProject } from '../../model/build.ts';
import type { Definition } from '../../model/definition.ts';
import type { DeploymentGroup } from '../../model/deployment.ts';
import { rulesOf } from '../../model/pipeline-texts.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';
import type { Need, RoleNeeds } from '../../model/rights/right.ts';

interface UsedParts {
  /** It deploys to services of ECS. */
  readonly hasTasks: boolean;
  readonly isUsed: (part: BuildProject | DeploymentGroup) => boolean;
}

function usedParts({ pipeline }: Definition): UsedParts {
  const configurations = [
    ...actionsOf(pipeline).map(({ action }) => action.configuration ?? {}),
    ...rulesOf(pipeline).map(({ rule }) => rule.configuration ?? {}),
  ];
  const named = new Set(
    configurations.flatMap(({ ProjectName, ApplicationName, DeploymentGroupName }) => [
      JSON.stringify([ProjectName]),
      JSON.stringify([ApplicationName, DeploymentGroupName]),
    ]),
  );
  return {
    hasTasks: configurations.some(
      ({ ServiceName, TaskDefinitionTemplateArtifact }) =>
        ServiceName !== undefined || TaskDefinitionTemplateArtifact !== undefined,
    ),
    isUsed: (part) =>
      named.has(
        JSON.stringify(
          'applicationName' in part ? [part.applicationName, part.deploymentGroupName] : [part.name],
        ),
      ),
  };
}

/** The definition with nothing else. Its parts have other positions than in the files. */
export function withUsedParts(definition: Definition): Definition {
  const { isUsed } = usedParts(definition);
  return {
    ...definition,
    projects: definition.projects.filter(isUsed),
    deploymentGroups: definition.deploymentGroups.filter(isUsed),
  };
}

/** What its roles need without the other parts; a role of those alone is left out. @param roles of the whole definition */
export function needsOfUsedParts(definition: Definition, roles: readonly RoleNeeds[]): readonly RoleNeeds[] {
  const { isUsed, hasTasks } = usedParts(definition);
  const isNeeded = ({ path: [list, index] }: Need): boolean => {
    if (list === 'taskDefinitions') return hasTasks;
    if (list !== 'projects' && list !== 'deploymentGroups') return true;
    const part = definition[list][Number(index)];
    return part === undefined || isUsed(part);
  };
  return roles.flatMap((role) => {
    const needs = role.needs.filter(isNeeded);
    return needs.length === 0 && role.needs.length > 0 ? [] : [{ ...role, needs }];
  });
}
