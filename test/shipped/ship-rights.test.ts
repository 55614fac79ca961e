// What the roles of a shipped pipeline may do when it runs: what its commands say and what runs have recorded.
import { type S3Client, PutObjectCommand } from '@aws-sdk/client-s3';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { decides } from '../../src/model/policy-decision.ts';
import { listOf, type PolicyDocument } from '../../src/model/policy.ts';
import { ship, clientsOf, runOnce, writeDefinition, makeSourceBucket } from '../rig/greeter.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { rawZip } from '../rig/raw-zip.ts';

/** `aws ssm get-parameter --name NAME`, and the same as a program does it. Fails as they do when it is refused. */
const awsCommand = `#!${process.execPath}
const { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: key, AWS_SESSION_TOKEN: token, AWS_REGION: region } = process.env;
const scope = key + '/20260101/' + region + '/ssm/aws4_request';
const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=' + scope + ', SignedHeaders=host, Signature=00', 'x-amz-security-token': token, 'x-amz-target': 'AmazonSSM.GetParameter', 'content-type': 'application/x-amz-json-1.1' };
fetch(url, { method: 'POST', headers, body: JSON.stringify({ Name: process.argv.at(-1) }) })
  .then(async (response) => {
    const body = await response.json();
    console.log('got ' + (body.Parameter?.Value ?? body.Message ?? body.message));
    process.exitCode = response.ok ? 0 : 1;
  });
`;

async function putCalls(s3: S3Client, ...commands: readonly string[]): Promise<void> {
  const spec = ['export PATH=$PWD/bin:$PATH', 'chmod +x bin/*', ...commands];
  const text = JSON.stringify({ version: 0.2, phases: { build: { commands: spec } } });
  const Body = rawZip([
    { name: 'buildspec.yml', data: Buffer.from(text) },
    { name: 'bin/aws', data: Buffer.from(awsCommand) },
    { name: 'bin/program', data: Buffer.from(awsCommand) },
  ]);
  await s3.send(new PutObjectCommand({ Bucket: 'greeter-source', Key: 'source.zip', Body }));
}

test('under enforcement a shipped build does what its commands say and what a run has recorded, and nothing else', async () => {
  await using app = makeProject();
  writeDefinition(app);
  const level = 'aws ssm get-parameter --name /shop/level';
  app.write('buildspec.yml', JSON.stringify({ version: 0.2, phases: { build: { commands: [level] } } }));
  await ship(app, '--iam', 'enforce');
  const { s3, pipelines, parameters } = await clientsOf(app);
  for (const Name of ['/shop/level', '/shop/size'])
    await parameters.send(new PutParameterCommand({ Name, Value: 'debug', Type: 'String' }));
  await makeSourceBucket(s3);
  await putCalls(s3, level);
  expect((await runOnce(pipelines)).status).toBe('Succeeded');
  await putCalls(s3, level, 'program /shop/size');
  expect((await runOnce(pipelines)).status).toBe('Failed');
  expect((await app.run('rights', '--refused')).stdout).toContain('parameter/shop/size');

  const changed = await app.run('ship', '--yes', '--from-run', '--iam', 'enforce');
  expect(changed.stdout).toContain('~ AWS::IAM::Role GreeterBuildRole');
  const { id, status } = await runOnce(pipelines);
  expect(status).toBe('Succeeded');
  const { stdout: template } = await app.run('ship', '--dry-run', '--from-run');
  expect(needlessStatements(JSON.parse(template) as Template, await callsOf(app, id))).toEqual([]);
});

interface Template {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties: RoleProperties }>
  >;
}

interface RoleProperties {
  readonly RoleName: string;
  readonly Policies: readonly { readonly PolicyDocument: PolicyDocument }[];
}

interface Called {
  readonly name: string;
  readonly policy: PolicyDocument;
}

/** What each role has called in the execution, as the least policy of it. */
async function callsOf(app: Project, executionId: string): Promise<readonly Called[]> {
  const { stdout } = await app.run('rights', '--from-run', executionId, '--json');
  return (JSON.parse(stdout) as { readonly roles: readonly Called[] }).roles;
}

/** Calls of the run that are not allowed, and statements for its actions without which all calls would be allowed. */
function needlessStatements({ Resources }: Template, calls: readonly Called[]): readonly string[] {
  const place = JSON.stringify(Resources)
    .replaceAll(/\{"Fn::Sub":("(?:[^"\\]|\\.)*")\}/g, '$1')
    .replaceAll('${AWS::Partition}', 'aws')
    .replaceAll('${AWS::Region}', 'us-east-1')
    .replaceAll('${AWS::AccountId}', '111122223333');
  const roles = Object.values(JSON.parse(place) as Template['Resources']).filter(
    ({ Type }) => Type === 'AWS::IAM::Role',
  );
  return calls.flatMap(({ name, policy }) => {
    const role = roles.find(({ Properties }) => Properties.RoleName === name);
    const statements = (role?.Properties.Policies ?? []).flatMap((each) => each.PolicyDocument.Statement);
    const called = policy.Statement.flatMap(({ Action, Resource }) =>
      listOf(Action).flatMap((action) => listOf(Resource).map((resource) => ({ action, resource }))),
    );
    const refused = (given: typeof statements) =>
      called.filter((call) => decides({ Statement: given }, { ...call, context: {} }).decision !== 'Allowed');
    const own = statements.filter((each) =>
      listOf(each.Action).some((action) => called.some((call) => call.action === action)),
    );
    return [
      ...refused(statements).map(({ action, resource }) => `${action} on ${resource} is not allowed`),
      ...own
        .filter((each) => refused(statements.filter((other) => other !== each)).length === 0)
        .map(({ Sid = '' }) => `${Sid} is not needed`),
      ...(own.length === 0 ? [`${name} has no statement for it`] : []),
    ];
  });
}
