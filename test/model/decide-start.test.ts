// Which events of a repository start a pipeline: the rules of CodePipeline's triggers, one row each.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { providers } from '../../src/actions/registry.ts';
import type { GitConfiguration, PipelineDeclaration } from '../../src/model/pipeline.ts';
import { decideStarts } from '../../src/model/triggers/decide-start.ts';
import type { GitEvent } from '../../src/model/triggers/git-event.ts';

function pipelineWith(
  gitConfiguration?: Omit<GitConfiguration, 'sourceActionName'>,
  configuration: Readonly<Record<string, string>> = {},
): PipelineDeclaration {
  return {
    name: 'app',
    roleArn: 'arn:aws:iam::111122223333:role/pipeline',
    pipelineType: 'V2',
    artifactStore: { type: 'S3', location: 'bucket' },
    stages: [
      {
        name: 'Source',
        actions: [
          {
            name: 'Checkout',
            actionTypeId: {
              category: 'Source',
              owner: 'AWS',
              provider: 'CodeStarSourceConnection',
              version: '1',
            },
            configuration: { FullRepositoryId: 'acme/app', BranchName: 'main', ...configuration },
            outputArtifacts: [{ name: 'Source' }],
          },
        ],
      },
    ],
    ...(gitConfiguration === undefined
      ? {}
      : {
          triggers: [
            {
              providerType: 'CodeStarSourceConnection',
              gitConfiguration: { sourceActionName: 'Checkout', ...gitConfiguration },
            },
          ],
        }),
  };
}

const base = { repository: 'acme/app', commitId: 'c0ffee', by: 'ann' };
const push = (branch: string, more: object = {}): GitEvent => ({
  kind: 'push',
  branch,
  isNew: false,
  ...base,
  ...more,
});
const tag = (name: string): GitEvent => ({ kind: 'tag', tag: name, ...base });
const pull = (event: 'OPEN' | 'UPDATED' | 'CLOSED', targetBranch: string, more: object = {}): GitEvent => ({
  kind: 'pullRequest',
  event,
  number: 7,
  targetBranch,
  sourceBranch: 'feature/x',
  ...base,
  ...more,
});

const starts = (pipeline: PipelineDeclaration, event: GitEvent) =>
  decideStarts(pipeline, event, providers)[0]?.starts;

describe('without triggers', () => {
  test.each([
    ['a push to its branch starts', push('main'), true],
    ['a push to another branch does not', push('develop'), false],
    ['a tag does not', tag('v1'), false],
    ['a pull request does not', pull('OPEN', 'main'), false],
  ])('%s', (_, event, expected) => {
    expect(starts(pipelineWith(), event)).toBe(expected);
  });

  test('DetectChanges false starts nothing', () => {
    expect(starts(pipelineWith(undefined, { DetectChanges: 'false' }), push('main'))).toBe(false);
  });

  test('another repository concerns no source', () => {
    expect(decideStarts(pipelineWith(), { ...push('main'), repository: 'acme/other' }, providers)).toEqual(
      [],
    );
    expect(starts(pipelineWith(), { ...push('main'), repository: 'app' })).toBe(true);
  });
});

