// Which action, resource and condition keys AWS asks policies about, by its service authorization reference.
import { describe, expect, test } from 'vitest';
import { rightsOfCall } from '../../../src/aws/iam/rights-of-call.ts';
import type { CalledOperation } from '../../../src/aws/iam/needed-right.ts';
import { serviceModel, serviceNames } from '../../../src/aws/service-model.ts';

const place = { partition: 'aws', region: 'eu-central-1', account: '111122223333' };
const rights = (service: CalledOperation['service'], operation: string, input: object = {}) =>
  rightsOfCall({ service, operation, input: input as CalledOperation['input'], place }).map(
    ({ action, resource }) => `${action} ${resource ?? 'unknown'}`,
  );

const here = 'eu-central-1:111122223333';

describe('S3', () => {
  test.each([
    ['ListBuckets', {}, ['s3:ListAllMyBuckets *']],
    ['HeadBucket', { Bucket: 'b' }, ['s3:ListBucket arn:aws:s3:::b']],
    ['ListObjectsV2', { Bucket: 'b', Prefix: 'p/' }, ['s3:ListBucket arn:aws:s3:::b']],
    ['ListObjectVersions', { Bucket: 'b' }, ['s3:ListBucketVersions arn:aws:s3:::b']],
    ['GetObject', { Bucket: 'b', Key: 'a/c' }, ['s3:GetObject arn:aws:s3:::b/a/c']],
    ['HeadObject', { Bucket: 'b', Key: 'k' }, ['s3:GetObject arn:aws:s3:::b/k']],
    ['GetObject', { Bucket: 'b', Key: 'k', VersionId: 'v' }, ['s3:GetObjectVersion arn:aws:s3:::b/k']],
    [
      'GetObjectTagging',
      { Bucket: 'b', Key: 'k', VersionId: 'v' },
      ['s3:GetObjectVersionTagging arn:aws:s3:::b/k'],
    ],
    [
      'PutObject',
      { Bucket: 'b', Key: 'k', ACL: 'public-read', Tagging: 'a=b' },
      [
        's3:PutObject arn:aws:s3:::b/k',
        's3:PutObjectAcl arn:aws:s3:::b/k',
        's3:PutObjectTagging arn:aws:s3:::b/k',
      ],
    ],
    ['UploadPart', { Bucket: 'b', Key: 'k' }, ['s3:PutObject arn:aws:s3:::b/k']],
    [
      'CopyObject',
      { Bucket: 'b', Key: 'k', CopySource: '/from/a%20b' },
      ['s3:GetObject arn:aws:s3:::from/a b', 's3:PutObject arn:aws:s3:::b/k'],
    ],
    [
      'DeleteObjects',
      { Bucket: 'b', Delete: { Objects: [{ Key: 'x' }, { Key: 'y', VersionId: 'v' }] } },
      ['s3:DeleteObject arn:aws:s3:::b/x', 's3:DeleteObjectVersion arn:aws:s3:::b/y'],
    ],
    ['AbortMultipartUpload', { Bucket: 'b', Key: 'k' }, ['s3:AbortMultipartUpload arn:aws:s3:::b/k']],
    ['GetBucketEncryption', { Bucket: 'b' }, ['s3:GetEncryptionConfiguration arn:aws:s3:::b']],
    ['DeleteBucketEncryption', { Bucket: 'b' }, ['s3:PutEncryptionConfiguration arn:aws:s3:::b']],
    ['PutBucketLifecycleConfiguration', { Bucket: 'b' }, ['s3:PutLifecycleConfiguration arn:aws:s3:::b']],
    ['DeleteBucketLifecycle', { Bucket: 'b' }, ['s3:PutLifecycleConfiguration arn:aws:s3:::b']],
    ['GetBucketCors', { Bucket: 'b' }, ['s3:GetBucketCORS arn:aws:s3:::b']],
    ['GetPublicAccessBlock', { Bucket: 'b' }, ['s3:GetBucketPublicAccessBlock arn:aws:s3:::b']],
    ['GetBucketLocation', { Bucket: 'b' }, ['s3:GetBucketLocation arn:aws:s3:::b']],
    ['DeleteBucketPolicy', { Bucket: 'b' }, ['s3:DeleteBucketPolicy arn:aws:s3:::b']],
    ['DeleteBucketTagging', { Bucket: 'b' }, ['s3:PutBucketTagging arn:aws:s3:::b']],
    ['DeleteBucket', { Bucket: 'b' }, ['s3:DeleteBucket arn:aws:s3:::b']],
    ['PutBucketNotificationConfiguration', { Bucket: 'b' }, ['s3:PutBucketNotification arn:aws:s3:::b']],
    ['ListBucketMetricsConfigurations', { Bucket: 'b' }, ['s3:GetMetricsConfiguration arn:aws:s3:::b']],
  ])('%s %j', (operation, input, expected) => {
    expect(rights('s3', operation, input)).toEqual(expected);
  });

  test('a list has its prefix, delimiter and number of keys as condition keys', () => {
    const input = { Bucket: 'b', Prefix: 'p/', Delimiter: '/', MaxKeys: 5 };
    const [right] = rightsOfCall({ service: 's3', operation: 'ListObjectsV2', input, place });
    expect(right?.context).toEqual({ 's3:prefix': ['p/'], 's3:delimiter': ['/'], 's3:max-keys': ['5'] });
  });
});

