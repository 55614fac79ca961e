// The roles of the e-commerce platform as they are shipped, and how its branch starts it.
import { expect, test } from 'vitest';
import type { GraphResource, PropertyValues } from '../../src/model/resource-graph.ts';
import { providers } from '../../src/actions/registry.ts';
import { decideStarts } from '../../src/model/triggers/decide-start.ts';
import type { GitEvent } from '../../src/model/triggers/git-event.ts';
import { graphOfExample, readExample } from './shipped.ts';

const project = 'futureim-ecommerce-ai-platform';

async function role(kind: 'codepipeline' | 'codebuild'): Promise<GraphResource> {
  const { resources } = await graphOfExample('ecommerce-platform/pipeline.json');
  const found = resources.find(
    ({ type, name }) => type === 'AWS::IAM::Role' && name === `${project}-${kind}-dev`,
  );
  if (found === undefined) throw new Error(`no role of ${kind}`);
  return found;
}

interface Statement {
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

function resourcesFor({ properties }: GraphResource, action: string): readonly string[] {
  const [policy = {}] = properties['Policies'] as readonly PropertyValues[];
  const { Statement } = policy['PolicyDocument'] as unknown as { readonly Statement: readonly Statement[] };
  return Statement.filter(({ Action }) => Action.includes(action)).flatMap(({ Resource }) => Resource);
}

// shows: S1-066, S1-070
test.each(['codepipeline', 'codebuild'] as const)(
  'the role of %s is assumed by it alone',
  async (service) => {
    const { properties } = await role(service);
    expect(properties['AssumeRolePolicyDocument']).toMatchObject({
      Statement: [
        {
          Principal: { Service: `${service}.amazonaws.com` },
          Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
        },
      ],
    });
  },
);

// shows: S1-067, S1-068, S1-069
test('the role of the pipeline reads and writes artifacts, starts its builds and uses the connection', async () => {
  const pipeline = await role('codepipeline');
  const artifacts = `arn:aws:s3:::${project}-pipeline-artifacts-dev/*`;
  for (const action of ['s3:GetObject', 's3:PutObject'])
    expect(resourcesFor(pipeline, action)).toEqual([artifacts]);
  for (const action of ['codebuild:StartBuild', 'codebuild:BatchGetBuilds'])
    expect(resourcesFor(pipeline, action)).toHaveLength(4);
  expect(resourcesFor(pipeline, 'codeconnections:UseConnection')).toHaveLength(1);
});

// shows: S1-071, S1-073
test('the role of the builds writes their logs and makes and updates the functions that their scripts name', async () => {
  const builds = await role('codebuild');
  for (const part of ['infrastructure', 'java-lambda', 'python-lambdas', 'frontend'])
    expect(resourcesFor(builds, 'logs:CreateLogStream').join()).toContain(
      `/aws/codebuild/${project}-${part}-dev`,
    );
  for (const action of [
    'lambda:CreateFunction',
    'lambda:UpdateFunctionCode',
    'lambda:GetFunctionConfiguration',
  ])
    expect(resourcesFor(builds, action).join()).toContain(`function:${project}-`);
});

// shows: S1-039
test('the connection to GitHub is completed by a person, once, before the pipeline runs', async () => {
  const { notes } = await graphOfExample('ecommerce-platform/pipeline.json');
  expect(notes.join('\n')).toMatch(
    /The connection arn:aws:codeconnections:us-east-2:\S+ must be there and AVAILABLE: who owns the repository completes it/,
  );
});

const base = { repository: 'futureimadmin/hackathons', commitId: 'c0ffee', by: 'ann' };
const pull = {
  kind: 'pullRequest',
  number: 7,
  sourceBranch: 'feature/x',
  targetBranch: 'master',
  ...base,
} as const;

// shows: S1-040
test.each<readonly [string, GitEvent, boolean]>([
  ['a commit on master', { kind: 'push', branch: 'master', isNew: false, ...base }, true],
  [
    'the commit by which a pull request is merged into master',
    { kind: 'push', branch: 'master', isNew: false, ...base, commitId: 'b0b' },
    true,
  ],
  ['a pull request that is only open', { ...pull, event: 'OPEN' }, false],
  ['a commit on another branch', { kind: 'push', branch: 'feature/x', isNew: false, ...base }, false],
])('%s starts the pipeline: %o %s', async (_, event, starts) => {
  const { definition } = await readExample('ecommerce-platform/pipeline.json');
  expect(decideStarts(definition.pipeline, event, providers)[0]?.starts).toBe(starts);
});
