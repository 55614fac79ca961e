// Rules of conditions that do work: builds, commands and functions decide whether a stage goes on.
import { describe, expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { startServer } from '../rig/server.ts';
import type { LogLine } from '../../src/state/log-store.ts';
import type { ExecutionDetail } from '../../src/server/http/shapes/execution-shapes.ts';

interface WrittenRule {
  readonly provider: string;
  readonly configuration?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

function write(app: Project, { provider, ...rest }: WrittenRule): void {
  const rule = {
    name: 'Check',
    ruleTypeId: { category: 'Rule', owner: 'AWS', provider, version: '1' },
    ...rest,
  };
  const onSuccess = { conditions: [{ result: 'FAIL', rules: [rule] }] };
  app.write(
    'pipeline.json',
    pipeline([sourceStage, { name: 'Build', onSuccess, actions: [buildAction('compile', 'Bundle')] }]),
  );
  app.write(
    'project.json',
    project('compile', {
      phases: { build: { commands: ['echo built > made.txt'] } },
      artifacts: { files: ['made.txt'] },
    }),
  );
}

describe('a rule of Commands', () => {
  const commands = (...lines: readonly string[]) => ({
    provider: 'Commands',
    commands: lines,
    inputArtifacts: [{ name: 'Bundle' }],
  });

  test('succeeds when its commands do, in the files of its input artifact', async () => {
    await using app = makeProject();
    write(app, commands('grep built made.txt', 'echo for #{codepipeline.PipelineExecutionId}'));
    const { status, stderr } = await app.run('run');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const logs = await app.run('logs', 'latest', '--action', 'Check');
    expect(logs.stdout).toMatch(/for [0-9a-f-]{36}/);
  });

  test('fails the stage when a command fails, and says which', async () => {
    await using app = makeProject();
    write(app, commands('echo looking', 'grep missing made.txt'));
    const { status, stdout } = await app.run('run');
    expect(status).toBe(1);
    expect(stdout).toContain('grep missing made.txt');
    const logs = await app.run('logs', 'latest', '--action', 'Check');
    expect(logs.stdout).toContain('looking');
  });

  test('has a log that the HTTP interface gives, at once and as a stream that ends', async () => {
    await using app = makeProject();
    write(app, commands('echo looking', 'grep missing made.txt'));
    await app.run('run');
    const server = await startServer(app);
    const { stdout } = await app.run('history', '--json');
    const executionId = /"executionId": ?"([^"]+)"/.exec(stdout)?.[1] ?? '';
    const { view } = (await server.ask('GET', `/api/v1/executions/${executionId}`)).body as ExecutionDetail;
    const rules = view.stages.flatMap(({ conditions }) => conditions.flatMap((condition) => condition.rules));
    const at = `/api/v1/executions/${executionId}/actions/${rules[0]?.ruleExecutionId ?? ''}/log`;
    const { lines } = (await server.ask('GET', at)).body as { readonly lines: readonly LogLine[] };
    expect(lines.map(({ text }) => text).join('\n')).toContain('looking');
    expect((await server.ask('GET', `${at}/text`)).body).toContain('looking');
    expect((await server.ask('GET', `${at}/stream`)).body).toMatch(/looking[^]*event: end/);
  });

  test('ends when its time is up', async () => {
    await using app = makeProject();
    write(app, { ...commands('sleep 600'), timeoutInMinutes: 5 });
    const { status, stdout } = await app.run('run', '--minute', '0.5');
    expect(stdout).toContain('The rule did not end within its 5 minutes');
    expect(status).toBe(1);
  });
});

describe('a rule of CodeBuild', () => {
  const rule = {
    provider: 'CodeBuild',
    configuration: {
      ProjectName: 'verify',
      EnvironmentVariables: '[{"name":"WANTED","value":"built"}]',
    },
    inputArtifacts: [{ name: 'Bundle' }],
  };

  test.each([
    ['succeeds with its build', '[ "$(cat made.txt)" = "$WANTED" ]', 0],
    ['fails with its build', 'exit 3', 1],
  ])('%s', async (_, command, expected) => {
    await using app = makeProject();
    write(app, rule);
    app.write('verify.json', project('verify', { phases: { build: { commands: [command] } } }));
    const { status, stdout } = await app.run('run');
    expect(status).toBe(expected);
    expect(stdout.includes('Build terminated with state: FAILED')).toBe(expected !== 0);
  });

  test('of a project that there is not is found by lint', async () => {
    await using app = makeProject();
    write(app, rule);
    const { stdout, status } = await app.run('lint');
    expect(stdout).toContain('verify');
    expect(status).toBe(2);
  });
});

describe('a rule of LambdaInvoke', () => {
  const send = `const send = async (operation, body) => {
    const answer = await fetch(process.env.AWS_ENDPOINT_URL_CODEPIPELINE, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': 'CodePipeline_20150709.' + operation },
      body: JSON.stringify(body),
    });
    console.log(operation, answer.status, await answer.text());
  };`;

  function withFunction(app: Project, handler: string): void {
    write(app, {
      provider: 'LambdaInvoke',
      configuration: { FunctionName: 'check', UserParameters: 'from #{Source.BranchName}' },
      inputArtifacts: [{ name: 'Bundle' }],
    });
    app.write('function.json', {
      FunctionName: 'check',
      Runtime: 'nodejs22.x',
      Handler: 'check.handler',
      Timeout: 20,
      Role: 'arn:aws:iam::111122223333:role/check',
    });
    app.write('check.mjs', `${send}\nexport const handler = async (event) => {\n${handler}\n};\n`);
    app.write('function-code.json', { functionCode: [{ functionName: 'check', path: '.' }] });
  }

  const parts = `const { id, data } = event['CodePipeline.job'];
    const { bucketName, objectKey } = data.inputArtifacts[0].location.s3Location;
    const zip = await fetch(process.env.AWS_ENDPOINT_URL_S3 + '/' + bucketName + '/' + objectKey);
    const magic = Buffer.from(await zip.arrayBuffer()).subarray(0, 2).toString();`;

  test('succeeds when the function reports it, with its parameters and its artifact at hand', async () => {
    await using app = makeProject();
    withFunction(
      app,
      `${parts}
      if (data.actionConfiguration.configuration.UserParameters !== 'from main' || magic !== 'PK') throw new Error('wrong');
      await send('PutJobSuccessResult', { jobId: id });`,
    );
    const { status, stdout } = await app.run('run');
    expect(stdout).not.toContain('failed:');
    expect(status).toBe(0);
  });

  test.each([
    [
      'reports it',
      `await send('PutJobFailureResult', { jobId: id, failureDetails: { type: 'JobFailed', message: 'not on Fridays' } });`,
      'not on Fridays',
    ],
    ['throws', `throw new Error('out of order');`, 'out of order'],
    ['reports nothing', `return 'fine';`, 'ended without reporting a result'],
    [
      'reports another job',
      `await send('PutJobSuccessResult', { jobId: 'other' });`,
      'ended without reporting a result',
    ],
  ])('fails when the function %s', async (_, work, message) => {
    await using app = makeProject();
    withFunction(app, `const { id } = event['CodePipeline.job'];\n${work}`);
    const { status, stdout } = await app.run('run');
    expect(status).toBe(1);
    expect(stdout).toContain(message);
  });
});
