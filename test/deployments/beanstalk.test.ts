// The Elastic Beanstalk action: application versions of a real web server, by every deployment policy, under traffic.
import { describe, expect, test } from 'vitest';
import { approvalAction, buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { visitDuring } from '../rig/visitors.ts';

const command = 'aws:elasticbeanstalk:command';

interface Options {
  readonly policy?: string;
  readonly instances?: number;
  readonly more?: readonly object[];
}

function write(app: Project, { policy = 'AllAtOnce', instances = 2, more = [] }: Options = {}): void {
  app.write(
    'pipeline.json',
    pipeline([
      sourceStage,
      { name: 'Build', actions: [buildAction('compile', 'Bundle')] },
      {
        name: 'Deploy',
        actions: [
          {
            name: 'Update',
            actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'ElasticBeanstalk', version: '1' },
            configuration: { ApplicationName: 'shop', EnvironmentName: 'shop-production' },
            inputArtifacts: [{ name: 'Bundle' }],
          },
        ],
      },
    ]),
  );
  app.write(
    'project.json',
    project('compile', {
      phases: { build: { commands: ['true'] } },
      artifacts: { files: ['**/*'], 'base-directory': 'bundle' },
    }),
  );
  const option = (Namespace: string, OptionName: string, Value: string) => ({ Namespace, OptionName, Value });
  app.write('environment.json', {
    ApplicationName: 'shop',
    EnvironmentName: 'shop-production',
    SolutionStackName: '64bit Amazon Linux 2023 v6.1.0 running Node.js 22',
    OptionSettings: [
      option('aws:autoscaling:asg', 'MinSize', String(instances)),
      option(command, 'DeploymentPolicy', policy),
      option(command, 'BatchSizeType', 'Fixed'),
      option(command, 'BatchSize', '1'),
      option(command, 'Timeout', '20'),
      option('aws:elasticbeanstalk:environment:process:default', 'HealthCheckPath', '/health'),
      option('aws:elasticbeanstalk:environment:process:default', 'DeregistrationDelay', '1'),
      option('aws:elasticbeanstalk:application:environment', 'GREETING', 'hello'),
      ...more,
    ],
  });
  version(app, 'one');
}

const server = (name: string, health: number) => `
const { createServer } = require('node:http');
createServer((request, response) => {
  if (request.url === '/die') process.exit(1);
  response.statusCode = request.url === '/health' ? ${health} : 200;
  const { GREETING, COLOUR, TOKEN, PORT } = process.env;
  response.end(JSON.stringify({ version: '${name}', GREETING, COLOUR, TOKEN, PORT }));
}).listen(process.env.PORT);
`;

function version(app: Project, name: string, health = 200): void {
  app.write('bundle/server.js', server(name, health));
  app.write('bundle/Procfile', 'web: node server.js\n');
  app.write(
    'bundle/.ebextensions/app.config',
    `option_settings:
  aws:elasticbeanstalk:application:environment:
    GREETING: from the bundle
    COLOUR: blue
container_commands:
  01_note:
    command: echo "$GREETING" > note.txt
`,
  );
}

interface Ran {
  readonly status: number | null;
  readonly output: string;
  readonly url: string;
}

async function run(app: Project, ...args: readonly string[]): Promise<Ran> {
  const { status, stdout, stderr } = await app.run('run', '.', '--source', '.', '--exit', ...args);
  const { stdout: text } = await app.run('status', '--json');
  const { fleets } = JSON.parse(text) as { readonly fleets: readonly { readonly url?: string }[] };
  return { status, output: `${stdout}${stderr}`, url: fleets[0]?.url ?? '' };
}

interface Answer {
  readonly version: string;
  readonly GREETING?: string;
  readonly COLOUR?: string;
  readonly TOKEN?: string;
  readonly PORT?: string;
}

async function ask(url: string): Promise<Answer> {
  return (await (await fetch(url)).json()) as Answer;
}

/** Requests from users while `work` goes on: how many failed, and which versions answered. */
async function visited(url: string, work: () => Promise<unknown>) {
  const { failures, answers } = await visitDuring(async () => (await ask(url)).version, work);
  return { failures: failures.length, versions: answers };
}

