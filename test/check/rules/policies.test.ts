// What is said about policies next to a definition: whose they are, what they lack, what they give too much.
import { describe, expect, test } from 'vitest';
import { providers } from '../../../src/actions/registry.ts';
import type { ActionDeclaration } from '../../../src/model/pipeline.ts';
import type { PolicyStatement, RolePolicy } from '../../../src/model/policy.ts';
import { leastPolicy } from '../../../src/model/rights/least-policy.ts';
import { roleNeedsOf } from '../../../src/model/rights/role-needs.ts';
import type { Definition } from '../../../src/model/definition.ts';
import { policyFindings } from '../../../src/check/rules/policies.ts';
import type { Finding } from '../../../src/lib/finding.ts';
import { definition, deploymentGroup, project, summary, withActions } from '../../rig/empty-definition.ts';

const sources = { buildspecsOf: () => [], taskRolesOf: () => undefined };
const type = (category: 'Build' | 'Deploy', provider: string) =>
  ({ category, owner: 'AWS', provider, version: '1' }) as const;
const build: ActionDeclaration = {
  name: 'Build',
  actionTypeId: type('Build', 'CodeBuild'),
  configuration: { ProjectName: 'build' },
};
const site: ActionDeclaration = {
  name: 'Site',
  actionTypeId: type('Deploy', 'S3'),
  configuration: { BucketName: 'web-site', Extract: 'true' },
};

function findings(
  policies: readonly RolePolicy[],
  parts: Partial<Definition> = { pipeline: withActions(build, site), projects: [project()] },
): readonly Finding[] {
  const all = definition({ ...parts, policies });
  return policyFindings({ definition: all, roles: roleNeedsOf(all, { ...sources, types: providers }) });
}

function policy(Statement: readonly PolicyStatement[], more: Partial<RolePolicy> = {}): RolePolicy {
  return { kind: 'rights', roleName: 'pipeline', fileName: 'some-file', document: { Statement }, ...more };
}

const start: PolicyStatement = {
  Effect: 'Allow',
  Action: ['codebuild:StartBuild', 'codebuild:BatchGetBuilds'],
  Resource: 'arn:aws:codebuild:eu-west-1:111122223333:project/build',
};
const put: PolicyStatement = {
  Effect: 'Allow',
  Action: 's3:PutObject',
  Resource: 'arn:aws:s3:::web-site/*',
};

test('nothing is said without a policy, and nothing of a role that has none', () => {
  expect(findings([])).toEqual([]);
  expect(findings([policy([start, put])])).toEqual([]);
});

