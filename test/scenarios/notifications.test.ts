// Events of pipelines, delivered to real targets: files, web servers, mail servers; again when they fail, and after a
// crash.
import { once } from 'node:events';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { join } from 'node:path';
import { existsSync, readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { makeGate } from '../rig/gate.ts';
import { startServer } from '../rig/server.ts';

interface Event {
  readonly id: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

function write(app: Project, notifications: readonly object[], commands: readonly string[] = ['true']): void {
  app.write(
    'pipeline.json',
    pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile', 'Package')] }]),
  );
  app.write(
    'project.json',
    project('compile', {
      phases: { build: { commands: [...commands, 'echo x > out.txt'] } },
      artifacts: { files: ['out.txt'] },
    }),
  );
  app.write('notifications.json', { notifications });
}

function lines<T>(app: Project, file: string): readonly T[] {
  const path = join(app.folder, file);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

function textOf(detail: Event['detail'], name: string): string {
  const value = detail[name];
  return typeof value === 'string' ? value : '';
}

const toFile = { name: 'all', target: { type: 'file', path: 'events.jsonl' } };

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A web server that answers with these statuses, one after the other, and then with 200. */
async function receiver(
  statuses: readonly number[] = [],
): Promise<{ readonly url: string; readonly received: Received[] }> {
  const received: Received[] = [];
  const left = [...statuses];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      const status = left.shift() ?? 200;
      if (status === 200) received.push({ headers: request.headers, body });
      response.writeHead(status).end();
    });
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`, received };
}

describe('events', () => {
  // shows: S0-138, S3-116, S4-127
  test('report all that happens, in the shapes and the order of AWS', async () => {
    await using app = makeProject();
    write(app, [toFile]);
    expect((await app.run('run')).status).toBe(0);
    const delivered = lines<Event>(app, 'events.jsonl');
    const short = delivered
      .filter(({ source }) => source === 'aws.codepipeline')
      .map(
        ({ 'detail-type': type, detail }) =>
          `${type.split(' ')[1]} ${textOf(detail, 'action') || textOf(detail, 'stage')} ${textOf(detail, 'state')}`,
      );
    expect(short).toEqual([
      'Pipeline  STARTED',
      'Stage Source STARTED',
      'Action Checkout STARTED',
      'Action Checkout SUCCEEDED',
      'Stage Source SUCCEEDED',
      'Stage Build STARTED',
      'Action compile STARTED',
      'Action compile SUCCEEDED',
      'Stage Build SUCCEEDED',
      'Pipeline  SUCCEEDED',
    ]);
    const builds = delivered.filter(({ 'detail-type': type }) => type === 'CodeBuild Build State Change');
    expect(builds.map(({ detail }) => detail['build-status'])).toEqual(['IN_PROGRESS', 'SUCCEEDED']);
    const action = delivered.find(
      ({ detail }) => detail['action'] === 'compile' && detail['state'] === 'SUCCEEDED',
    );
    expect(action).toMatchObject({
      version: '0',
      account: '111122223333',
      resources: ['arn:aws:codepipeline:eu-central-1:111122223333:app'],
      detail: {
        pipeline: 'app',
        version: 1,
        'pipeline-execution-attempt': 1,
        type: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' },
        'output-artifacts': [{ name: 'Package', s3location: { bucket: 'app-artifacts' } }],
        'execution-result': { 'external-execution-id': expect.stringMatching(/^compile:/) as unknown },
      },
    });
    expect(new Set(delivered.map(({ id }) => id)).size).toBe(delivered.length);
  });

  // shows: S3-119
  test('are chosen by their pattern, and can be short messages', async () => {
    await using app = makeProject();
    const eventPattern = { source: ['aws.codepipeline'], detail: { state: ['FAILED'], stage: ['Build'] } };
    write(app, [{ ...toFile, eventPattern, format: 'notification' }], ['exit 3']);
    await app.run('run');
    const delivered = lines<Readonly<Record<string, unknown>>>(app, 'events.jsonl');
    expect(delivered).toMatchObject([
      {
        pipeline: 'app',
        stage: 'Build',
        action: 'compile',
        status: 'FAILED',
        error: expect.stringContaining('exit 3') as unknown,
      },
      { pipeline: 'app', stage: 'Build', status: 'FAILED' },
    ]);
    expect(Object.keys(delivered[1] ?? {})).toEqual([
      'pipeline',
      'stage',
      'status',
      'executionId',
      'timestamp',
    ]);
  });

  // shows: S0-142, S2-152, S4-127, S4-128
  test('reach web servers signed, and Slack and Teams as messages, with addresses that are secrets', async () => {
    await using app = makeProject();
    const hook = await receiver();
    const slack = await receiver();
    const teams = await receiver();
    await app.feed(`${slack.url}/T000/B000/secret-part`, 'secret', 'set', 'slack/deployments');
    await app.feed('signing key', 'secret', 'set', 'hook/key');
    const eventPattern = { 'detail-type': ['CodePipeline Pipeline Execution State Change'] };
    write(app, [
      { name: 'hook', eventPattern, target: { type: 'webhook', url: hook.url, signingSecret: 'hook/key' } },
      { name: 'slack', eventPattern, target: { type: 'slack', url: 'secret:slack/deployments' } },
      { name: 'teams', eventPattern, target: { type: 'teams', url: teams.url } },
    ]);
    expect((await app.run('run')).status).toBe(0);
    expect(hook.received.map(({ body }) => (JSON.parse(body) as Event).detail['state'])).toEqual([
      'STARTED',
      'SUCCEEDED',
    ]);
    const [first] = hook.received;
    const signature = createHmac('sha256', 'signing key')
      .update(first?.body ?? '')
      .digest('hex');
    expect(first?.headers['x-slipway-signature-256']).toBe(`sha256=${signature}`);
    expect(JSON.parse(slack.received.at(-1)?.body ?? '')).toMatchObject({
      text: ':white_check_mark: app: SUCCEEDED',
      blocks: [{ type: 'section' }, { type: 'context' }],
    });
    expect(JSON.parse(teams.received.at(-1)?.body ?? '')).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            type: 'AdaptiveCard',
            body: [{ text: 'app: SUCCEEDED', color: 'good' }, { type: 'FactSet' }],
          },
        },
      ],
    });
  });

  test('are listed by a command, newest first, and a pattern is tried on them', async () => {
    await using app = makeProject();
    write(app, [], ['false']);
    expect((await app.run('run')).status).toBe(1);
    const all = await app.run('events', '--json', '--limit', '500');
    const delivered = all.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Event);
    expect(delivered[0]).toMatchObject({ source: 'aws.codepipeline', detail: { state: 'FAILED' } });
    expect(delivered.at(-1)).toMatchObject({ detail: { state: 'STARTED' } });
    const stages = await app.run(
      'events',
      '--pattern',
      '{"detail-type":["CodePipeline Stage Execution State Change"],"detail":{"state":["FAILED"]}}',
    );
    expect(stages.stdout.trim().split('\n')).toEqual([expect.stringContaining('FAILED       app › Build')]);
    app.write('none.json', { source: ['aws.ecs'] });
    expect((await app.run('events', '--pattern', 'none.json')).stdout).toBe('The pattern matches none\n');
    const wrong = await app.run('events', '--pattern', '{"source":"aws.ecs"}');
    expect(wrong).toMatchObject({ status: 2 });
    expect(wrong.stderr).toContain('source must be an array of values');
    expect((await app.run('events', '--pattern', 'nothing.json')).stderr).toContain(
      'There is no file nothing.json',
    );
  });

  // shows: S0-135, S3-114
  test('report an alarm while the build that causes it still runs', async () => {
    await using app = makeProject();
    await using gate = await makeGate();
    const eventPattern = { source: ['aws.cloudwatch'] };
    write(app, [{ ...toFile, eventPattern }], [gate.wait]);
    app.write('alarm.json', {
      AlarmName: 'slow-build',
      Namespace: 'AWS/CodeBuild',
      MetricName: 'Duration',
      Dimensions: [{ Name: 'ProjectName', Value: 'compile' }],
      Statistic: 'Maximum',
      Period: 10,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
    });
    const server = await startServer(app, { args: ['--source', '.'] });
    await server.ask('POST', '/api/v1/pipelines/app/requests', {
      type: 'StartPipelineExecution',
      variables: {},
      sourceRevisions: {},
    });
    const states = () =>
      lines<Event>(app, 'events.jsonl').map(
        ({ detail }) => (detail['state'] as { readonly value: string }).value,
      );
    await expect.poll(states).toContain('ALARM');
    const alarm = lines<Event>(app, 'events.jsonl').at(-1);
    expect(alarm).toMatchObject({
      'detail-type': 'CloudWatch Alarm State Change',
      resources: ['arn:aws:cloudwatch:eu-central-1:111122223333:alarm:slow-build'],
      detail: {
        alarmName: 'slow-build',
        state: { reason: expect.stringContaining('Maximum of Duration: ') as string },
      },
    });
    gate.open();
  });

  // shows: S3-113, S3-115, S4-115
  test('report an alarm on executions that failed', async () => {
    await using app = makeProject();
    const eventPattern = { source: ['aws.cloudwatch'] };
    write(app, [{ ...toFile, eventPattern }], ['exit 1']);
    app.write('alarm.json', {
      AlarmName: 'DeploymentFailure',
      Namespace: 'AWS/CodePipeline',
      MetricName: 'FailedPipelineExecutions',
      Dimensions: [{ Name: 'PipelineName', Value: 'app' }],
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
    const server = await startServer(app, { args: ['--source', '.'] });
    await server.ask('POST', '/api/v1/pipelines/app/requests', {
      type: 'StartPipelineExecution',
      variables: {},
      sourceRevisions: {},
    });
    const states = () =>
      lines<Event>(app, 'events.jsonl').map(
        ({ detail }) => (detail['state'] as { readonly value: string }).value,
      );
    await expect.poll(states).toContain('ALARM');
    expect(lines<Event>(app, 'events.jsonl').at(-1)?.detail).toMatchObject({
      alarmName: 'DeploymentFailure',
      state: { reason: 'Sum of FailedPipelineExecutions: 1' },
    });
  });

  // shows: S3-116, S3-118, S3-119
  test('to a topic are kept as what its subscribers would get: this machine sends neither mail nor short messages for SNS', async () => {
    await using app = makeProject();
    const eventPattern = {
      'detail-type': ['CodePipeline Pipeline Execution State Change'],
      detail: { state: ['FAILED'] },
    };
    const subscriptions = [
      { protocol: 'email', endpoint: 'devops@example.com' },
      { protocol: 'sms', endpoint: '+15555550100' },
    ];
    write(app, [{ name: 'failures', eventPattern, target: { type: 'sns', subscriptions } }], ['exit 1']);
    expect((await app.run('run')).status).toBe(1);
    expect(lines(app, '.slipway/topics/failures.jsonl')).toMatchObject([
      {
        Subject: 'app: FAILED',
        Message: {
          pipeline: 'app',
          status: 'FAILED',
          executionId: expect.any(String) as string,
          timestamp: expect.any(String) as string,
          error: expect.stringContaining('exit') as string,
        },
        Subscriptions: ['email devops@example.com', 'sms +15555550100'],
      },
    ]);
  });

  // shows: S0-141, S2-103, S3-117, S4-129
  test('reach mailboxes', async () => {
    await using app = makeProject();
    const mails: string[] = [];
    const mail = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, _session, callback) => {
        let text = '';
        stream.setEncoding('utf8').on('data', (part: string) => (text += part));
        stream.on('end', () => {
          mails.push(text);
          callback();
        });
      },
    });
    const listening = mail.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const address = listening.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const eventPattern = {
      'detail-type': ['CodePipeline Pipeline Execution State Change'],
      detail: { state: ['FAILED'] },
    };
    const target = {
      type: 'email',
      host: '127.0.0.1',
      port,
      from: 'slipway@example.com',
      to: ['team@example.com'],
    };
    write(app, [{ name: 'mail', eventPattern, target }], ['exit 1']);
    await app.run('run');
    mail.close();
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain('Subject: app: FAILED');
    expect(mails[0]).toContain('To: team@example.com');
  });

  test('that cannot be delivered are delivered later, in order, and delay no other subscriber', async () => {
    await using app = makeProject();
    const hook = await receiver([503, 503]);
    write(app, [{ name: 'hook', target: { type: 'webhook', url: hook.url } }, toFile]);
    const server = await startServer(app, { args: ['--source', '.'] });
    await server.ask('POST', '/api/v1/pipelines/app/requests', {
      type: 'StartPipelineExecution',
      variables: {},
      sourceRevisions: {},
    });
    const isOver = () => {
      const last = lines<Event>(app, 'events.jsonl').at(-1);
      return (
        last?.detail['state'] === 'SUCCEEDED' &&
        last['detail-type'] === 'CodePipeline Pipeline Execution State Change'
      );
    };
    await expect.poll(isOver).toBe(true);
    const { body } = await server.ask('GET', '/api/v1/notifications');
    expect(body).toMatchObject({
      targets: expect.arrayContaining([expect.objectContaining({ name: 'all' })]) as unknown,
    });
    const all = lines<Event>(app, 'events.jsonl').map(({ id }) => id);
    await expect.poll(() => hook.received.length).toBe(all.length);
    expect(hook.received.map(({ body: text }) => (JSON.parse(text) as Event).id)).toEqual(all);
  });

  test('that were not delivered when the process was killed are delivered by the next', async () => {
    await using gate = await makeGate();
    await using app = makeProject();
    const closed = await receiver();
    write(
      app,
      [{ name: 'hook', target: { type: 'webhook', url: 'http://127.0.0.1:9/closed' } }, toFile],
      [gate.wait],
    );
    const first = await startServer(app, { args: ['--source', '.'] });
    await first.ask('POST', '/api/v1/pipelines/app/requests', {
      type: 'StartPipelineExecution',
      variables: {},
      sourceRevisions: {},
    });
    await expect
      .poll(() => lines<Event>(app, 'events.jsonl').some(({ detail }) => detail['action'] === 'compile'))
      .toBe(true);
    first.running.kill('SIGKILL');
    await first.running.ended;
    gate.open();
    app.write('notifications.json', {
      notifications: [{ name: 'hook', target: { type: 'webhook', url: closed.url } }, toFile],
    });
    expect((await app.run('run')).status).toBe(0);
    const delivered = closed.received.map(({ body }) => (JSON.parse(body) as Event).detail['state']);
    expect(delivered.find((state) => state !== undefined)).toBe('STARTED');
    expect(delivered.at(-1)).toBe('SUCCEEDED');
    // At least once: what is there twice has the same id.
    const all = lines<Event>(app, 'events.jsonl');
    expect(new Set(all.map(({ id }) => id))).toEqual(
      new Set(closed.received.map(({ body }) => (JSON.parse(body) as Event).id)),
    );
  });
});

test('a target that cannot be used is a mistake in the definition', async () => {
  await using app = makeProject();
  write(app, [
    { name: 'a', target: { type: 'pigeon' } },
    { name: 'b', target: { type: 'file', pth: 'x' } },
    { name: 'c', eventPattern: { source: 'aws.codebuild' }, target: { type: 'file', path: 'x' } },
  ]);
  const { stdout, stderr, status } = await app.run('lint');
  const delivered = `${stdout}${stderr}`;
  expect(delivered).toContain('one of file, webhook, slack, teams, email');
  expect(delivered).toContain('pth');
  expect(delivered).toContain('source must be an array of values');
  expect(delivered).toContain('NotificationInvalid');
  expect(status).toBe(2);
});
