// Reads a repository of CodeCommit: what `aws codecommit create-repository` takes, with the default branch that get-repository
// gives and the triggers that put-repository-triggers takes. Source: CodeCommit API reference.
import { defined } from '../../lib/defined.ts';
import { entryOf, type Node } from '../../lib/node.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import { parseArn } from '../../model/arn.ts';
import type { Repository } from '../../model/repository.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { list, object, optional, record, required, string } from '../shape.ts';
import { hasKeys, type Kind } from './kind.ts';

export const repositoryKind: Kind<Repository> = {
  title: 'a repository of CodeCommit',
  file: 'repository.json',
  holds: "a repository's description, default branch and triggers, as CodeCommit's commands take them",
  words: ['repositoryName'],
  isOne: (root) =>
    hasKeys(root, 'repositoryName') &&
    ['repositoryDescription', 'defaultBranch', 'triggers'].some((key) => hasKeys(root, key)),
  wrapper: 'repositoryMetadata',
  outputs: [
    'accountId',
    'repositoryId',
    'Arn',
    'cloneUrlHttp',
    'cloneUrlSsh',
    'creationDate',
    'lastModifiedDate',
    'kmsKeyId',
  ],
  shape: () => repositoryShape,
  read: readRepository,
};

const triggerShape = object('trigger', {
  name: required(string({ min: 1, max: 100 })),
  destinationArn: required(string({ min: 1 })),
  customData: optional(string()),
  branches: optional(list(string({ min: 1, max: 256 }), { max: 10 })),
  events: required(
    list(string({ oneOf: ['all', 'updateReference', 'createReference', 'deleteReference'] }), { min: 1 }),
  ),
});

const repositoryShape = object('repository', {
  repositoryName: required(
    string({ min: 1, max: 100, pattern: /[\w.-]+/, patternText: 'letters, digits, ".", "_" and "-"' }),
  ),
  repositoryDescription: optional(string({ max: 1000 })),
  defaultBranch: optional(string({ min: 1, max: 256 })),
  triggers: optional(list(triggerShape, { max: 10 })),
  tags: optional(record(string())),
});

function readRepository(node: Node): ReadResource<Repository> {
  const { value, problems } = readShape(node, repositoryShape);
  if (value === undefined) return { node, problems };
  const { triggers = [], tags = {}, ...rest } = value;
  const repository = { ...defined(rest), triggers, tags } as Repository;
  return {
    node,
    problems: [...problems, ...destinationProblems(node), ...triggersNotice(node, repository)],
    value: repository,
  };
}

function triggersNotice(node: Node, { repositoryName, triggers }: Repository): readonly Problem[] {
  if (triggers.length === 0) return [];
  return [
    problem({
      code: 'NotExecutedHere',
      severity: 'notice',
      message: `The triggers of the repository "${repositoryName}" are not executed here before it is made in the account of this machine`,
      at: (entryOf(node, 'triggers')?.value ?? node).place,
      remedy: 'Make it with slipway ship --targets: pushes call them from then on.',
    }),
  ];
}

/** Source: CodeCommit user guide, "Manage triggers for a repository". */
function destinationProblems(node: Node): readonly Problem[] {
  const triggers = entryOf(node, 'triggers')?.value;
  if (triggers?.kind !== 'list') return [];
  return triggers.items.flatMap((trigger) => {
    const arn = entryOf(trigger, 'destinationArn')?.value;
    if (arn?.kind !== 'scalar' || ['lambda', 'sns'].includes(parseArn(arn.text)?.service ?? '')) return [];
    const isPipeline = parseArn(arn.text)?.service === 'codepipeline';
    return [
      problem({
        code: 'RepositoryTriggerInvalid',
        message: `A trigger of a repository reaches a topic of SNS or a function of Lambda, and not ${arn.text}`,
        at: arn.place,
        aws: 'PutRepositoryTriggers answers InvalidRepositoryTriggerDestinationArnException.',
        remedy: isPipeline
          ? 'Leave it out: the rule of EventBridge that is shipped with the source starts the pipeline when its branch changes.'
          : 'Name the ARN of a topic or a function.',
      }),
    ];
  });
}
