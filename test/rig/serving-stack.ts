// A stack whose function answers requests while an update of it goes on, and what it is made of: the same before an update that
// fails and after it.
import { setTimeout as delay } from 'node:timers/promises';
import { callJson, signature, type TestEndpoint } from './endpoint.ts';
import { callStacks, ended, eventsOf } from './stacks.ts';

export type ServingEndpoint = Pick<TestEndpoint, 'url' | 'credentials'>;

export interface ServingTemplate {
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
}

/** Whatever fails comes after the function, which has changed by then. */
export function servingTemplate({
  word,
  more = '',
  code = `{ZipFile: "exports.handler = async () => '${word}'"}`,
  name = '/rollback/own',
  value = word,
  resources = '',
  exported = 'word',
}: ServingTemplate): string {
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

export async function createStack(
  endpoint: ServingEndpoint,
  StackName: string,
  TemplateBody: string,
): Promise<void> {
  const { text } = await callStacks(endpoint, 'CreateStack', { StackName, TemplateBody });
  const status = await ended(endpoint, StackName);
  if (status !== 'CREATE_COMPLETE')
    throw new Error([text, status, ...(await eventsOf(endpoint, StackName))].join('\n'));
}

export async function callSsm(endpoint: ServingEndpoint, operation: string, input: object): Promise<string> {
  const { text } = await callJson(endpoint, 'ssm', { target: `AmazonSSM.${operation}`, input });
  return text;
}

/** The address of the function of the stack `app`. */
export async function addressOf(endpoint: ServingEndpoint): Promise<string> {
  const { part } = await callStacks(endpoint, 'DescribeStacks', { StackName: 'app' });
  const id = /https:\/\/([a-z0-9]{32})\./.exec(part('Outputs'))?.[1] ?? '';
  return `${endpoint.url}/_aws/lambda-url/${id}/`;
}

/** What a failed update leaves as it was: ids, outputs, the template, the settings of the function. */
export async function shownState(endpoint: ServingEndpoint): Promise<readonly string[]> {
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
    await callSsm(endpoint, 'GetParameter', { Name: '/rollback/own' }).then(
      (answer) => /"Value":"[^"]*"/.exec(answer)?.[0] ?? '',
    ),
  ];
}

export async function visit(address: string): Promise<string> {
  const response = await fetch(address);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status} ${text}`);
  return text;
}

/** Of one visitor: more would make an environment of the function each. */
export async function answersDuring(
  address: string,
  work: () => Promise<void>,
): Promise<ReadonlySet<string>> {
  const answers = new Set<string>();
  const over = new AbortController();
  const visitor = async () => {
    while (!over.signal.aborted) {
      answers.add(await visit(address));
      await delay(100);
    }
  };
  const working = work().finally(() => over.abort());
  await Promise.all([visitor(), working]);
  return answers;
}