describe('rights that are missing', () => {
  // shows: S3-156
  test('are one finding for each part that needs them, with the statement to add', () => {
    const found = findings([policy([])]);
    expect(summary(found)).toEqual([
      'PolicyRightMissing warning policies.0.Statement',
      'PolicyRightMissing warning policies.0.Statement',
    ]);
    expect(found[0]?.message).toBe(
      'The role pipeline may not codebuild:BatchGetBuilds and codebuild:StartBuild on arn:aws:codebuild:*:111122223333:project/build, which the action "Build" of stage "Stage" needs',
    );
    expect(found[1]?.remedy).toBe(
      'Add to Statement: {"Effect":"Allow","Action":["s3:PutObject"],"Resource":["arn:aws:s3:::web-site/*"]}',
    );
    expect(found[1]?.notes?.[0]?.path).toEqual(['pipeline', 'stages', 0, 'actions', 1, 'name']);
    expect(found[1]?.aws).toContain('not authorized to perform: s3:PutObject');
  });

  test('are no more missing once the statements of the remedies are there', () => {
    const added = findings([policy([])]).flatMap(
      ({ remedy = '' }) => JSON.parse(`[${remedy.replace('Add to Statement: ', '')}]`) as PolicyStatement[],
    );
    expect(findings([policy(added)])).toEqual([]);
  });

  test('are looked for in all policies of the role together', () => {
    expect(findings([policy([start]), policy([put], { policyName: 'more' })])).toEqual([]);
  });

  test('may also be denied, which is said at the Deny', () => {
    const deny: PolicyStatement = { Effect: 'Deny', Action: 's3:Put*', Resource: '*' };
    const found = findings([policy([start, put, deny])]);
    expect(summary(found)).toEqual(['PolicyRightMissing warning policies.0.Statement.2']);
    expect(found[0]?.message).toContain('is denied s3:PutObject on arn:aws:s3:::web-site/*');
  });

  test('may hang on a condition that only AWS can evaluate, which is a notice', () => {
    const Condition = { StringEquals: { 'aws:ResourceAccount': '111122223333' } };
    const found = findings([policy([start, { ...put, Condition }])]);
    expect(summary(found)).toEqual(['PolicyConditionUnknown notice policies.0.Statement.1']);
    expect(found[0]?.message).toBe(
      'Whether pipeline may s3:PutObject on arn:aws:s3:::web-site/* hangs on a condition on aws:ResourceAccount, which is known only on AWS',
    );
    const deny: PolicyStatement = { Effect: 'Deny', Action: '*', Resource: '*', Condition };
    expect(summary(findings([policy([start, put, deny])]))).toEqual([
      'PolicyConditionUnknown notice policies.0.Statement.2',
    ]);
  });
});

describe('a statement that gives too much', () => {
  test('by wildcards is one notice with what is needed in its place', () => {
    const wide: PolicyStatement = { Effect: 'Allow', Action: ['codebuild:*', 'ecs:*'], Resource: '*' };
    const found = findings([policy([wide, put])]);
    expect(summary(found)).toEqual(['PolicyTooWide notice policies.0.Statement.0']);
    expect(found[0]?.message).toBe(
      'This statement gives pipeline codebuild:*, ecs:* on every resource, and the definition needs codebuild:BatchGetBuilds, codebuild:StartBuild',
    );
    expect(found[0]?.remedy).toBe(
      'Write in its place: {"Effect":"Allow","Action":["codebuild:BatchGetBuilds","codebuild:StartBuild"],"Resource":["arn:aws:codebuild:*:111122223333:project/build"]}',
    );
  });

  test('of which nothing is needed is to be removed', () => {
    const wide: PolicyStatement = { Effect: 'Allow', Action: 'elasticbeanstalk:*', Resource: '*' };
    const found = findings([policy([start, put, wide])]);
    expect(found.map(({ remedy }) => remedy)).toEqual(['Remove it']);
  });

  test('by naming actions on every resource is reported as well', () => {
    const [found] = findings([policy([{ ...start, Resource: '*' }, put])]);
    expect(found).toMatchObject({ code: 'PolicyTooWide', path: ['policies', 0, 'Statement', 0] });
  });

  test('everything but something is too much', () => {
    const [found] = findings([policy([{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }])]);
    expect(found?.message).toContain('gives pipeline everything but iam:*');
  });

  test('is not reported where the needs of an action are not known', () => {
    const unknown = { ...build, actionTypeId: type('Deploy', 'AppConfig'), configuration: {} };
    const wide: PolicyStatement = { Effect: 'Allow', Action: '*', Resource: '*' };
    const found = findings([policy([wide])], { pipeline: withActions(unknown) });
    expect(summary(found)).toEqual(['PolicyNearAdministrator notice policies.0.Statement.0']);
  });

  test('is not every resource where AWS knows no narrower one', () => {
    const ecs = { ...build, actionTypeId: type('Deploy', 'ECS'), configuration: { ServiceName: 's' } };
    const parts = { pipeline: withActions(ecs) };
    const [role] = roleNeedsOf(definition(parts), { ...sources, types: providers });
    const least = leastPolicy((role?.needs ?? []).flatMap(({ rights }) => rights));
    expect(findings([policy(least.Statement)], parts)).toEqual([]);
  });
});

