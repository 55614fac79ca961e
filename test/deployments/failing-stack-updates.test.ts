// Updates of a stack that fail for reasons that need more of the account than a refused value, while its function answers all the
// time: each ends with everything as it was. The others: `services/cloudformation-rollbacks.test.ts`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callQuery, openTestEndpoint, signature, type TestEndpoint } from '../rig/endpoint.ts';
import { missingMoto } from '../rig/moto.ts';
import {
  addressOf,
  answersDuring,
  createStack,
  servingTemplate,
  shownState,
  visit,
  type ServingTemplate,
} from '../rig/serving-stack.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';
import { makeFolderForFunctions, type TemporaryFolder } from '../rig/temporary-folder.ts';

let endpoint: TestEndpoint;
let address: string;
let folder: TemporaryFolder;

const word = 'second';

/** The provider writes the version of its schema into a file, and refuses the one that is broken after it has written it. */
const migrating = `const { readFileSync, writeFileSync } = require('node:fs');
          exports.handler = async ({ ResponseURL, ResourceProperties: { Version, File, Answers }, ...event }) => {
            if (Answers === 'never') return;
            writeFileSync(File, Version);
            const Status = event.RequestType === 'Update' && Version === 'broken' ? 'FAILED' : 'SUCCESS';
            await fetch(ResponseURL, { method: 'PUT', body: JSON.stringify({ ...event, PhysicalResourceId: 'schema', Status, Reason: 'relation exists' }) });
          };`;

const provider = 'arn:aws:lambda:eu-central-1:111122223333:function:migrate';

const schema = (version: string) => `
  Schema:
    Type: Custom::Schema
    DependsOn: Own
    Properties: {ServiceToken: "${provider}", Version: "${version}", File: "${join(folder.path, 'schema')}"}
`;

const service = (image: string, count: number) => `
  Cluster: {Type: AWS::ECS::Cluster, Properties: {ClusterName: failing}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: {Family: failing, ContainerDefinitions: [{Name: web, Image: "${image}", Memory: 64}]}
  Service:
    Type: AWS::ECS::Service
    DependsOn: Own
    Properties:
      ServiceName: failing
      Cluster: !Ref Cluster
      TaskDefinition: !Ref Task
      DesiredCount: ${count}
      DeploymentConfiguration: {DeploymentCircuitBreaker: {Enable: true, Rollback: false}}
`;

/** What all versions of the stack have next to the function. */
const others = ({ version = '1', image = 'registry.invalid/one:1', count = 0 } = {}) => `
${schema(version)}
${service(image, count)}
`;

const added = (type: string, properties: string, more = '') =>
  `${others()}\n  Added:\n    Type: ${type}\n    DependsOn: Own\n${more}    Properties: ${properties}\n`;

async function putObject(path: string, body: string): Promise<void> {
  const headers = signature('s3', endpoint.credentials);
  const response = await fetch(`${endpoint.url}${path}`, { method: 'PUT', headers, body });
  if (!response.ok) throw new Error(await response.text());
}

beforeAll(async () => {
  endpoint = await openTestEndpoint();
  folder = await makeFolderForFunctions();
  await createStack(
    endpoint,
    'ground',
    `
Resources:
  Code: {Type: AWS::S3::Bucket, Properties: {BucketName: failing-code}}
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties: {AlarmName: failing, ComparisonOperator: GreaterThanThreshold, EvaluationPeriods: 1, MetricName: Errors, Namespace: Mine, Period: 60, Statistic: Sum, Threshold: 1}
  Provider:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: migrate
      Runtime: nodejs22.x
      Handler: index.handler
      Role: arn:aws:iam::111122223333:role/app
      Code:
        ZipFile: |
          ${migrating}
`,
  );
  await putObject('/failing-code/broken.zip', 'no zip at all');
  await createStack(endpoint, 'app', servingTemplate({ word: 'first', resources: others() }));
  address = await addressOf(endpoint);
});