test.each([
  ['sts', 'GetCallerIdentity', {}, []],
  ['sts', 'AssumeRole', { RoleArn: 'arn:aws:iam::1:role/r' }, ['sts:AssumeRole arn:aws:iam::1:role/r']],
  ['ssm', 'GetParameter', { Name: '/a/b' }, [`ssm:GetParameter arn:aws:ssm:${here}:parameter/a/b`]],
  ['ssm', 'GetParameter', { Name: 'a:3' }, [`ssm:GetParameter arn:aws:ssm:${here}:parameter/a`]],
  [
    'ssm',
    'GetParameters',
    { Names: ['/a', 'b'] },
    [
      `ssm:GetParameters arn:aws:ssm:${here}:parameter/a`,
      `ssm:GetParameters arn:aws:ssm:${here}:parameter/b`,
    ],
  ],
  ['ssm', 'DescribeParameters', {}, ['ssm:DescribeParameters *']],
  [
    'secretsmanager',
    'GetSecretValue',
    { SecretId: 'db' },
    [`secretsmanager:GetSecretValue arn:aws:secretsmanager:${here}:secret:db-??????`],
  ],
  [
    'secretsmanager',
    'GetSecretValue',
    { SecretId: `arn:aws:secretsmanager:${here}:secret:db-AbCdEf` },
    [`secretsmanager:GetSecretValue arn:aws:secretsmanager:${here}:secret:db-AbCdEf`],
  ],
  ['lambda', 'Invoke', { FunctionName: 'f' }, [`lambda:InvokeFunction arn:aws:lambda:${here}:function:f`]],
  [
    'lambda',
    'Invoke',
    { FunctionName: 'f', Qualifier: 'live' },
    [`lambda:InvokeFunction arn:aws:lambda:${here}:function:f:live`],
  ],
  ['lambda', 'ListFunctions', {}, ['lambda:ListFunctions *']],
  [
    'lambda',
    'CreateFunction',
    { FunctionName: 'f', Role: 'arn:aws:iam::111122223333:role/r' },
    [
      `lambda:CreateFunction arn:aws:lambda:${here}:function:f`,
      'iam:PassRole arn:aws:iam::111122223333:role/r',
    ],
  ],
  [
    'lambda',
    'CreateFunction',
    { FunctionName: 'f', Code: { S3Bucket: 'b', S3Key: 'code.zip' } },
    [`lambda:CreateFunction arn:aws:lambda:${here}:function:f`, 's3:GetObject arn:aws:s3:::b/code.zip'],
  ],
  [
    'lambda',
    'UpdateFunctionCode',
    { FunctionName: 'f', S3Bucket: 'b', S3Key: 'code.zip', S3ObjectVersion: '1' },
    [
      `lambda:UpdateFunctionCode arn:aws:lambda:${here}:function:f`,
      's3:GetObjectVersion arn:aws:s3:::b/code.zip',
    ],
  ],
  [
    'cloudformation',
    'CreateStack',
    { StackName: 's', RoleARN: 'arn:aws:iam::111122223333:role/r' },
    [
      `cloudformation:CreateStack arn:aws:cloudformation:${here}:stack/s/*`,
      'iam:PassRole arn:aws:iam::111122223333:role/r',
    ],
  ],
  ['dynamodb', 'PutItem', { TableName: 't' }, [`dynamodb:PutItem arn:aws:dynamodb:${here}:table/t`]],
  [
    'dynamodb',
    'Query',
    { TableName: 't', IndexName: 'i' },
    [`dynamodb:Query arn:aws:dynamodb:${here}:table/t/index/i`],
  ],
  [
    'dynamodb',
    'BatchWriteItem',
    { RequestItems: { t: [] } },
    [`dynamodb:BatchWriteItem arn:aws:dynamodb:${here}:table/t`],
  ],
  [
    'dynamodb',
    'TransactWriteItems',
    { TransactItems: [{ Put: { TableName: 't' } }, { Delete: { TableName: 't' } }] },
    [
      `dynamodb:PutItem arn:aws:dynamodb:${here}:table/t`,
      `dynamodb:DeleteItem arn:aws:dynamodb:${here}:table/t`,
    ],
  ],
  [
    'ecs',
    'UpdateService',
    { cluster: 'c', service: 's' },
    [`ecs:UpdateService arn:aws:ecs:${here}:service/c/s`],
  ],
  [
    'ecs',
    'DescribeServices',
    { cluster: `arn:aws:ecs:${here}:cluster/c`, services: ['s'] },
    [`ecs:DescribeServices arn:aws:ecs:${here}:service/c/s`],
  ],
  ['ecs', 'UpdateService', { service: 's' }, [`ecs:UpdateService arn:aws:ecs:${here}:service/default/s`]],
  [
    'ecs',
    'RegisterTaskDefinition',
    { family: 'f', taskRoleArn: 'arn:aws:iam::111122223333:role/t' },
    ['ecs:RegisterTaskDefinition *', 'iam:PassRole arn:aws:iam::111122223333:role/t'],
  ],
  ['ecr', 'GetAuthorizationToken', {}, ['ecr:GetAuthorizationToken *']],
  [
    'logs',
    'PutLogEvents',
    { logGroupName: 'g', logStreamName: 's' },
    [`logs:PutLogEvents arn:aws:logs:${here}:log-group:g:log-stream:s`],
  ],
  [
    'logs',
    'CreateLogGroup',
    { logGroupName: 'g' },
    [`logs:CreateLogGroup arn:aws:logs:${here}:log-group:g:*`],
  ],
  [
    'sqs',
    'SendMessage',
    { QueueUrl: 'http://127.0.0.1:1/111122223333/q' },
    [`sqs:SendMessage arn:aws:sqs:${here}:q`],
  ],
  ['sns', 'Publish', { TopicArn: `arn:aws:sns:${here}:t` }, [`sns:Publish arn:aws:sns:${here}:t`]],
  [
    'iam',
    'CreateRole',
    { RoleName: 'r', Path: '/of/' },
    ['iam:CreateRole arn:aws:iam::111122223333:role/of/r'],
  ],
  ['iam', 'GetRole', { RoleName: 'r' }, ['iam:GetRole arn:aws:iam::111122223333:role/r']],
  [
    'iam',
    'AttachRolePolicy',
    { RoleName: 'r', PolicyArn: 'arn:aws:iam::aws:policy/p' },
    ['iam:AttachRolePolicy arn:aws:iam::111122223333:role/r'],
  ],
  [
    'iam',
    'AddRoleToInstanceProfile',
    { RoleName: 'r', InstanceProfileName: 'i' },
    [
      'iam:AddRoleToInstanceProfile arn:aws:iam::111122223333:instance-profile/i',
      'iam:PassRole arn:aws:iam::111122223333:role/r',
    ],
  ],
  [
    'iam',
    'GetPolicy',
    { PolicyArn: 'arn:aws:iam::aws:policy/p' },
    ['iam:GetPolicy arn:aws:iam::aws:policy/p'],
  ],
  ['kms', 'Decrypt', { KeyId: 'alias/a' }, [`kms:Decrypt arn:aws:kms:${here}:key/*`]],
  [
    'stepfunctions',
    'CreateStateMachine',
    { name: 'm' },
    [`states:CreateStateMachine arn:aws:states:${here}:stateMachine:m`],
  ],
  [
    'codebuild',
    'BatchGetBuilds',
    { ids: ['p:1'] },
    [`codebuild:BatchGetBuilds arn:aws:codebuild:${here}:project/p`],
  ],
  [
    'codepipeline',
    'StartPipelineExecution',
    { name: 'p' },
    [`codepipeline:StartPipelineExecution arn:aws:codepipeline:${here}:p`],
  ],
  [
    'apigateway',
    'GetResources',
    { restApiId: 'x' },
    ['apigateway:GET arn:aws:apigateway:eu-central-1::/restapis/x/resources'],
  ],
  [
    'apigatewayv2',
    'CreateRoute',
    { ApiId: 'x' },
    ['apigateway:POST arn:aws:apigateway:eu-central-1::/apis/x/routes'],
  ],
  ['elbv2', 'DescribeLoadBalancers', {}, ['elasticloadbalancing:DescribeLoadBalancers *']],
  ['dynamodb', 'DeleteBackup', { BackupArn: 'arn:x' }, ['dynamodb:DeleteBackup unknown']],
] as const)('%s %s %j', (service, operation, input, expected) => {
  expect(rights(service, operation, input)).toEqual(expected);
});

