// The file of a repository of CodeCommit.
import { expect, test } from 'vitest';
import { partsIn } from '../../src/load/kinds/index.ts';
import { repositoryKind } from '../../src/load/kinds/repository.ts';
import { parseJson } from '../../src/lib/parse-json.ts';

function read(content: object) {
  const { root } = parseJson({ path: 'repository.json', text: JSON.stringify(content) });
  if (root === undefined) throw new Error('this is JSON');
  const [part, node = root] = partsIn(root)[0] ?? [];
  const { value, problems } = repositoryKind.read(node);
  return { part, value, problems: problems.map(({ code, message }) => `${code}: ${message}`) };
}

const topic = 'arn:aws:sns:eu-central-1:111122223333:pushes';
const notice =
  'NotExecutedHere: The triggers of the repository "shop" are not executed here before it is made in the account of this machine';
const pushed = { name: 'all', destinationArn: topic, events: ['all'] };

test('what get-repository answers and what put-repository-triggers takes is read', () => {
  const metadata = {
    accountId: '111122223333',
    repositoryId: 'a',
    repositoryName: 'shop',
    Arn: 'arn',
    defaultBranch: 'main',
  };
  expect(read({ repositoryMetadata: metadata })).toEqual({
    part: 'repositories',
    value: { repositoryName: 'shop', defaultBranch: 'main', triggers: [], tags: {} },
    problems: [],
  });
  expect(read({ repositoryName: 'shop', triggers: [pushed] })).toEqual({
    part: 'repositories',
    value: { repositoryName: 'shop', triggers: [pushed], tags: {} },
    problems: [notice],
  });
});

test.each([
  ['a pipeline', 'arn:aws:codepipeline:eu-central-1:111122223333:shop'],
  ['a queue', 'arn:aws:sqs:eu-central-1:111122223333:shop'],
])('a trigger that leads to %s is reported', (_, destinationArn) => {
  const { problems } = read({ repositoryName: 'shop', triggers: [{ ...pushed, destinationArn }] });
  expect(problems).toEqual([
    `RepositoryTriggerInvalid: A trigger of a repository reaches a topic of SNS or a function of Lambda, and not ${destinationArn}`,
    notice,
  ]);
});
