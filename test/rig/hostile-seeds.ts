// What an account has before it is called wrongly: one thing of each kind, so that calls come further than the id of
// something that is not there.
import type { CallAws } from '../../src/account/call-aws.ts';
import type { ServiceName } from '../../src/aws/service-model.ts';
import { isValues, type Values } from '../../src/aws/wire/message.ts';
import { revisionZip } from './revision-zip.ts';

const role = 'arn:aws:iam::111122223333:role/none';

/** By the names of members in lower case: `restapiid`. */
type KnownTexts = ReadonlyMap<string, string>;

interface Seed {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: (known: KnownTexts) => Values;
  /** What its answer's `id` and its like are called by other operations. */
  readonly names?: Readonly<Record<string, string>>;
}

const id = (known: KnownTexts, name: string): string => known.get(name.toLowerCase()) ?? 'none';

const template = JSON.stringify({
  Resources: { Limit: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: '1' } } },
});

const action = (name: string, category: string, provider: string, parts: Values): Values => ({
  name,
  actionTypeId: { category, owner: 'AWS', provider, version: '1' },
  ...parts,
});

async function seeds(): Promise<readonly Seed[]> {
  const zip = await revisionZip({ 'index.mjs': 'export const handler = () => 1;' });
  return [
    {
      service: 's3',
      operation: 'CreateBucket',
      input: () => ({ Bucket: 'seeded', CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } }),
      names: {},
    },
    { service: 's3', operation: 'PutObject', input: () => ({ Bucket: 'seeded', Key: 'key', Body: 'hello' }) },
    { service: 's3', operation: 'CreateMultipartUpload', input: () => ({ Bucket: 'seeded', Key: 'upload' }) },
    {
      service: 'ssm',
      operation: 'PutParameter',
      input: () => ({ Name: 'seeded', Value: '1', Type: 'String' }),
    },
    {
      service: 'secretsmanager',
      operation: 'CreateSecret',
      input: () => ({ Name: 'seeded', SecretString: 'x' }),
      names: { ARN: 'SecretId' },
    },
    { service: 'logs', operation: 'CreateLogGroup', input: () => ({ logGroupName: 'seeded' }) },
    {
      service: 'logs',
      operation: 'CreateLogStream',
      input: () => ({ logGroupName: 'seeded', logStreamName: 'one' }),
    },
    {
      service: 'lambda',
      operation: 'CreateFunction',
      input: () => ({
        FunctionName: 'seeded',
        Role: role,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Code: { ZipFile: zip },
      }),
    },
    {
      service: 'lambda',
      operation: 'PublishVersion',
      input: () => ({ FunctionName: 'seeded' }),
      names: { Version: 'FunctionVersion' },
    },
    {
      service: 'lambda',
      operation: 'CreateAlias',
      input: () => ({ FunctionName: 'seeded', Name: 'live', FunctionVersion: '1' }),
    },
    {
      service: 'apigateway',
      operation: 'CreateRestApi',
      input: () => ({ name: 'seeded' }),
      names: { id: 'restApiId', rootResourceId: 'resourceId' },
    },
    {
      service: 'apigateway',
      operation: 'PutMethod',
      input: (known) => ({
        restApiId: id(known, 'restApiId'),
        resourceId: id(known, 'resourceId'),
        httpMethod: 'GET',
        authorizationType: 'NONE',
      }),
    },
    {
      service: 'apigateway',
      operation: 'PutIntegration',
      input: (known) => ({
        restApiId: id(known, 'restApiId'),
        resourceId: id(known, 'resourceId'),
        httpMethod: 'GET',
        type: 'MOCK',
      }),
    },
    {
      service: 'apigateway',
      operation: 'CreateDeployment',
      input: (known) => ({ restApiId: id(known, 'restApiId'), stageName: 'prod' }),
      names: { id: 'deploymentId' },
    },
    {
      service: 'apigateway',
      operation: 'CreateModel',
      input: (known) => ({
        restApiId: id(known, 'restApiId'),
        name: 'Shape',
        contentType: 'application/json',
        schema: '{}',
      }),
      names: { name: 'modelName' },
    },
    {
      service: 'apigateway',
      operation: 'CreateUsagePlan',
      input: () => ({ name: 'seeded' }),
      names: { id: 'usagePlanId' },
    },
    {
      service: 'apigatewayv2',
      operation: 'CreateApi',
      input: () => ({ Name: 'seeded', ProtocolType: 'HTTP' }),
    },
    {
      service: 'apigatewayv2',
      operation: 'CreateIntegration',
      input: (known) => ({
        ApiId: id(known, 'ApiId'),
        IntegrationType: 'HTTP_PROXY',
        IntegrationUri: 'https://example.com',
        IntegrationMethod: 'GET',
        PayloadFormatVersion: '1.0',
      }),
    },
    {
      service: 'apigatewayv2',
      operation: 'CreateRoute',
      input: (known) => ({ ApiId: id(known, 'ApiId'), RouteKey: 'GET /' }),
    },
    {
      service: 'apigatewayv2',
      operation: 'CreateStage',
      input: (known) => ({ ApiId: id(known, 'ApiId'), StageName: 'dev' }),
    },
    {
      service: 'ecs',
      operation: 'CreateCluster',
      input: () => ({ clusterName: 'seeded' }),
      names: { clusterName: 'cluster' },
    },
    {
      service: 'ecs',
      operation: 'RegisterTaskDefinition',
      input: () => ({ family: 'seeded', containerDefinitions: [{ name: 'web', image: 'none', memory: 64 }] }),
      names: { taskDefinitionArn: 'taskDefinition' },
    },
    { service: 'ecr', operation: 'CreateRepository', input: () => ({ repositoryName: 'seeded' }) },
    {
      service: 'elbv2',
      operation: 'CreateTargetGroup',
      input: () => ({ Name: 'seeded', Protocol: 'HTTP', Port: 80, VpcId: 'vpc-1' }),
    },
    {
      service: 'cloudfront',
      operation: 'CreateFunction',
      input: () => ({
        Name: 'seeded',
        FunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0' },
        FunctionCode: 'function handler(event) { return event.request; }',
      }),
      names: { ETag: 'IfMatch' },
    },
    {
      service: 'codebuild',
      operation: 'CreateProject',
      input: () => ({
        name: 'seeded',
        source: { type: 'NO_SOURCE', buildspec: 'version: 0.2\nphases: {build: {commands: [true]}}' },
        artifacts: { type: 'NO_ARTIFACTS' },
        environment: {
          type: 'LINUX_CONTAINER',
          image: 'aws/codebuild/standard:7.0',
          computeType: 'BUILD_GENERAL1_SMALL',
        },
        serviceRole: role,
      }),
      names: { name: 'projectName' },
    },
    { service: 'codedeploy', operation: 'CreateApplication', input: () => ({ applicationName: 'seeded' }) },
    {
      service: 'codedeploy',
      operation: 'CreateDeploymentGroup',
      input: () => ({ applicationName: 'seeded', deploymentGroupName: 'all', serviceRoleArn: role }),
    },
    {
      service: 'codepipeline',
      operation: 'CreatePipeline',
      input: () => ({
        pipeline: {
          name: 'seeded',
          roleArn: role,
          artifactStore: { type: 'S3', location: 'seeded' },
          stages: [
            {
              name: 'Source',
              actions: [
                action('Get', 'Source', 'S3', {
                  configuration: {
                    S3Bucket: 'seeded',
                    S3ObjectKey: 'none.zip',
                    PollForSourceChanges: 'false',
                  },
                  outputArtifacts: [{ name: 'Code' }],
                }),
              ],
            },
            { name: 'Ask', actions: [action('Approve', 'Approval', 'Manual', {})] },
          ],
        },
      }),
      names: { name: 'pipelineName' },
    },
    {
      service: 'cloudformation',
      operation: 'CreateStack',
      input: () => ({ StackName: 'seeded', TemplateBody: template }),
    },
    {
      service: 'stepfunctions',
      operation: 'CreateStateMachine',
      input: () => ({
        name: 'seeded',
        roleArn: role,
        definition: '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}',
      }),
    },
    {
      service: 'stepfunctions',
      operation: 'StartExecution',
      input: (known) => ({ stateMachineArn: id(known, 'stateMachineArn') }),
    },
    { service: 'scheduler', operation: 'CreateScheduleGroup', input: () => ({ Name: 'seeded' }) },
    {
      service: 'elasticbeanstalk',
      operation: 'CreateApplication',
      input: () => ({ ApplicationName: 'seeded' }),
    },
  ] satisfies readonly Seed[];
}

export interface SeededAccount {
  /** What a member of that name is, by service. */
  readonly known: ReadonlyMap<ServiceName, KnownTexts>;
  /** Of seeds that were refused, for their author. */
  readonly refused: readonly string[];
}

/** @param only of these services, and what they need */
export async function seedAccount(callAws: CallAws): Promise<SeededAccount> {
  const known = new Map<ServiceName, Map<string, string>>();
  const refused: string[] = [];
  for (const { service, operation, input, names = {} } of await seeds()) {
    const mine = known.get(service) ?? new Map<string, string>();
    known.set(service, mine);
    try {
      const given = input(mine);
      const answer = await callAws(service, operation, given);
      for (const tree of [given, answer]) collect(tree, mine);
      for (const [from, to] of Object.entries(names))
        mine.set(to.toLowerCase(), mine.get(from.toLowerCase()) ?? '');
    } catch (error) {
      refused.push(`${service} ${operation}: ${String(error)}`);
    }
  }
  return { known, refused };
}

function collect(tree: unknown, into: Map<string, string>): void {
  if (!isValues(tree)) return;
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') into.set(key.toLowerCase(), value);
    else if (Array.isArray(value)) for (const each of value as readonly unknown[]) collect(each, into);
    else collect(value, into);
  }
}