afterAll(async () => {
  await endpoint?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

interface Failing extends Omit<ServingTemplate, 'word' | 'resources'> {
  readonly resources?: () => string;
  readonly meanwhile?: () => Promise<void>;
  readonly given?: Readonly<Record<string, string>>;
  readonly reason: RegExp;
}

const alarmArn = 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:failing';

async function setAlarm(StateValue: string): Promise<void> {
  await callQuery(endpoint, 'monitoring', {
    Version: '2010-08-01',
    Action: 'SetAlarmState',
    AlarmName: 'failing',
    StateValue,
    StateReason: 'tried',
  });
}

/** Of the last one. */
async function eventsOfUpdate(): Promise<readonly string[]> {
  const all = await eventsOf(endpoint, 'app');
  return all.slice(all.lastIndexOf('app UPDATE_IN_PROGRESS User Initiated'));
}

async function raiseAlarm(): Promise<void> {
  while (!(await eventsOfUpdate()).some((each) => each.startsWith('Added CREATE_IN_PROGRESS')))
    await delay(20);
  await setAlarm('ALARM');
}

const waiting = '    CreationPolicy: {ResourceSignal: {Timeout: PT1H}}\n';

describe.skipIf((await missingMoto()) !== undefined)(
  'a failing update goes back while its function answers:',
  () => {
    test.each<readonly [string, Failing]>([
      [
        'the code of the function is no zip',
        { code: '{S3Bucket: failing-code, S3Key: broken.zip}', reason: /^App UPDATE_FAILED .*unzip/ },
      ],
      [
        'the bucket of its code is not there',
        { code: '{S3Bucket: failing-none, S3Key: code.zip}', reason: /^App UPDATE_FAILED .*bucket/i },
      ],
      [
        'a layer of the function is not there',
        {
          more: '      Layers: ["arn:aws:lambda:eu-central-1:111122223333:layer:none:1"]',
          reason: /^App UPDATE_FAILED .*layer/i,
        },
      ],
      [
        'a custom resource does not answer in its time',
        {
          resources: () =>
            added('Custom::Silent', `{ServiceToken: "${provider}", ServiceTimeout: 2, Answers: never}`),
          reason: /^Added CREATE_FAILED CloudFormation did not receive a response from your Custom Resource/,
        },
      ],
      [
        'a migration fails when it has changed its schema',
        {
          resources: () => others({ version: 'broken' }),
          reason: /^Schema UPDATE_FAILED Received response status \[FAILED\].*relation exists/,
        },
      ],
      [
        'an alarm of its rollback configuration rises',
        {
          resources: () => added('AWS::CloudFormation::WaitCondition', '{}', waiting),
          given: {
            'RollbackConfiguration.RollbackTriggers.member.1.Arn': alarmArn,
            'RollbackConfiguration.RollbackTriggers.member.1.Type': 'AWS::CloudWatch::Alarm',
          },
          meanwhile: raiseAlarm,
          reason: /^app UPDATE_ROLLBACK_IN_PROGRESS The rollback trigger .* is in the state ALARM/,
        },
      ],
      [
        'the tasks of a service do not start',
        {
          resources: () => others({ image: 'registry.invalid/two:1', count: 1 }),
          reason: /^Service UPDATE_FAILED /,
        },
      ],
    ])('%s', async (_kind, { resources = others, meanwhile, given = {}, reason, ...written }) => {
      const state = await shownState(endpoint);
      // The stack keeps the trigger that one of them gives it.
      await setAlarm('OK');
      const answers = await answersDuring(address, async () => {
        const TemplateBody = servingTemplate({ word, resources: resources(), ...written });
        await callStacks(endpoint, 'UpdateStack', { StackName: 'app', TemplateBody, ...given });
        await meanwhile?.();
        expect(await ended(endpoint, 'app')).toBe('UPDATE_ROLLBACK_COMPLETE');
      });
      expect(await eventsOfUpdate()).toContainEqual(expect.stringMatching(reason));
      expect(['first', 'second']).toEqual(expect.arrayContaining([...answers]));
      expect(await visit(address)).toBe('first');
      expect(await shownState(endpoint)).toEqual(state);
      expect(readFileSync(join(folder.path, 'schema'), 'utf8')).toBe('1');
    });
  },
);
