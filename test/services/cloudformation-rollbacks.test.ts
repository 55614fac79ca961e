// Updates that fail, each for another reason: the stack goes back to what it was, and its function answers all the time.
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callJson, openTestEndpoint, signature, type TestEndpoint } from '../rig/endpoint.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';

let endpoint: TestEndpoint;
let address: string;

interface Written {
  /** What the function answers. */
  readonly word: string;
  /** More of the function's properties. */
  readonly more?: string;
  readonly code?: string;
  /** Of the parameter that comes after the function. */
  readonly name?: string;
  readonly value?: string;
  readonly resources?: string;
  readonly exported?: string;
  /** While the update runs. */
  readonly meanwhile?: () => Promise<void>;
}

/** Whatever fails comes after the function, which has changed by then. */
function template({
  word,
  more = '',
  code = `{ZipFile: "exports.handler = async () => '${word}'"}`,
  name = '/rollback/own',
  value = word,
  resources = '',
  exported = 'word',
}: Written): string {
  return `
Resources:
  App:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: app
      Runtime: nodejs22.x
      Handler: index.handler
      Role: arn:aws:iam::111122223333:role/app
      Description: ${word}
      Code: ${code}
${more}
  Address: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !GetAtt App.Arn, AuthType: NONE}}
  Public:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: !Ref App, Action: lambda:InvokeFunctionUrl, Principal: "*", FunctionUrlAuthType: NONE}
  Own:
    Type: AWS::SSM::Parameter
    DependsOn: App
    Properties: {Name: ${name}, Type: String, Value: "${value}"}
${resources}
Outputs:
  Address: {Value: !GetAtt Address.FunctionUrl}
  Word: {Value: !GetAtt Own.Value, Export: {Name: ${exported}}}
`;
}

const added = (type: string, properties: string, more = '') =>
  `  Added:\n    Type: ${type}\n    DependsOn: Own\n${more}    Properties: ${properties}\n`;
const parameter = (Name: string) => `{Name: ${Name}, Type: String, Value: x}`;
const before = template({ word: 'first' });
const nested = `Resources:\n  Bad: {Type: AWS::SSM::Parameter, Properties: ${parameter('"not a name"')}}\n`;

async function ssm(operation: string, input: object): Promise<string> {
  const { text } = await callJson(endpoint, 'ssm', { target: `AmazonSSM.${operation}`, input });
  return text;
}

async function s3(path: string, body = ''): Promise<void> {
  const headers = signature('s3', endpoint.credentials);
  const response = await fetch(`${endpoint.url}${path}`, { method: 'PUT', headers, body });
  if (!response.ok) throw new Error(await response.text());
}

async function create(StackName: string, TemplateBody: string): Promise<void> {
  await callStacks(endpoint, 'CreateStack', { StackName, TemplateBody });
  expect([await ended(endpoint, StackName), await eventsOf(endpoint, StackName)]).toEqual([
    'CREATE_COMPLETE',
    expect.anything(),
  ]);
}

beforeAll(async () => {
  endpoint = await openTestEndpoint();
  const xmlns = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
  const place = '<LocationConstraint>eu-central-1</LocationConstraint>';
  await s3('/templates', `<CreateBucketConfiguration ${xmlns}>${place}</CreateBucketConfiguration>`);
  await s3('/templates/nested.yml', nested);
  await ssm('PutParameter', { Name: '/foreign', Type: 'String', Value: 'x' });
  const asking = `exports.handler = async ({ ResponseURL, ...event }) => {
            const body = JSON.stringify({ ...event, PhysicalResourceId: 'a', Status: event.RequestType === 'Delete' ? 'SUCCESS' : 'FAILED', Reason: 'no' });
            await fetch(ResponseURL, { method: 'PUT', body });
          };`;
  await create(
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
  await create('app', before);
  const { part } = await callStacks(endpoint, 'DescribeStacks', { StackName: 'app' });
  const id = /https:\/\/([a-z0-9]{32})\./.exec(part('Outputs'))?.[1] ?? '';
  address = `${endpoint.url}/_aws/lambda-url/${id}/`;
  await create(
    'importer',
    `Resources:\n  Uses: {Type: AWS::SSM::Parameter, Properties: {Name: /uses, Type: String, Value: !ImportValue word}}\n`,
  );
});

afterAll(async () => endpoint[Symbol.asyncDispose]());

/** What a failed update leaves as it was: ids, outputs, the template, the settings of the function. */
async function shownState(): Promise<readonly string[]> {
  const given = { StackName: 'app' };
  const [resources, stacks, text, settings] = await Promise.all([
    callStacks(endpoint, 'DescribeStackResources', given),
    callStacks(endpoint, 'DescribeStacks', given),
    callStacks(endpoint, 'GetTemplate', given),
    fetch(`${endpoint.url}/2015-03-31/functions/app/configuration`, {
      headers: signature('lambda', endpoint.credentials),
    }).then(async (response) => (await response.json()) as Readonly<Record<string, unknown>>),
  ]);
  const found = (pattern: RegExp, from: string) => [...from.matchAll(pattern)].map(([whole]) => whole);
  return [
    ...found(/<(LogicalResourceId|PhysicalResourceId)>[^<]*/g, resources.text).toSorted(),
    ...found(/<Output(Key|Value)>[^<]*/g, stacks.text).toSorted(),
    text.part('TemplateBody'),
    ...['CodeSha256', 'Description', 'MemorySize', 'Timeout'].map((name) => String(settings[name])),
    await ssm('GetParameter', { Name: '/rollback/own' }).then(
      (answer) => /"Value":"[^"]*"/.exec(answer)?.[0] ?? '',
    ),
  ];
}

async function visit(): Promise<string> {
  const response = await fetch(address);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status} ${text}`);
  return text;
}

/** Of one visitor: more would make an environment of the function each. */
async function answersDuring(work: () => Promise<void>): Promise<ReadonlySet<string>> {
  const answers = new Set<string>();
  const over = new AbortController();
  const visitor = async () => {
    while (!over.signal.aborted) {
      answers.add(await visit());
      await delay(100);
    }
  };
  const working = work().finally(() => over.abort());
  await Promise.all([visitor(), working]);
  return answers;
}

const word = 'second';

/** Waits for what the update makes, and cancels it. */
async function cancel(): Promise<void> {
  while (!(await eventsOf(endpoint, 'app')).includes('Added CREATE_IN_PROGRESS')) await delay(20);
  // Long before all of these have come back it waits for its signal.
  for (let count = 0; count < 10; count += 1) await visit();
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
    const state = await shownState();
    const answers = await answersDuring(async () => {
      await callStacks(endpoint, 'UpdateStack', { StackName: 'app', TemplateBody: template(written) });
      await written.meanwhile?.();
      expect(await ended(endpoint, 'app')).toBe('UPDATE_ROLLBACK_COMPLETE');
    });
    expect(['first', 'second']).toEqual(expect.arrayContaining([...answers]));
    expect(await visit()).toBe('first');
    expect(await shownState()).toEqual(state);
  });
});
