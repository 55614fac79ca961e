// Stacks with functions and the APIs in front of them: what they make answers.
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { callQuery, openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';

async function call(endpoint: TestEndpoint, Action: string, parameters: Readonly<Record<string, string>>) {
  const { text } = await callQuery(endpoint, 'cloudformation', {
    Version: '2010-05-15',
    Action,
    ...parameters,
  });
  return text;
}

async function ended(endpoint: TestEndpoint, StackName: string): Promise<string> {
  for (;;) {
    const text = await call(endpoint, 'DescribeStacks', { StackName });
    const status = /<StackStatus>(.*?)</.exec(text)?.[1] ?? text;
    if (!status.endsWith('_IN_PROGRESS')) return status;
    await delay(50);
  }
}

async function failures(endpoint: TestEndpoint, StackName: string): Promise<readonly string[]> {
  const text = await call(endpoint, 'DescribeStackEvents', { StackName });
  const all = text.matchAll(
    /<LogicalResourceId>(.*?)<.*?<ResourceStatus>(.*?)<\/ResourceStatus>(?:<ResourceStatusReason>(.*?)<)?/gs,
  );
  return [...all].filter((match) => match[2]?.endsWith('FAILED')).map((match) => match.slice(1).join(' '));
}

const template = (word: string) => `
Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      Role: arn:aws:iam::111122223333:role/function
      Environment: {Variables: {WORD: ${word}}}
      Code:
        ZipFile: |
          exports.handler = async () => ({ statusCode: 200, body: 'hello ' + process.env.WORD });
  Version${word}:
    Type: AWS::Lambda::Version
    Properties: {FunctionName: !Ref Function, Description: ${word}}
  Alias:
    Type: AWS::Lambda::Alias
    Properties: {Name: live, FunctionName: !Ref Function, FunctionVersion: !GetAtt Version${word}.Version}
  RestPermission:
    Type: AWS::Lambda::Permission
    Properties: {Action: lambda:InvokeFunction, FunctionName: !Ref Alias, Principal: apigateway.amazonaws.com}
  Rest:
    Type: AWS::ApiGateway::RestApi
    Properties: {Name: rest}
  Hello:
    Type: AWS::ApiGateway::Resource
    Properties: {RestApiId: !Ref Rest, ParentId: !GetAtt Rest.RootResourceId, PathPart: hello}
  GetHello:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Rest
      ResourceId: !Ref Hello
      HttpMethod: GET
      AuthorizationType: NONE
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: POST
        Uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Alias}/invocations
  Deployment:
    Type: AWS::ApiGateway::Deployment
    DependsOn: GetHello
    Properties: {RestApiId: !Ref Rest}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties: {RestApiId: !Ref Rest, DeploymentId: !Ref Deployment, StageName: prod}
  Http:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: http, ProtocolType: HTTP}
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties: {ApiId: !Ref Http, IntegrationType: AWS_PROXY, IntegrationUri: !Ref Alias, PayloadFormatVersion: "2.0"}
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Http, RouteKey: GET /hello, Target: !Sub "integrations/\${Integration}"}
  HttpStage:
    Type: AWS::ApiGatewayV2::Stage
    Properties: {ApiId: !Ref Http, StageName: $default, AutoDeploy: true}
Outputs:
  Rest: {Value: !Ref Rest}
  Http: {Value: !Ref Http}
`;

test('a function and its APIs are made, answer, change and go', async () => {
  await using endpoint = await openTestEndpoint();
  await call(endpoint, 'CreateStack', { StackName: 'app', TemplateBody: template('one') });
  expect([await ended(endpoint, 'app'), await failures(endpoint, 'app')]).toEqual(['CREATE_COMPLETE', []]);
  const described = await call(endpoint, 'DescribeStacks', { StackName: 'app' });
  const output = (key: string) =>
    new RegExp(`<OutputKey>${key}</OutputKey><OutputValue>(.*?)<`).exec(described)?.[1] ?? '';
  const answers = async () =>
    Promise.all(
      [`${output('Rest')}/prod/hello`, `${output('Http')}/$default/hello`].map(async (path) =>
        (await fetch(`${endpoint.url}/_aws/execute-api/${path}`)).text(),
      ),
    );
  expect(await answers()).toEqual(['hello one', 'hello one']);
  await call(endpoint, 'UpdateStack', { StackName: 'app', TemplateBody: template('two') });
  expect([await ended(endpoint, 'app'), await failures(endpoint, 'app')]).toEqual(['UPDATE_COMPLETE', []]);
  expect(await answers()).toEqual(['hello two', 'hello two']);
  const id = /<StackId>(.*?)</.exec(described)?.[1] ?? '';
  await call(endpoint, 'DeleteStack', { StackName: 'app' });
  expect([await ended(endpoint, id), await failures(endpoint, id)]).toEqual(['DELETE_COMPLETE', []]);
});

const serverless = (word: string) => `
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: nodejs22.x, Handler: index.handler}}
Resources:
  Function:
    Type: AWS::Serverless::Function
    Properties:
      AutoPublishAlias: live
      FunctionUrlConfig: {AuthType: NONE}
      EventInvokeConfig: {MaximumRetryAttempts: 0}
      Environment: {Variables: {WORD: ${word}}}
      InlineCode: |
        exports.handler = async () => ({ statusCode: 200, body: 'hello ' + process.env.WORD });
      Events:
        Hello: {Type: HttpApi, Properties: {Path: /hello, Method: get}}
        Keyed: {Type: Api, Properties: {Path: /${word}, Method: get, RestApiId: !Ref Rest}}
  Rest:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Auth:
        ApiKeyRequired: true
        UsagePlan: {CreateUsagePlan: PER_API, Description: ${word}, Throttle: {RateLimit: ${word.length}, BurstLimit: 9}}
Outputs:
  Http: {Value: !Ref ServerlessHttpApi}
`;

test('a template of SAM is expanded, and its API answers with the version of the alias', async () => {
  await using endpoint = await openTestEndpoint();
  const given = {
    StackName: 'sam',
    TemplateBody: serverless('one'),
    'Capabilities.member.1': 'CAPABILITY_IAM',
  };
  expect(await call(endpoint, 'CreateStack', given)).toContain(
    'Requires capabilities : [CAPABILITY_AUTO_EXPAND]',
  );
  const allowed = { ...given, 'Capabilities.member.2': 'CAPABILITY_AUTO_EXPAND' };
  await call(endpoint, 'CreateStack', allowed);
  expect([await ended(endpoint, 'sam'), await failures(endpoint, 'sam')]).toStrictEqual([
    'CREATE_COMPLETE',
    [],
  ]);
  const api =
    /<OutputValue>(\w+)/.exec(await call(endpoint, 'DescribeStacks', { StackName: 'sam' }))?.[1] ?? '';
  const answer = async () => (await fetch(`${endpoint.url}/_aws/execute-api/${api}/$default/hello`)).text();
  expect(await answer()).toBe('hello one');
  await call(endpoint, 'UpdateStack', { ...allowed, TemplateBody: serverless('two') });
  expect([await ended(endpoint, 'sam'), await failures(endpoint, 'sam')]).toStrictEqual([
    'UPDATE_COMPLETE',
    [],
  ]);
  expect(await answer()).toBe('hello two');
  const original = await call(endpoint, 'GetTemplate', { StackName: 'sam' });
  expect(original).toContain('Transform: AWS::Serverless-2016-10-31');
  const processed = await call(endpoint, 'GetTemplate', { StackName: 'sam', TemplateStage: 'Processed' });
  expect(processed).toContain('AWS::ApiGatewayV2::Stage');
  const id = /<StackId>(.*?)</.exec(await call(endpoint, 'DescribeStacks', { StackName: 'sam' }))?.[1] ?? '';
  await call(endpoint, 'DeleteStack', { StackName: 'sam' });
  expect([await ended(endpoint, id), await failures(endpoint, id)]).toStrictEqual(['DELETE_COMPLETE', []]);
});