test('a bucket that nothing uses is reported, with the one that was meant', () => {
  const other: PolicyStatement = {
    ...put,
    Resource: ['arn:aws:s3:::web-site/*', 'arn:aws:s3:::web-sites/*'],
  };
  const found = findings([policy([start, other])]);
  expect(summary(found)).toEqual(['PolicyResourceUnused notice policies.0.Statement.1.Resource.1']);
  expect(found[0]?.remedy).toBe('Did you mean "web-site"?');
});

describe('whose a policy is', () => {
  const roles: Partial<Definition> = {
    pipeline: withActions(site),
    projects: [project({ serviceRole: 'arn:aws:iam::111122223333:role/service-role/Build-Service' })],
    deploymentGroups: [deploymentGroup()],
  };
  const bare = (fileName: string): RolePolicy => ({ kind: 'rights', fileName, document: { Statement: [] } });
  /** Every role lacks something, so that the finding says whose the policy is. */
  const owner = (fileName: string) =>
    findings([bare(fileName)], roles).map(
      ({ code, message }) => /^The role (\S+)/.exec(message)?.[1] ?? `${code}: ${message}`,
    )[0];

  const names: readonly (readonly [owner: string, fileName: string])[] = [
    ['Build-Service', 'build_service-policy'],
    ['pipeline', 'Pipeline-rights'],
    ['pipeline', 'codepipeline-role-policy'],
    ['Build-Service', 'codebuild-role-policy'],
    ['deploy', 'my-codedeploy-policy'],
  ];
  test.each(names)('%s by the name %s', (name, fileName) => {
    expect(owner(fileName)).toBe(name);
  });

  const unattached: readonly (readonly [why: string, fileName: string])[] = [
    ['the name "policy" is that of no role and no service', 'policy'],
    ['the name "pipelines" is that of no role and no service', 'pipelines'],
    ['has codepipeline and codebuild in it', 'codepipeline-and-codebuild'],
  ];
  test.each(unattached)('no role has it: %s', (why, fileName) => {
    expect(owner(fileName)).toContain('PolicyUnattached');
    expect(owner(fileName)).toContain(why);
  });

  test('several roles of one service leave it to none', () => {
    const two = [project(), project({ name: 'other', serviceRole: 'arn:aws:iam::111122223333:role/second' })];
    const found = findings([bare('codebuild-policy')], { ...roles, projects: two });
    expect(summary(found)).toEqual(['PolicyUnattached notice policies.0']);
    expect(found[0]?.message).toContain('several roles for codebuild');
  });

  test('roles of one name in two accounts leave it to none', () => {
    const elsewhere = { ...site, roleArn: 'arn:aws:iam::444455556666:role/pipeline' };
    const found = findings([policy([]), bare('pipeline-policy')], { pipeline: withActions(elsewhere) });
    expect(summary(found)).toEqual([
      'PolicyUnattached notice policies.0',
      'PolicyUnattached notice policies.1',
    ]);
  });

  test('a role that nothing names is reported with the one that was meant', () => {
    const found = findings([policy([], { roleName: 'pipelin' })], roles);
    expect(found[0]).toMatchObject({ code: 'PolicyUnattached', remedy: 'Did you mean "pipeline"?' });
  });
});

describe('a trust policy', () => {
  const trust = (service: string) =>
    policy([{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }], {
      kind: 'trust',
    });

  test('must let the service assume the role', () => {
    const found = findings([trust('ec2.amazonaws.com')]);
    expect(summary(found)).toEqual(['PolicyTrustInvalid warning policies.0.Statement']);
    expect(found[0]?.message).toBe(
      'codepipeline.amazonaws.com may not assume the role pipeline; ec2.amazonaws.com may',
    );
  });

  test('that does is sound, and gives no rights', () => {
    expect(findings([trust('codepipeline.amazonaws.com')])).toEqual([]);
  });
});
