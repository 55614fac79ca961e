// Services that moto answers behind the endpoint.
import { describe, expect, test } from 'vitest';
import { openNotExecutedCalls } from '../../src/account/not-executed-calls.ts';
import { behindServices } from '../../src/services/behind/behind-services.ts';
import { callJson, callQuery, openTestEndpoint, signature, type TestEndpoint } from '../rig/endpoint.ts';
import { missingMoto } from '../rig/moto.ts';

describe.skipIf((await missingMoto()) !== undefined)('with moto', () => {
  test('a table holds items, in the account and region of the caller', async () => {
    await using endpoint = await openTestEndpoint();
    const table = { TableName: 'users', KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] };
    const AttributeDefinitions = [{ AttributeName: 'id', AttributeType: 'S' }];
    const made = await dynamo(endpoint, 'CreateTable', {
      ...table,
      AttributeDefinitions,
      BillingMode: 'PAY_PER_REQUEST',
    });
    expect(made.status).toBe(200);
    expect(made.text).toContain('arn:aws:dynamodb:eu-central-1:111122223333:table/users');
    const Item = { id: { S: 'a' }, name: { S: 'Zoë' } };
    expect(await dynamo(endpoint, 'PutItem', { TableName: 'users', Item })).toMatchObject({ status: 200 });
    const { body } = await dynamo(endpoint, 'GetItem', { TableName: 'users', Key: { id: { S: 'a' } } });
    expect(body).toEqual({ Item });
  });

  test('an error of moto is AWS’s', async () => {
    await using endpoint = await openTestEndpoint();
    const { status, body } = await dynamo(endpoint, 'DescribeTable', { TableName: 'none' });
    expect(status).toBe(400);
    expect(body['__type']).toMatch(/ResourceNotFoundException$/);
  });

  test('what moto does not implement is refused with 400 in the words of the protocol, and recorded', async () => {
    await using endpoint = await openTestEndpoint();
    const query = await callQuery(endpoint, 'redshift', { Action: 'AddPartner', Version: '2012-12-01' });
    expect(query.status).toBe(400);
    expect(query.text).toContain('<Code>InvalidAction</Code>');
    expect(query.text).toContain('Slipway does not execute AddPartner of Redshift on this machine');
    const json = await callJson(endpoint, 'glue', { target: 'AWSGlue.StartBlueprintRun', input: {} });
    expect(json.status).toBe(400);
    const path = await fetch(`${endpoint.url}/2013-04-01/trafficpolicies`, {
      headers: signature('route53', endpoint.credentials),
    });
    expect(path.status).toBe(400);
    expect(await path.text()).toContain('<Code>NotImplemented</Code>');
    using calls = openNotExecutedCalls(endpoint.stateFolder);
    expect(
      calls
        .list()
        .map(({ service, operation }) => `${service} ${operation}`)
        .toSorted(),
    ).toEqual(['Glue StartBlueprintRun', 'Redshift AddPartner', 'Route 53 GET /2013-04-01/trafficpolicies']);
  });

  /** A read of each: `target`, `Action Version` or `METHOD path`. A package that moto lacks is a fault of it here. */
  const readOf: Readonly<Record<string, string>> = {
    acm: 'CertificateManager.ListCertificates',
    apigateway: 'GET /restapis',
    apigatewayv2: 'GET /v2/apis',
    'application-autoscaling': 'AnyScaleFrontendService.DescribeScalableTargets {"ServiceNamespace":"ecs"}',
    autoscaling: 'DescribeAutoScalingGroups 2011-01-01',
    cloudwatch: 'DescribeAlarms 2010-08-01',
    'cognito-identity': 'AWSCognitoIdentityService.ListIdentityPools {"MaxResults":1}',
    'cognito-idp': 'AWSCognitoIdentityProviderService.ListUserPools {"MaxResults":1}',
    dynamodb: 'DynamoDB_20120810.ListTables',
    dynamodbstreams: 'DynamoDBStreams_20120810.ListStreams',
    ec2: 'DescribeVpcs 2016-11-15',
    ecr: 'AmazonEC2ContainerRegistry_V20150921.DescribeRepositories',
    ecs: 'AmazonEC2ContainerServiceV20141113.ListClusters',
    elb: 'DescribeLoadBalancers 2012-06-01',
    elbv2: 'DescribeLoadBalancers 2015-12-01',
    events: 'AWSEvents.ListRules',
    glue: 'AWSGlue.GetDatabases',
    iam: 'ListRoles 2010-05-08',
    kms: 'TrentService.ListKeys',
    rds: 'DescribeDBInstances 2014-10-31',
    redshift: 'DescribeClusters 2012-12-01',
    route53: 'GET /2013-04-01/hostedzone',
    sns: 'ListTopics 2010-03-31',
    sqs: 'AmazonSQS.ListQueues',
    stepfunctions: 'AWSStepFunctions.ListStateMachines',
  };

  test('each service answers', async () => {
    await using endpoint = await openTestEndpoint();
    const answers = await Promise.all(
      behindServices.map(async ({ name, signingName }) => [
        name,
        await read(endpoint, signingName, readOf[name]),
      ]),
    );
    expect(answers).toEqual(behindServices.map(({ name }) => [name, 200]));
  });
});

async function read(endpoint: TestEndpoint, signingName: string, call = ''): Promise<number> {
  const [first = '', second = '{}'] = call.split(' ');
  if (first === 'GET') {
    const headers = signature(signingName, endpoint.credentials);
    return (await fetch(endpoint.url + second, { headers })).status;
  }
  if (!first.includes('.'))
    return (await callQuery(endpoint, signingName, { Action: first, Version: second })).status;
  return (await callJson(endpoint, signingName, { target: first, input: JSON.parse(second) as unknown }))
    .status;
}

async function dynamo(endpoint: TestEndpoint, operation: string, input: unknown) {
  return await callJson(endpoint, 'dynamodb', { target: `DynamoDB_20120810.${operation}`, input });
}