const rows: readonly (readonly [string, Omit<GitConfiguration, 'sourceActionName'>, GitEvent, boolean])[] = [
  ['a trigger without filters is a push to BranchName', {}, push('main'), true],
  ['… and to no other branch', {}, push('develop'), false],
  [
    'patterns of one list are alternatives',
    { push: [{ branches: { includes: ['a', 'b*'] } }] },
    push('bc'),
    true,
  ],
  ['* stays in one component', { push: [{ branches: { includes: ['main*'] } }] }, push('main/x'), false],
  ['** crosses slashes', { push: [{ branches: { includes: ['feature/**'] } }] }, push('feature/a/b'), true],
  [
    'an exclusion beats an inclusion',
    { push: [{ branches: { includes: ['**'], excludes: ['wip/*'] } }] },
    push('wip/a'),
    false,
  ],
  [
    'exclusions alone include the rest',
    { push: [{ branches: { excludes: ['wip/*'] } }] },
    push('main'),
    true,
  ],
  [
    'branches and files must both fit',
    { push: [{ branches: { includes: ['main'] }, filePaths: { includes: ['src/**'] } }] },
    push('main', { changedPaths: ['README.md'] }),
    false,
  ],
  [
    'one file that fits is enough',
    { push: [{ filePaths: { includes: ['src/**'], excludes: ['src/gen/**'] } }] },
    push('main', { changedPaths: ['src/gen/a', 'src/b'] }),
    true,
  ],
  [
    'a new branch has no changed files',
    { push: [{ filePaths: { includes: ['**'] } }] },
    push('new', { isNew: true, changedPaths: ['a'] }),
    false,
  ],
  [
    'filters are alternatives',
    { push: [{ tags: { includes: ['v*'] } }, { branches: { includes: ['main'] } }] },
    push('main'),
    true,
  ],
  ['a tag is matched by tags', { push: [{ tags: { includes: ['v*'] } }] }, tag('v1.0'), true],
  ['a tag is not matched by branches', { push: [{ branches: { includes: ['**'] } }] }, tag('v1.0'), false],
  ['a branch is not matched by tags', { push: [{ tags: { includes: ['**'] } }] }, push('v1.0'), false],
  [
    'a pull request counts by its target branch',
    { pullRequest: [{ branches: { includes: ['main'] } }] },
    pull('OPEN', 'main'),
    true,
  ],
  [
    '… not by its own',
    { pullRequest: [{ branches: { includes: ['feature/**'] } }] },
    pull('OPEN', 'main'),
    false,
  ],
  ['only the events that are named', { pullRequest: [{ events: ['CLOSED'] }] }, pull('OPEN', 'main'), false],
  [
    'all events when none is named',
    { pullRequest: [{ branches: { includes: ['main'] } }] },
    pull('CLOSED', 'main'),
    true,
  ],
  [
    'a filter for pull requests says nothing about pushes',
    { pullRequest: [{ events: ['OPEN'] }] },
    push('main'),
    false,
  ],
  [
    'unknown files do not fit',
    { pullRequest: [{ filePaths: { includes: ['**'] } }] },
    pull('OPEN', 'main'),
    false,
  ],
];

// shows: S0-012
test('a trigger for main and develop starts for pushes to both, and to no other branch', () => {
  const pipeline = pipelineWith({ push: [{ branches: { includes: ['main', 'develop'] } }] });
  const started = ['main', 'develop', 'feature', 'main/x'].filter((branch) => starts(pipeline, push(branch)));
  expect(started).toEqual(['main', 'develop']);
});

// shows: S0-013
test('a trigger for pull requests that are closed starts when one is merged into its branch', () => {
  const pipeline = pipelineWith({ pullRequest: [{ events: ['CLOSED'], branches: { includes: ['main'] } }] });
  expect(starts(pipeline, pull('CLOSED', 'main'))).toBe(true);
  expect(starts(pipeline, pull('OPEN', 'main'))).toBe(false);
  expect(starts(pipeline, pull('CLOSED', 'develop'))).toBe(false);
});

test.each(rows)('%s', (_, configuration, event, expected) => {
  expect(starts(pipelineWith(configuration), event)).toBe(expected);
});

test('a source without a trigger is started by no event once there are triggers', () => {
  const pipeline = pipelineWith({});
  const [stage] = pipeline.stages;
  const other = { ...stage?.actions[0], name: 'Other' } as NonNullable<typeof stage>['actions'][number];
  const both = {
    ...pipeline,
    stages: [{ ...stage, name: 'Source', actions: [...(stage?.actions ?? []), other] }],
  };
  const decisions = decideStarts(both, push('main'), providers);
  expect(decisions.map((decision) => decision.starts)).toEqual([true, false]);
  expect(decisions[1]?.because).toContain('none is for Other');
});

test('the commit of the event is taken, and every decision says why', () => {
  const branch = fc.stringMatching(/^[a-z][a-z/]{0,8}$/);
  const criteria = fc.record(
    { includes: fc.array(branch, { minLength: 1 }), excludes: fc.array(branch) },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(branch, criteria, (name, branches) => {
      const [decision] = decideStarts(pipelineWith({ push: [{ branches }] }), push(name), providers);
      const { includes, excludes = [] } = branches;
      const expected = !excludes.includes(name) && (includes === undefined || includes.includes(name));
      expect(decision?.starts).toBe(expected);
      expect(decision?.because).not.toBe('');
      expect(decision?.starts === true ? decision.commitId : 'c0ffee').toBe('c0ffee');
    }),
  );
});
