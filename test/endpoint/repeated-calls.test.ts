// A call that was begun when the endpoint was killed, and is sent again.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openBegunCalls } from '../../src/endpoint/begun-calls.ts';
import { serveEndpoint } from '../../src/endpoint/serve-endpoint.ts';
import { signature, userKeys } from '../rig/endpoint.ts';
import { zipText } from '../rig/lambda-api.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

interface Sent {
  readonly path: string;
  readonly method: string;
  readonly service: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function json(service: string, target: string, input: object): Sent {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
  return { path: '/', method: 'POST', service, headers, body: JSON.stringify(input) };
}

function rest(service: string, call: string, body: object | string): Sent {
  const [method = '', path = ''] = call.split(' ');
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { path, method, service, headers: { 'content-type': 'application/json' }, body: text };
}

function query(service: string, input: Readonly<Record<string, string>>): Sent {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { path: '/', method: 'POST', service, headers, body: String(new URLSearchParams(input)) };
}

const role = 'arn:aws:iam::111122223333:role/worker';
const lambdaPath = '/2015-03-31/functions';
const code = { ZipFile: await zipText({ 'a.mjs': 'export const handler = () => 1;' }) };
const makeFunction = rest('lambda', `POST ${lambdaPath}`, {
  FunctionName: 'f',
  Runtime: 'nodejs22.x',
  Handler: 'a.handler',
  Role: role,
  Code: code,
});
const makeApplication = json('codedeploy', 'CodeDeploy_20141006.CreateApplication', { applicationName: 'a' });
const location =
  '<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>';
const template = JSON.stringify({ Resources: { H: { Type: 'AWS::CloudFormation::WaitConditionHandle' } } });

/** What is repeated last. */
const kinds: readonly (readonly [string, readonly Sent[]])[] = [
  ['a bucket', [rest('s3', 'PUT /shop', location)]],
  ['a log group', [json('logs', 'Logs_20140328.CreateLogGroup', { logGroupName: '/g' })]],
  ['a parameter', [json('ssm', 'AmazonSSM.PutParameter', { Name: '/p', Value: 'v', Type: 'String' })]],
  [
    'a repository of images',
    [json('ecr', 'AmazonEC2ContainerRegistry_V20150921.CreateRepository', { repositoryName: 'shop' })],
  ],
  [
    'a project',
    [
      json('codebuild', 'CodeBuild_20161006.CreateProject', {
        name: 'shop',
        source: { type: 'NO_SOURCE', buildspec: 'version: 0.2\nphases: {build: {commands: ["true"]}}' },
        artifacts: { type: 'NO_ARTIFACTS' },
        environment: {
          type: 'LINUX_CONTAINER',
          image: 'aws/codebuild/standard:7.0',
          computeType: 'BUILD_GENERAL1_SMALL',
        },
        serviceRole: role,
      }),
    ],
  ],
  ['an application', [makeApplication]],
  [
    'a deployment configuration',
    [
      json('codedeploy', 'CodeDeploy_20141006.CreateDeploymentConfig', {
        deploymentConfigName: 'half',
        computePlatform: 'Server',
        minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 50 },
      }),
    ],
  ],
  [
    'a deployment group',
    [
      makeApplication,
      json('codedeploy', 'CodeDeploy_20141006.CreateDeploymentGroup', {
        applicationName: 'a',
        deploymentGroupName: 'g',
        serviceRoleArn: role,
      }),
    ],
  ],
  ['a function', [makeFunction]],
  [
    'an alias',
    [
      makeFunction,
      rest('lambda', `POST ${lambdaPath}/f/aliases`, { Name: 'live', FunctionVersion: '$LATEST' }),
    ],
  ],
  [
    'a permission',
    [
      makeFunction,
      rest('lambda', `POST ${lambdaPath}/f/policy`, {
        StatementId: 's',
        Action: 'lambda:InvokeFunction',
        Principal: 'sns.amazonaws.com',
      }),
    ],
  ],
  [
    'a schedule',
    [
      rest('scheduler', 'POST /schedules/nightly', {
        ScheduleExpression: 'rate(1 day)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { Arn: 'arn:aws:sqs:eu-central-1:111122223333:q', RoleArn: role },
      }),
    ],
  ],
  [
    'a stack',
    [
      query('cloudformation', {
        Action: 'CreateStack',
        Version: '2010-05-15',
        StackName: 's',
        TemplateBody: template,
      }),
    ],
  ],
  [
    'an application of Elastic Beanstalk',
    [query('elasticbeanstalk', { Action: 'CreateApplication', Version: '2010-12-01', ApplicationName: 'a' })],
  ],
];

