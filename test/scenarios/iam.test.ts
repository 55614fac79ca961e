// What AWS would refuse to the roles of a run is in its result, with the statement that is missing; or it is refused here.
import { expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';

/** Reads a parameter as every SDK does. */
const reader = `
const { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: key, AWS_SESSION_TOKEN: token, AWS_REGION: region } = process.env;
const scope = key + '/20260101/' + region + '/ssm/aws4_request';
const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=' + scope + ', SignedHeaders=host, Signature=00', 'x-amz-security-token': token, 'x-amz-target': 'AmazonSSM.GetParameter', 'content-type': 'application/x-amz-json-1.1' };
const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ Name: process.argv[2] }) });
const body = await response.json();
console.log('got ' + (body.Parameter?.Value ?? body.Message));
`;

function write(app: Project, statements: readonly object[]): void {
  app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]));
  const commands = [
    `'${process.execPath}' app/read.mjs /shop/level`,
    `'${process.execPath}' app/read.mjs /shop/size`,
  ];
  app.write('project.json', project('compile', { phases: { build: { commands } } }));
  app.write('app/read.mjs', reader);
  app.write('parameters.json', {
    parameters: [
      { Name: '/shop/level', Value: 'debug', Type: 'String' },
      { Name: '/shop/size', Value: '9', Type: 'String' },
    ],
  });
  app.write('build-policy.json', {
    RoleName: 'build',
    PolicyName: 'parameters',
    PolicyDocument: { Version: '2012-10-17', Statement: statements },
  });
}

const arn = (name: string) => `arn:aws:ssm:eu-central-1:111122223333:parameter/shop/${name}`;
const allow = (name: string) => ({ Effect: 'Allow', Action: 'ssm:GetParameter', Resource: arn(name) });

test('an observed run ends well, and says what AWS would refuse', async () => {
  await using app = makeProject();
  write(app, [allow('level')]);
  const { status, stdout } = await app.run('run', '--exit');
  expect({ status, stdout }).toMatchObject({ status: 0 });
  expect(stdout).toContain('got debug');
  expect(stdout).toContain('got 9');
  const result = stdout.replaceAll(/\s+/g, ' ');
  expect(result).toContain(`The role build would be refused on AWS: ssm:GetParameter on ${arn('size')}.`);
  expect(result.replaceAll(' ', '')).toContain(
    `Addtoitspolicy:{"Effect":"Allow","Action":["ssm:GetParameter"],"Resource":["${arn('size')}"]}`,
  );
  expect(result).not.toContain(`GetParameter on ${arn('level')}`);
});

test('an enforced run gets AWS’s own refusal', async () => {
  await using app = makeProject();
  write(app, [allow('level')]);
  const { stdout } = await app.run('run', '--exit', '--iam', 'enforce');
  expect(stdout).toContain('got debug');
  const result = stdout.replaceAll(/\s+/g, ' ');
  expect(result).toMatch(
    /got User: arn:aws:sts::111122223333:assumed-role\/build\/AWSCodeBuild-\S+ is not authorized to perform: ssm:GetParameter on resource: arn:aws:ssm:eu-central-1:111122223333:parameter\/shop\/size because no identity-based policy allows the ssm:GetParameter action/,
  );
  expect(result).toContain('The role build is refused, as on AWS: ssm:GetParameter on');
});

test('what runs have really called is the least policy of their role, and stays the same', async () => {
  await using app = makeProject();
  write(app, [allow('level'), { Effect: 'Allow', Action: 's3:*', Resource: '*' }]);
  const { status, stdout } = await app.run('run', '--exit', '--iam', 'observe');
  expect({ status, stdout }).toMatchObject({ status: 0 });
  const least = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['ssm:GetParameter'], Resource: [arn('level'), arn('size')] }],
  };
  const printed = await app.run('rights', '--from-run');
  expect(JSON.parse(printed.stdout)).toEqual(least);
  expect(printed.stderr).toContain(
    `build: ssm:GetParameter on ${arn('level')}: called by AWSCodeBuild in 1 run`,
  );
  const merged = await app.run('rights', '--from-run', '--role', 'build', '--merge', '--json');
  const { roles } = JSON.parse(merged.stdout) as { readonly roles: readonly { readonly policy: object }[] };
  expect(roles[0]?.policy).toEqual({
    Version: '2012-10-17',
    Statement: [
      allow('level'),
      { Effect: 'Allow', Action: 's3:*', Resource: '*' },
      { Effect: 'Allow', Action: ['ssm:GetParameter'], Resource: [arn('size')] },
    ],
  });
  const written = await app.run('rights', '--from-run', '--write', 'policies');
  expect(written.stdout).toContain('build-policy.json');
  expect(JSON.parse(app.read('policies/build-policy.json'))).toMatchObject({
    RoleName: 'build',
    PolicyDocument: least,
  });
  const explained = await app.run('rights', 'explain', 'build', 'ssm:GetParameter', arn('size'));
  expect(explained.stdout).toContain(
    `Not allowed: no policy of build allows ssm:GetParameter on ${arn('size')}. Add:`,
  );
  const allowed = await app.run('rights', 'explain', 'build', 'ssm:GetParameter', arn('level'));
  expect(allowed.stdout).toContain('Allowed: ssm:GetParameter');
  expect(allowed.stdout).toContain('by the policy "parameters" of build');
  const refused = await app.run('rights', '--refused');
  expect(refused.stdout.trim().split('\n')).toHaveLength(1);
  expect(refused.stdout).toContain(
    `is not authorized to perform: ssm:GetParameter on resource: ${arn('size')}`,
  );
  const unknown = await app.run('rights', '--from-run', 'nothing');
  expect(unknown).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('in an execution "nothing"') as string,
  });
});

test('a run whose policies allow all that is called says nothing of rights', async () => {
  await using app = makeProject();
  write(app, [allow('*')]);
  const { status, stdout } = await app.run('run', '--exit', '--iam', 'enforce');
  expect(status).toBe(0);
  expect(stdout).not.toContain('refused');
});
