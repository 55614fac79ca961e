// The repositories of CodeCommit that the sources of a pipeline name, on AWS. Pure.
// Source: CloudFormation template reference, AWS::CodeCommit::Repository.
import { defined } from '../lib/defined.ts';
import type { TargetRequest } from '../model/action-type.ts';
import { actionsOf } from '../model/pipeline-walk.ts';
import type { Repository, RepositoryTrigger } from '../model/repository.ts';
import { logicalId, type GraphResource, type Shipped } from '../model/resource-graph.ts';

export function shipRepositories({ definition }: TargetRequest): Shipped {
  const named = new Set(
    actionsOf(definition.pipeline)
      .filter(({ action }) => action.actionTypeId.category === 'Source')
      .map(({ action }) => action.configuration?.['RepositoryName']),
  );
  const shipped = definition.repositories.filter(({ repositoryName }) => named.has(repositoryName));
  return { resources: shipped.map(repositoryResource), notes: shipped.flatMap(defaultBranchNote) };
}

function repositoryResource(repository: Repository): GraphResource {
  const { repositoryName: name, repositoryDescription, triggers, tags } = repository;
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return {
    id: logicalId(name, 'Repository'),
    type: 'AWS::CodeCommit::Repository',
    name,
    why: 'What is delivered is pushed to it. It stays when it is no longer shipped.',
    properties: {
      RepositoryName: name,
      ...defined({ RepositoryDescription: repositoryDescription }),
      ...(triggers.length === 0 ? {} : { Triggers: triggers.map(triggerProperties) }),
      ...(list.length === 0 ? {} : { Tags: list }),
    },
    isKept: true,
  };
}

function triggerProperties({ name, destinationArn, customData, branches, events }: RepositoryTrigger) {
  return {
    Name: name,
    DestinationArn: destinationArn,
    Events: [...events],
    ...defined({ CustomData: customData, Branches: branches }),
  };
}

/** No property says it: the first branch that is pushed becomes the default one. */
function defaultBranchNote({ repositoryName, defaultBranch }: Repository): readonly string[] {
  if (defaultBranch === undefined) return [];
  return [
    `Push ${defaultBranch} to the repository ${repositoryName} first: the first branch that is pushed becomes its default branch`,
  ];
}