async function openKilled(stateFolder: string, begunAt: number | undefined) {
  const folder = join(stateFolder, 'targets', '@endpoint');
  // As a process that was killed in the middle of the call leaves it.
  if (begunAt !== undefined) writeFileSync(join(folder, 'begun-calls'), `+again ${begunAt}\n`);
  const served = await serveEndpoint(stateFolder, folder);
  const send = async (sent: Sent, invocation: string) => {
    const response = await fetch(`${served.url}${sent.path}`, {
      method: sent.method,
      headers: {
        ...signature(sent.service, userKeys(stateFolder)),
        ...sent.headers,
        // The next endpoint has the same port.
        connection: 'close',
        'amz-sdk-invocation-id': invocation,
      },
      body: sent.body,
    });
    return { status: response.status, text: await response.text() };
  };
  return { send, [Symbol.asyncDispose]: async () => served[Symbol.asyncDispose]() };
}

/** Without what is another one later on: the id of the request, times, and whether a function is ready. */
function plain(text: string): string {
  return text.replaceAll(/<RequestId>[^<]*|,?"([Ll]ast\w*|RevisionId|State\w*)":[^,}]*/g, '');
}

/** Those whose things say when they were made. */
const withoutTime = new Set(['a deployment group', 'an alias', 'a permission']);

describe.each(kinds)('the creation of %s', (name, calls) => {
  const before = calls.slice(0, -1);
  const last = calls.at(-1) ?? makeFunction;

  test('that was executed is answered again as it was', async () => {
    await using folder = await makeFolder();
    const begunAt = Date.now();
    let first;
    {
      await using endpoint = await openKilled(folder.path, undefined);
      for (const call of before) expect((await endpoint.send(call, 'before')).status).toBeLessThan(300);
      first = await endpoint.send(last, 'again');
      expect(first).toMatchObject({ status: expect.toSatisfy((status: number) => status < 300) as number });
    }
    await using endpoint = await openKilled(folder.path, begunAt);
    expect((await endpoint.send(last, 'another')).status).toBeGreaterThanOrEqual(400);
    const again = await endpoint.send(last, 'again');
    expect({ ...again, text: plain(again.text) }).toEqual({ ...first, text: plain(first.text) });
    // It is answered now, so that the next one is a call of its own.
    expect((await endpoint.send(last, 'again')).status).toBeGreaterThanOrEqual(400);
  });

  test.skipIf(withoutTime.has(name))('is refused when what it meets is older', async () => {
    await using folder = await makeFolder();
    {
      await using endpoint = await openKilled(folder.path, undefined);
      for (const call of calls) expect((await endpoint.send(call, 'before')).status).toBeLessThan(300);
    }
    await using endpoint = await openKilled(folder.path, Date.now() + 60_000);
    expect((await endpoint.send(last, 'again')).status).toBeGreaterThanOrEqual(400);
  });
});

test('a permission is refused when another one has its name', async () => {
  await using folder = await makeFolder();
  const permission = (Principal: string) =>
    rest('lambda', `POST ${lambdaPath}/f/policy`, {
      StatementId: 's',
      Action: 'lambda:InvokeFunction',
      Principal,
    });
  {
    await using endpoint = await openKilled(folder.path, undefined);
    await endpoint.send(makeFunction, 'before');
    expect((await endpoint.send(permission('sns.amazonaws.com'), 'before')).status).toBe(201);
  }
  await using endpoint = await openKilled(folder.path, Date.now());
  expect((await endpoint.send(permission('s3.amazonaws.com'), 'again')).status).toBe(409);
});

test('a removal that was executed is answered again as it was', async () => {
  await using folder = await makeFolder();
  await openKilled(folder.path, undefined).then(async (endpoint) => endpoint[Symbol.asyncDispose]());
  await using endpoint = await openKilled(folder.path, Date.now());
  const removal = json('logs', 'Logs_20140328.DeleteLogGroup', { logGroupName: '/none' });
  expect((await endpoint.send(removal, 'another')).status).toBe(400);
  expect((await endpoint.send(removal, 'again')).status).toBe(200);
});

test('of calls that begin and end in any order those are known that have not ended', async () => {
  await using folder = await makeFolder();
  const step = fc.tuple(
    fc.constantFrom('begin' as const, 'end' as const),
    fc.constantFrom('a', 'b', 'c-1', 'not one'),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), fc.nat({ max: 5 }), (steps, torn) => {
      writeFileSync(join(folder.path, 'begun-calls'), '');
      const open = new Set<string>();
      {
        using calls = openBegunCalls({
          folder: folder.path,
          now: () => 7,
          onMistake: () => expect.unreachable(),
        });
        for (const [what, id] of steps) {
          if (what === 'begin') calls.begin(id);
          else calls.end(id);
          if (what === 'end' || id === 'not one') open.delete(id);
          else open.add(id);
        }
      }
      const file = join(folder.path, 'begun-calls');
      writeFileSync(file, readFileSync(file, 'utf8') + '+another 12345'.slice(0, torn));
      using calls = openBegunCalls({
        folder: folder.path,
        now: () => 7,
        onMistake: () => expect.unreachable(),
      });
      expect(['a', 'b', 'c-1', 'another'].filter((id) => calls.begin(id) === 7)).toEqual(
        ['a', 'b', 'c-1'].filter((id) => open.has(id)),
      );
    }),
  );
});
