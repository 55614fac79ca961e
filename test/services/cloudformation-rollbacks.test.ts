// Updates that fail, each for another reason: the stack goes back to what it was, and its function answers all the time.
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestEndpoint, signature, type TestEndpoint } from '../rig/endpoint.ts';
import {
  addressOf,
  answersDuring,
  callSsm,
  createStack,
  servingTemplate,
  shownState,
  visit,
  type ServingTemplate,
} from '../rig/serving-stack.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';

let endpoint: TestEndpoint;
let address: string;

interface Written extends ServingTemplate {
  /** While the update runs. */
  readonly meanwhile?: () => Promise<void>;
}

const added = (type: string, properties: string, more = '') =>
  `  Added:\n    Type: ${type}\n    DependsOn: Own\n${more}    Properties: ${properties}\n`;
const parameter = (Name: string) => `{Name: ${Name}, Type: String, Value: x}`;
const before = servingTemplate({ word: 'first' });
const nested = `Resources:\n  Bad: {Type: AWS::SSM::Parameter, Properties: ${parameter('"not a name"')}}\n`;

async function s3(path: string, body = ''): Promise<void> {
  const headers = signature('s3', endpoint.credentials);
  const response = await fetch(`${endpoint.url}${path}`, { method: 'PUT', headers, body });
  if (!response.ok) throw new Error(await response.text());
}

beforeAll(async () => {
  endpoint = await openTestEndpoint();
  const xmlns = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
  const place = '<LocationConstraint>eu-central-1</LocationConstraint>';
  await s3('/templates', `<CreateBucketConfiguration ${xmlns}>${place}</CreateBucketConfiguration>`);
  await s3('/templates/nested.yml', nested);
  await callSsm(endpoint, 'PutParameter', { Name: '/foreign', Type: 'String', Value: 'x' });
  const asking = `exports.handler = async ({ ResponseURL, ...event }) => {
            const body = JSON.stringify({ ...event, PhysicalResourceId: 'a', Status: event.RequestType === 'Delete' ? 'SUCCESS' : 'FAILED', Reason: 'no' });
            await fetch(ResponseURL, { method: 'PUT', body });
          };`;
  await createStack(
    endpoint,
    'others',
    `
Resources:
  Provider:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: provider
      Runtime: nodejs22.x
      Handler: index.handler
      Role: arn:aws:iam::111122223333:role/app
      Code:
        ZipFile: |
          ${asking}
Outputs:
  Taken: {Value: x, Export: {Name: taken}}
`,
  );
  await createStack(endpoint, 'app', before);
  address = await addressOf(endpoint);
  await createStack(
    endpoint,
    'importer',
    `Resources:\n  Uses: {Type: AWS::SSM::Parameter, Properties: {Name: /uses, Type: String, Value: !ImportValue word}}\n`,
  );
});

afterAll(async () => endpoint[Symbol.asyncDispose]());

const word = 'second';

/** Waits for what the update makes, and cancels it. */
async function cancel(): Promise<void> {
  while (!(await eventsOf(endpoint, 'app')).includes('Added CREATE_IN_PROGRESS')) await delay(20);
  // Long before all of these have come back it waits for its signal.
  for (let count = 0; count < 10; count += 1) await visit(address);
  await callStacks(endpoint, 'CancelUpdateStack', { StackName: 'app' });
}

describe('a failing update goes back while its function answers:', () => {
  test.each<readonly [string, Written]>([
    ['a new resource is refused', { word, resources: added('AWS::Logs::LogGroup', '{RetentionInDays: 2}') }],
    [
      'a new resource is there already',
      { word, resources: added('AWS::SSM::Parameter', parameter('/foreign')) },
    ],
    ['a change is refused', { word, value: 'x'.repeat(8200) }],
    ['a replacement is refused', { word, name: '"not a name"' }],
    ['a replacement is there already', { word, name: '/foreign' }],
    [
      'a dynamic reference leads nowhere',
      {
        word,
        resources: added('AWS::SSM::Parameter', '{Name: /a, Type: String, Value: "{{resolve:ssm:/none}}"}'),
      },
    ],
    [
      'a custom resource answers that it has failed',
      {
        word,
        resources: added(
          'Custom::Bad',
          '{ServiceToken: "arn:aws:lambda:eu-central-1:111122223333:function:provider"}',
        ),
      },
    ],
    [
      'no signal comes in time',
      {
        word,
        resources: added(
          'AWS::CloudFormation::WaitCondition',
          '{}',
          '    CreationPolicy: {ResourceSignal: {Timeout: PT1S}}\n',
        ),
      },
    ],
    [
      'the user cancels it',
      {
        word,
        resources: added(
          'AWS::CloudFormation::WaitCondition',
          '{}',
          '    CreationPolicy: {ResourceSignal: {Timeout: PT1H}}\n',
        ),
        meanwhile: cancel,
      },
    ],
    [
      'a nested stack fails',
      {
        word,
        resources: added(
          'AWS::CloudFormation::Stack',
          '{TemplateURL: "https://templates.s3.eu-central-1.amazonaws.com/nested.yml"}',
        ),
      },
    ],
    ['the code of a function is not there', { word, code: '{S3Bucket: templates, S3Key: none.zip}' }],
    ['a setting of a function is refused', { word, more: '      MemorySize: 1' }],
    [
      'a bucket has the name of another one',
      { word, resources: added('AWS::S3::Bucket', '{BucketName: templates}') },
    ],
    ["its export is another stack's", { word, exported: 'taken' }],
    ['an export that is imported goes', { word, exported: 'other' }],
  ])('%s', async (_reason, written) => {
    const state = await shownState(endpoint);
    const answers = await answersDuring(address, async () => {
      await callStacks(endpoint, 'UpdateStack', { StackName: 'app', TemplateBody: servingTemplate(written) });
      await written.meanwhile?.();
      expect(await ended(endpoint, 'app')).toBe('UPDATE_ROLLBACK_COMPLETE');
    });
    expect(['first', 'second']).toEqual(expect.arrayContaining([...answers]));
    expect(await visit(address)).toBe('first');
    expect(await shownState(endpoint)).toEqual(state);
  });
});