test('the service that a role is passed to is a condition key', () => {
  const input = { FunctionName: 'f', Role: 'arn:aws:iam::111122223333:role/r' };
  const all = rightsOfCall({ service: 'lambda', operation: 'CreateFunction', input, place });
  expect(all.at(-1)?.context).toEqual({ 'iam:PassedToService': ['lambda.amazonaws.com'] });
});

test.each<readonly [CalledOperation['service'], string, object, string]>([
  ['pipes', 'CreatePipe', { RoleArn: 'R' }, 'pipes'],
  ['pipes', 'UpdatePipe', { RoleArn: 'R' }, 'pipes'],
  ['firehose', 'CreateDeliveryStream', { ExtendedS3DestinationConfiguration: { RoleARN: 'R' } }, 'firehose'],
  ['firehose', 'UpdateDestination', { S3DestinationUpdate: { RoleARN: 'R' } }, 'firehose'],
  ['stepfunctions', 'TestState', { roleArn: 'R' }, 'states'],
  ['cloudtrail', 'CreateTrail', { CloudWatchLogsRoleArn: 'R' }, 'cloudtrail'],
  ['cloudtrail', 'UpdateTrail', { CloudWatchLogsRoleArn: 'R' }, 'cloudtrail'],
  ['scheduler', 'CreateSchedule', { Target: { RoleArn: 'R' } }, 'scheduler'],
  ['scheduler', 'UpdateSchedule', { Target: { RoleArn: 'R' } }, 'scheduler'],
  ['cloudformation', 'CreateChangeSet', { RoleARN: 'R' }, 'cloudformation'],
  ['codebuild', 'StartBuild', { serviceRoleOverride: 'R' }, 'codebuild'],
  ['apigatewayv2', 'UpdateAuthorizer', { AuthorizerCredentialsArn: 'R' }, 'apigateway'],
])('%s %s passes the role of %j to %s', (service, operation, given, to) => {
  const role = 'arn:aws:iam::111122223333:role/r';
  const input = JSON.parse(JSON.stringify(given).replace('"R"', JSON.stringify(role))) as object;
  expect(rights(service, operation, input)).toContain(`iam:PassRole ${role}`);
  const all = rightsOfCall({ service, operation, input: input as CalledOperation['input'], place });
  expect(all.at(-1)?.context).toEqual({ 'iam:PassedToService': [`${to}.amazonaws.com`] });
});

test('tags of a request are condition keys, in either form', () => {
  const asked = [{ Key: 'team', Value: 'a' }];
  const list = rightsOfCall({
    service: 'ssm',
    operation: 'PutParameter',
    input: { Name: 'n', Tags: asked },
    place,
  });
  const map = rightsOfCall({
    service: 'lambda',
    operation: 'TagResource',
    input: { Tags: { team: 'a' } },
    place,
  });
  for (const [right] of [list, map])
    expect(right?.context).toEqual({ 'aws:TagKeys': ['team'], 'aws:RequestTag/team': ['a'] });
});

test('every operation of every service has an action of a service, whatever its input', () => {
  for (const service of serviceNames)
    for (const operation of Object.keys(serviceModel(service).operations))
      for (const { action } of rightsOfCall({ service, operation, input: {}, place }))
        expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z0-9]+$/);
});