describe('an environment', () => {
  // shows: S3-061, S3-120, S4-076
  test('runs what the Procfile says, with its options before those of the bundle, and secrets of the store', async () => {
    await using app = makeProject();
    const Namespace = 'aws:elasticbeanstalk:application:environmentsecrets';
    const Value = 'arn:aws:ssm:us-east-1:111122223333:parameter/shop/production/TOKEN';
    const machine = {
      Namespace: 'aws:autoscaling:launchconfiguration',
      OptionName: 'InstanceType',
      Value: 't3.micro',
    };
    write(app, { more: [{ Namespace, OptionName: 'TOKEN', Value }, machine] });
    const refused = await run(app);
    expect(refused.status).toBe(2);
    expect(refused.output).toContain('Parameter does not exist: /shop/production/TOKEN');
    await app.feed('a hidden value', 'secret', 'set', '--parameter', '/shop/production/TOKEN');
    const { status, url, output } = await run(app);
    expect(output).not.toContain('a hidden value');
    expect(output).toContain('InstanceType of aws:autoscaling:launchconfiguration');
    expect(status).toBe(0);
    expect(await ask(url)).toEqual({
      version: 'one',
      GREETING: 'hello',
      COLOUR: 'blue',
      TOKEN: 'a hidden value',
      PORT: expect.stringMatching(/^\d+$/) as string,
    });
  });

  // shows: S3-007, S3-075, S3-147
  test.each(['Rolling', 'RollingWithAdditionalBatch', 'Immutable'])(
    'is updated by %s without a request that fails',
    async (policy) => {
      await using app = makeProject();
      write(app, { policy });
      const { url } = await run(app);
      version(app, 'two');
      let second: Ran | undefined;
      const { failures, versions } = await visited(url, async () => (second = await run(app)));
      expect(second).toMatchObject({ status: 0, url });
      expect(failures).toBe(0);
      expect([...versions.keys()].toSorted()).toEqual(['one', 'two']);
      expect(await ask(url)).toMatchObject({ version: 'two' });
    },
  );

  // shows: S3-075, S3-101
  test('by Immutable, whose new version is not healthy, serves the old one as if nothing had been', async () => {
    await using app = makeProject();
    write(app, { policy: 'Immutable', more: [{ Namespace: command, OptionName: 'Timeout', Value: '3' }] });
    const { url } = await run(app);
    version(app, 'two', 500);
    let second: Ran | undefined;
    const { failures, versions } = await visited(url, async () => (second = await run(app)));
    expect(second?.status).toBe(1);
    expect(second?.output).toContain('/health');
    expect(second?.output).toContain('serve as they did');
    expect(failures).toBe(0);
    expect([...versions.keys()]).toEqual(['one']);
  });

  // shows: S3-010, S4-120
  test('takes, after an approval, the very version that staging runs, with variables of its own', async () => {
    await using app = makeProject();
    write(app, { instances: 1 });
    const production = JSON.parse(app.read('environment.json')) as {
      readonly OptionSettings: readonly { readonly OptionName: string }[];
    };
    const settings = production.OptionSettings.filter(({ OptionName }) => OptionName !== 'GREETING');
    const Namespace = 'aws:elasticbeanstalk:application:environment';
    app.write('staging.json', {
      ...production,
      EnvironmentName: 'shop-staging',
      OptionSettings: [...settings, { Namespace, OptionName: 'GREETING', Value: 'hello staging' }],
    });
    const { pipeline: declared } = JSON.parse(app.read('pipeline.json')) as {
      readonly pipeline: { readonly stages: readonly { readonly name: string }[] };
    };
    const [source, build, deploy] = declared.stages;
    const staging = JSON.parse(
      JSON.stringify(deploy).replace('shop-production', 'shop-staging').replace('"Deploy"', '"Staging"'),
    ) as object;
    app.write('pipeline.json', {
      pipeline: {
        ...declared,
        stages: [source, build, staging, { name: 'Promotion', actions: [approvalAction('Promote')] }, deploy],
      },
    });
    const running = app.start('run', '.', '--source', '.', '--exit', '--json');
    await running.line((line) => line.includes('"ApprovalRequested"'));
    version(app, 'edited meanwhile');
    const urls = async () => {
      const { fleets } = JSON.parse((await app.run('status', '--json')).stdout) as {
        readonly fleets: readonly { readonly fleetName: string; readonly url: string }[];
      };
      return Object.fromEntries(fleets.map(({ fleetName, url }) => [fleetName, url]));
    };
    expect(Object.keys(await urls())).toEqual(['shop-staging']);
    await app.run('approve', 'Promotion', 'Promote', '--summary', 'works on staging');
    expect((await running.ended).status).toBe(0);
    const { 'shop-staging': first = '', 'shop-production': second = '' } = await urls();
    expect(await ask(first)).toMatchObject({ version: 'one', GREETING: 'hello staging' });
    expect(await ask(second)).toMatchObject({ version: 'one', GREETING: 'hello' });
  });

  test.each(['DownloadBundle', 'ApplicationStart', 'AllowTraffic'])(
    'that is updated when kill -9 comes in %s is brought to the new version by the same command',
    async (event) => {
      await using app = makeProject();
      write(app, { policy: 'Immutable' });
      const { url } = await run(app);
      version(app, 'two');
      const killed = app.start('run', '.', '--source', '.', '--exit', '--json');
      await killed.line((line) => line.includes(`"lifecycleEventName":"${event}"`));
      killed.kill('SIGKILL');
      await killed.ended;
      expect(await ask(url)).toMatchObject({ version: expect.stringMatching(/^(one|two)$/) as string });
      const again = await run(app);
      expect(again).toMatchObject({ status: 0, url });
      expect(again.output).toContain('resuming execution');
      const answers = await Promise.all(Array.from({ length: 20 }, async () => ask(url)));
      expect([...new Set(answers.map((answer) => answer.version))]).toEqual(['two']);
      const { stdout } = await app.run('status', '--json');
      const { fleets } = JSON.parse(stdout) as {
        readonly fleets: readonly { readonly hosts: readonly { readonly health: string }[] }[];
      };
      expect(fleets[0]?.hosts.map(({ health }) => health)).toEqual(['healthy', 'healthy']);
    },
  );

  test('shows what a process printed that ended before it listened', async () => {
    await using app = makeProject();
    write(app, { instances: 1 });
    app.write('bundle/server.js', `throw new Error('no database');`);
    const { status, output } = await run(app);
    expect(status).toBe(1);
    expect(output).toContain('no database');
  });

  // shows: S3-161
  test('by TrafficSplitting gives the new version its share first', async () => {
    await using app = makeProject();
    const splitting = 'aws:elasticbeanstalk:trafficsplitting';
    write(app, {
      policy: 'TrafficSplitting',
      instances: 1,
      more: [
        { Namespace: splitting, OptionName: 'NewVersionPercent', Value: '25' },
        { Namespace: splitting, OptionName: 'EvaluationTime', Value: '0.03' },
      ],
    });
    const { url } = await run(app);
    version(app, 'two');
    let second: Ran | undefined;
    const { failures, versions } = await visited(url, async () => (second = await run(app)));
    expect(second?.output).toMatch(
      /25 % of the requests to shop-production go to code-pipeline-\S+, for 0.03 minutes/,
    );
    expect(second?.status).toBe(0);
    expect(failures).toBe(0);
    expect(versions.get('one')).toBeGreaterThan(versions.get('two') ?? 0);
    expect(await ask(url)).toMatchObject({ version: 'two' });
  });

  test('by TrafficSplitting sends no request to a new set that never becomes healthy as a whole', async () => {
    await using app = makeProject();
    const splitting = 'aws:elasticbeanstalk:trafficsplitting';
    write(app, {
      policy: 'TrafficSplitting',
      more: [{ Namespace: splitting, OptionName: 'NewVersionPercent', Value: '50' }],
    });
    const { url } = await run(app);
    version(app, 'two');
    // The others of the set are healthy long before the leader fails.
    app.write(
      'bundle/.ebextensions/late.config',
      'container_commands:\n  02_late: { command: "sleep 4; exit 9", leader_only: true }\n',
    );
    let second: Ran | undefined;
    const { failures, versions } = await visited(url, async () => (second = await run(app)));
    expect(second?.status).toBe(1);
    expect(second?.output).toContain('serve as they did');
    expect(failures).toBe(0);
    expect([...versions.keys()]).toEqual(['one']);
  });

  test('by AllAtOnce, whose leader fails, says which instance has which version', async () => {
    await using app = makeProject();
    write(app);
    await run(app);
    version(app, 'two');
    app.write(
      'bundle/.ebextensions/fail.config',
      'container_commands:\n  02_fail: { command: exit 9, leader_only: true }\n',
    );
    const { status, output } = await run(app);
    expect(status).toBe(1);
    expect(output.replaceAll(/\s+/g, ' ')).toContain(
      'i-shopproduction1 has the version before, i-shopproduction2 has the new one: the environment has both',
    );
  });

  test('starts a process again that ends while nothing of Slipway runs', async () => {
    await using app = makeProject();
    write(app, { instances: 1 });
    const { url } = await run(app);
    await fetch(`${url}/die`).catch(() => undefined);
    await expect.poll(async () => (await fetch(url).catch(() => undefined))?.status).toBe(200);
    expect(await ask(url)).toMatchObject({ version: 'one', GREETING: 'hello' });
  });

  test('has the PORT of its property, and the load balancer finds it there', async () => {
    await using app = makeProject();
    const Namespace = 'aws:elasticbeanstalk:application:environment';
    write(app, { instances: 1, more: [{ Namespace, OptionName: 'PORT', Value: '3000' }] });
    const { status, url, output } = await run(app);
    expect(status).toBe(0);
    const { PORT } = await ask(url);
    expect(PORT === '3000' || output.includes('with isolation process each host has another PORT')).toBe(
      true,
    );
  });

  test('that is a worker is refused, and lint says so', async () => {
    await using app = makeProject();
    write(app);
    const environment = JSON.parse(app.read('environment.json')) as object;
    app.write('environment.json', { ...environment, Tier: { Name: 'Worker', Type: 'SQS/HTTP' } });
    const { stdout, stderr } = await app.run('lint', '.');
    expect(`${stdout}${stderr}`).toContain('A worker environment is not deployed here');
    const { status, output, url } = await run(app);
    expect({ status, url }).toEqual({ status: 1, url: '' });
    expect(output.replaceAll(/\s+/g, ' ')).toContain(
      'shop-production is a worker environment, and none is deployed here',
    );
  });
});
