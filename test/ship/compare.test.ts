// A definition next to what an account has: what a service fills in is no difference, and all else is.
import { expect, test } from 'vitest';
import { compareParts, partsOfDefinition, withoutDefaults } from '../../src/ship/compare.ts';
import { readExample } from './shipped.ts';

test('what a service fills in is no difference', async () => {
  const { definition } = await readExample('cicd-demo/pipeline.json');
  const wanted = partsOfDefinition(definition);
  const there = new Map(
    [...wanted].map(([part, values]) => [
      part,
      {
        ...values,
        arn: 'arn:aws:x',
        version: 3,
        tags: [],
        badge: { badgeEnabled: false },
        secondarySources: [],
      },
    ]),
  );
  expect(compareParts(wanted, there)).toEqual([]);
});

test('a value that the account has otherwise, or alone, is one', async () => {
  const { definition } = await readExample('cicd-demo/pipeline.json');
  const wanted = partsOfDefinition(definition);
  const there = new Map([...wanted].filter(([part]) => !part.startsWith('application')));
  const project = 'build project cicd-demo';
  there.set(project, { ...there.get(project), timeoutInMinutes: 20, concurrentBuildLimit: 2 });
  expect(compareParts(wanted, there)).toEqual([
    {
      part: project,
      fields: [
        { path: 'timeoutInMinutes', before: 20, after: 15 },
        { path: 'concurrentBuildLimit', before: 2 },
      ],
    },
    { part: 'application cicd-demo' },
  ]);
});

test('ARNs of the own account and Region are compared as they are shipped', async () => {
  const { definition } = await readExample('cicd-demo/pipeline.json');
  const place = { partition: 'aws', account: '444455556666', region: 'eu-west-1' };
  const project = partsOfDefinition(definition, place).get('build project cicd-demo');
  expect(project?.['serviceRole']).toBe('arn:aws:iam::444455556666:role/CodeBuild-Service-Role');
});

test('what the pipeline does not work with is no part of it', async () => {
  const { definition } = await readExample('cloud-health-dashboard/pipeline.json');
  expect([...partsOfDefinition(definition).keys()]).toEqual([
    'pipeline cloud-health-dashboard-pipeline',
    'build project backend-build',
    'build project frontend-build',
    'build project smoke-test',
  ]);
});

test('what CodeBuild fills in is left out, and what the user gives is kept', () => {
  const timeoutInMinutes = 60;
  expect(
    withoutDefaults({
      name: 'shop',
      timeoutInMinutes,
      encryptionKey: 'arn:aws:kms:us-east-1:111122223333:alias/aws/s3',
      artifacts: { type: 'CODEPIPELINE', name: 'shop', packaging: 'NONE', encryptionDisabled: false },
      environment: {
        environmentVariables: [{ name: 'EMPTY', value: '', type: 'PLAINTEXT' }],
        privilegedMode: false,
      },
      stages: [{ actions: [{ timeoutInMinutes, configuration: { DetectChanges: '' } }] }],
    }),
  ).toEqual({
    name: 'shop',
    artifacts: { type: 'CODEPIPELINE' },
    environment: { environmentVariables: [{ name: 'EMPTY', value: '' }] },
    stages: [{ actions: [{ timeoutInMinutes, configuration: { DetectChanges: '' } }] }],
  });
});

test('tags are compared by their keys, in the form of any service, without those that AWS gives', async () => {
  const { definition } = await readExample('cicd-demo/pipeline.json');
  const tagged = {
    ...definition,
    readFrom: { 'applications.0': { file: '/application.json', tags: { team: 'shop', stage: 'live' } } },
  };
  const application = 'application cicd-demo';
  const wanted = partsOfDefinition(tagged);
  const there = new Map(wanted);
  there.set(application, {
    ...wanted.get(application),
    tags: [
      { Key: 'team', Value: 'other' },
      { Key: 'aws:cloudformation:stack-name', Value: 'cicd-demo' },
      { Key: 'cost', Value: '7' },
    ],
  });
  expect(compareParts(wanted, there)).toEqual([
    {
      part: application,
      fields: [
        { path: 'tags.team', before: 'other', after: 'shop' },
        { path: 'tags.cost', before: '7' },
        { path: 'tags.stage', after: 'live' },
      ],
    },
  ]);
  expect(compareParts(wanted, wanted)).toEqual([]);
});
