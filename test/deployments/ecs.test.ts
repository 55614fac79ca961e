// The ECS action: images of a real web server in containers of a real Docker engine, rolled out under traffic.
import { describe, expect, test } from 'vitest';
import {
  ask,
  buildImage,
  containersOf,
  deploys,
  runToService as run,
  visited,
  writeService as write,
  writeTargetGroup,
} from '../rig/ecs.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { useDocker } from '../rig/use-docker.ts';

const { reason, get: docker } = useDocker('ECS services are');

const image = (app: Project, name: string, more: readonly string[] = []): void =>
  buildImage(docker(), app, name, more);
const containers = (app: Project): readonly string[] => containersOf(docker(), app);

interface AwsEvent {
  readonly detail: { readonly eventType: string; readonly eventName: string };
  readonly resources: readonly string[];
}

const circuitBreaker = {
  deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
};

describe.skipIf(reason !== undefined)('an ECS action', () => {
  // shows: S2-078
  test('makes the service, and replaces its tasks without a request that fails', async () => {
    await using app = makeProject();
    write(app);
    writeTargetGroup(app);
    image(app, 'web:one');
    image(app, 'web:two');
    deploys(app, 'web:one');
    const first = await run(app);
    expect(first.output).toContain('web:2 on 2 tasks');
    expect(first.status).toBe(0);
    expect(await ask(first.url)).toEqual({ version: 'one', GREETING: 'hello' });
    deploys(app, 'web:two');
    let second = first;
    const { failures, versions } = await visited(first.url, async () => {
      second = await run(app);
    });
    expect(second.output).toContain('The image of web is web:two, before web:one');
    expect(second.output).toContain('web:3 on 2 tasks');
    expect(second.url).toBe(first.url);
    expect(failures).toEqual([]);
    expect([...versions.keys()].toSorted()).toEqual(['one', 'two']);
    expect((await ask(second.url)).version).toBe('two');
    expect(containers(app)).toHaveLength(2);
    const { stdout } = await app.run('events', '--pattern', '{"source":["aws.ecs"]}', '--json');
    const lines = stdout.split('\n').filter(Boolean);
    const events = lines.map((line) => JSON.parse(line) as AwsEvent);
    expect(events.map(({ detail }) => `${detail.eventType} ${detail.eventName}`).toSorted()).toEqual([
      'INFO SERVICE_DEPLOYMENT_COMPLETED',
      'INFO SERVICE_DEPLOYMENT_COMPLETED',
      'INFO SERVICE_DEPLOYMENT_IN_PROGRESS',
      'INFO SERVICE_DEPLOYMENT_IN_PROGRESS',
    ]);
    expect(events[0]?.resources[0]).toMatch(/^arn:aws:ecs:.*:service\/shop\/web$/);
    await app.run('down');
    expect(containers(app)).toEqual([]);
  });

  test('whose tasks fail the health check is stopped by the circuit breaker, and the version before serves on', async () => {
    await using app = makeProject();
    write(app, circuitBreaker);
    image(app, 'web:one');
    image(app, 'web:sick', ['ENV HEALTH=500']);
    deploys(app, 'web:one');
    const first = await run(app);
    deploys(app, 'web:sick');
    let second = first;
    const { failures, versions } = await visited(first.url, async () => {
      second = await run(app);
    });
    expect(second.status).toBe(1);
    expect(second.output).toContain('ECS deployment circuit breaker: ');
    expect(second.output).toContain('Task failed ELB health checks in (target-group web)');
    expect(second.output).toContain('[500]');
    expect(second.output).toContain('version sick listens');
    expect(second.output).toContain('The service web is back at web:2');
    expect(failures).toEqual([]);
    expect([...versions.keys()]).toEqual(['one']);
    expect(containers(app)).toHaveLength(2);
  });

  test('whose container exits names the container, its exit code and what it printed last', async () => {
    await using app = makeProject();
    write(app, { desiredCount: 1 });
    image(app, 'web:one');
    deploys(app, 'web:one');
    const first = await run(app);
    image(app, 'web:broken', [`ENV NODE_OPTIONS=--require=/not-there.js`]);
    deploys(app, 'web:broken');
    const second = await run(app);
    expect(second.status).toBe(1);
    expect(second.output).toContain('Essential container in task exited (web, exit code 1)');
    expect(second.output).toContain("Cannot find module '/not-there.js'");
    expect(second.output).toContain('Enable deploymentCircuitBreaker');
    expect((await ask(first.url)).version).toBe('one');
    expect(containers(app)).toHaveLength(1);
  });

  test('that fails at its first deployment leaves nothing behind', async () => {
    await using app = makeProject();
    write(app);
    image(app, 'web:sick', ['ENV HEALTH=503']);
    deploys(app, 'web:sick');
    const { status, output } = await run(app);
    expect(status).toBe(1);
    expect(output).toContain('had no completed deployment to go back to');
    expect(containers(app)).toEqual([]);
  });

  test.each([
    ['[{"name":"wbe","imageUri":"web:one"}]', 'has no container named "wbe"', 'write "web" in the file'],
    ['{"ImageURI":"web:one"}', 'is an imageDetail.json, which CodeDeployToECS takes', ''],
    ['[{"name":"web","imageUri":"127.0.0.1:1/not/there:1"}]', 'CannotPullContainerError', 'Push the image'],
  ])('refuses the image definitions %s', async (content, message, remedy) => {
    await using app = makeProject();
    write(app);
    app.write('imagedefinitions.json', content);
    const { status, output } = await run(app);
    expect(output).toContain(message);
    expect(output).toContain(remedy);
    expect(status).toBe(1);
    expect(containers(app)).toEqual([]);
  });

  test('whose new tasks make an alarm go off in the time after is rolled back, and says which', async () => {
    await using app = makeProject();
    const alarms = { alarmNames: ['web-errors'], enable: true, rollback: true };
    write(app, { desiredCount: 1, deploymentConfiguration: { alarms } });
    writeAlarm(app);
    image(app, 'web:one');
    image(app, 'web:moody', ['ENV ERRORS=yes']);
    deploys(app, 'web:one');
    const first = await run(app);
    expect(first.output).toContain('The alarms are watched for 10 s more');
    deploys(app, 'web:moody');
    let second = first;
    await visited(first.url, async () => {
      second = await run(app);
    });
    expect(second.output).toContain('the alarm web-errors is in state ALARM');
    expect(second.output).toContain('The service web is back at web:2');
    expect(second.status).toBe(1);
    expect((await ask(first.url)).version).toBe('one');
  });

  test('whose load balancer leads to a port where nothing listens says so, and goes back to the port before', async () => {
    await using app = makeProject();
    write(app, circuitBreaker);
    image(app, 'web:one');
    deploys(app, 'web:one');
    const first = await run(app);
    const elsewhere = app.read('service.json').replace('8080', '9090');
    app.write('service.json', elsewhere);
    app.write('taskdef.json', app.read('taskdef.json').replace('8080', '9090'));
    const second = await run(app);
    expect(second.status).toBe(1);
    expect(second.output).toContain('nothing in it answers yet at the port that the load balancer leads to');
    expect(second.output).toContain('The service web is back at web:2');
    expect((await ask(first.url)).version).toBe('one');
    expect(containers(app)).toHaveLength(2);
  });

  test('without a container engine says before and after what to install', async () => {
    await using app = makeProject();
    write(app);
    deploys(app, 'web:one');
    process.env['SLIPWAY_CONTAINER_ENGINE'] = '/no/engine';
    try {
      const { stdout } = await app.run('lint', '.');
      expect(stdout).toContain('needs containers, and neither Docker nor Podman answers on this machine');
      const { status, output } = await run(app);
      expect(output).toContain('warning: The action "Roll" of stage "Deploy" needs containers');
      expect(output).toContain('No Docker or Podman engine answers on this machine');
      expect(output).toContain('Install Docker or Podman and start it');
      expect(status).toBe(1);
    } finally {
      delete process.env['SLIPWAY_CONTAINER_ENGINE'];
    }
  });

  test('gives the containers their secrets when they start, and shows them nowhere', async () => {
    await using app = makeProject();
    const valueFrom = 'arn:aws:ssm:eu-central-1:111122223333:parameter/web/token';
    write(app, { desiredCount: 1 }, { secrets: [{ name: 'TOKEN', valueFrom }] });
    image(app, 'web:one');
    deploys(app, 'web:one');
    const without = await run(app);
    // Before the run starts: on AWS the task would fail with ResourceInitializationError.
    expect(without.status).toBe(2);
    expect(without.output).toContain('slipway secret set --parameter /web/token');
    await app.feed('s3cret-t0ken', 'secret', 'set', '--parameter', '/web/token');
    const { status, url, output } = await run(app);
    expect(status).toBe(0);
    expect(await ask(url)).toMatchObject({ version: 'one', TOKEN: 's3cret-t0ken' });
    expect(output).not.toContain('s3cret-t0ken');
    const prints = ['node', '-e', 'console.log("I am", process.env.TOKEN); process.exit(1)'];
    write(app, { desiredCount: 1 }, { secrets: [{ name: 'TOKEN', valueFrom }], command: prints });
    const last = await run(app);
    expect(last.output).toContain('I am ***');
    expect(last.output).not.toContain('s3cret-t0ken');
  });

  test('fails with ResourceInitializationError when a secret is gone by the time that its tasks start', async () => {
    await using app = makeProject();
    const valueFrom = 'arn:aws:ssm:eu-central-1:111122223333:parameter/web/token';
    write(app, { desiredCount: 1 }, { secrets: [{ name: 'TOKEN', valueFrom }] });
    const declared = JSON.parse(app.read('pipeline.json')) as { pipeline: { stages: object[] } };
    declared.pipeline.stages.splice(2, 0, {
      name: 'Approve',
      actions: [
        {
          name: 'SignOff',
          actionTypeId: { category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1' },
        },
      ],
    });
    app.write('pipeline.json', declared);
    image(app, 'web:one');
    deploys(app, 'web:one');
    await app.feed('s3cret-t0ken', 'secret', 'set', '--parameter', '/web/token');
    const running = app.start('run', '.', '--source', '.', '--exit');
    await running.line((line) => line.includes('SignOff') && line.includes('approve'));
    expect((await app.run('secret', 'rm', '--parameter', '/web/token')).status).toBe(0);
    expect((await app.run('approve')).status).toBe(0);
    const { status, stdout, stderr } = await running.ended;
    expect(`${stdout}${stderr}`).toContain('ResourceInitializationError');
    expect(`${stdout}${stderr}`).toContain('/web/token');
    expect(status).toBe(1);
  });
});

/** An alarm on the errors that people see; the health of the tasks is well. */
function writeAlarm(app: Project): void {
  app.write('alarm.json', {
    AlarmName: 'web-errors',
    Namespace: 'AWS/ApplicationELB',
    MetricName: 'HTTPCode_Target_5XX_Count',
    Dimensions: [{ Name: 'TargetGroup', Value: 'targetgroup/web/1' }],
    Statistic: 'Sum',
    Period: 10,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'notBreaching',
  });
  app.write('target-group.json', {
    Name: 'web',
    Port: 8080,
    Protocol: 'HTTP',
    TargetType: 'ip',
    // Its health is well; what people ask for is not.
    HealthCheckPath: '/',
    Matcher: { HttpCode: '200-499' },
  });
}

const listenerRule = 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:listener-rule/app/web/1/2/3';

/** A service that goes over to new task sets by ECS's own controller. */
function blueGreen(configuration: object, hooks: readonly string[] = [], timeout: object = {}): object {
  return {
    desiredCount: 1,
    loadBalancers: [
      {
        targetGroupArn: 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/web/1',
        containerName: 'web',
        containerPort: 8080,
        advancedConfiguration: {
          alternateTargetGroupArn:
            'arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/web-2/1',
          productionListenerRule: listenerRule,
          testListenerRule: listenerRule,
          roleArn: 'arn:aws:iam::111122223333:role/ecs',
        },
      },
    ],
    deploymentConfiguration: {
      ...configuration,
      lifecycleHooks: hooks.map((stage) => ({
        hookTargetArn: 'arn:aws:lambda:eu-central-1:111122223333:function:check-green',
        roleArn: 'arn:aws:iam::111122223333:role/ecs',
        lifecycleStages: [stage],
        hookDetails: { wanted: 'two' },
        timeoutConfiguration: timeout,
      })),
    },
  };
}

/** A hook that looks at the new version where only tests look. */
function writeHook(app: Project, body: string): void {
  app.write('function.json', {
    FunctionName: 'check-green',
    Runtime: 'nodejs22.x',
    Handler: 'check.handler',
    Role: 'arn:aws:iam::111122223333:role/hook',
    Code: { S3Bucket: 'code', S3Key: 'check-green.zip' },
  });
  app.write('functions/check-green/check.mjs', `export const handler = async (event) => {\n${body}\n};\n`);
}

describe.skipIf(reason !== undefined)('a service that is deployed blue/green', () => {
  test('gives its hooks the weights of both revisions, at every step of the shift', async () => {
    await using app = makeProject();
    const canary = {
      strategy: 'CANARY',
      bakeTimeInMinutes: 0,
      canaryConfiguration: { canaryPercent: 25, canaryBakeTimeInMinutes: 1 },
    };
    write(app, blueGreen(canary, ['POST_TEST_TRAFFIC_SHIFT', 'PRODUCTION_TRAFFIC_SHIFT']));
    writeHook(
      app,
      `const { targetServiceRevisionArn, productionTrafficWeights, testTrafficWeights } = event.executionDetails;
       const shown = (weights) => Object.entries(weights)
         .map(([arn, share]) => (arn === targetServiceRevisionArn ? 'new ' : 'old ') + share)
         .toSorted().join(', ');
       console.log(event.lifecycleStage + ': people ' + shown(productionTrafficWeights) + '; test ' + shown(testTrafficWeights));
       return { hookStatus: 'SUCCEEDED' };`,
    );
    image(app, 'web:one');
    image(app, 'web:two');
    deploys(app, 'web:one');
    const first = await run(app, '--minute', '1');
    expect(first.output).toContain('POST_TEST_TRAFFIC_SHIFT: people new 0; test new 100');
    deploys(app, 'web:two');
    const { output, status } = await run(app, '--minute', '1');
    expect(status).toBe(0);
    const lines = [...output.matchAll(/\w+_TRAFFIC_SHIFT: people .*/g)].map(([line]) => line);
    expect(lines).toEqual([
      'POST_TEST_TRAFFIC_SHIFT: people new 0, old 100; test new 100, old 0',
      'PRODUCTION_TRAFFIC_SHIFT: people new 25, old 75; test new 100, old 0',
      'PRODUCTION_TRAFFIC_SHIFT: people new 100, old 0; test new 100, old 0',
    ]);
  });

  // shows: S3-147, S4-122
  test('shifts a canary, runs its hook at the test listener, and stops the old tasks at the end', async () => {
    await using app = makeProject();
    const canary = {
      strategy: 'CANARY',
      bakeTimeInMinutes: 1,
      canaryConfiguration: { canaryPercent: 25, canaryBakeTimeInMinutes: 2 },
    };
    write(app, blueGreen(canary, ['POST_TEST_TRAFFIC_SHIFT']));
    writeHook(
      app,
      `const { version } = await (await fetch(process.env.SLIPWAY_TEST_URL)).json();
       // Before the first deployment there is no task that could answer users.
       const people = await fetch(process.env.SLIPWAY_URL).then((response) => response.json()).catch(() => ({ version }));
       const weights = event.executionDetails.testTrafficWeights[event.executionDetails.targetServiceRevisionArn];
       console.log('test sees ' + version + ', people see ' + people.version + ', weights ' + weights);
       return { hookStatus: version === event.hookDetails.wanted || people.version === version ? 'SUCCEEDED' : 'FAILED' };`,
    );
    image(app, 'web:one');
    image(app, 'web:two');
    deploys(app, 'web:one');
    const first = await run(app, '--minute', '1');
    expect(first.output).toContain('web:2 on 1 task');
    deploys(app, 'web:two');
    let second = first;
    const { failures, versions } = await visited(first.url, async () => {
      second = await run(app, '--minute', '1');
    });
    expect(second.output).toContain('test sees two, people see one, weights 100');
    expect(second.output).toContain(
      '25 % of the requests to web go to web:3, for 2 minutes (a minute takes 1 s here)',
    );
    expect(second.output).toContain('100 % of the requests to web go to web:3');
    expect(second.status).toBe(0);
    expect(failures).toEqual([]);
    expect([...versions.keys()].toSorted()).toEqual(['one', 'two']);
    expect((await ask(first.url)).version).toBe('two');
    expect(containers(app)).toHaveLength(1);
  });

  test('whose hook fails is rolled back, and no user has seen the new version', async () => {
    await using app = makeProject();
    write(app, blueGreen({ strategy: 'BLUE_GREEN', bakeTimeInMinutes: 0 }, ['POST_SCALE_UP']));
    writeHook(app, `return { hookStatus: 'SUCCEEDED' };`);
    image(app, 'web:one');
    image(app, 'web:two');
    deploys(app, 'web:one');
    const first = await run(app);
    writeHook(app, `console.log('I do not like it'); return { hookStatus: 'FAILED' };`);
    deploys(app, 'web:two');
    let second = first;
    const { failures, versions } = await visited(first.url, async () => {
      second = await run(app);
    });
    expect(second.status).toBe(1);
    expect(second.output).toContain(
      'Lifecycle hook of POST_SCALE_UP: The function "check-green" gave FAILED',
    );
    expect(second.output).toContain('I do not like it');
    expect(second.output).toContain('The requests to web go to web:2 again, and the new tasks are stopped');
    expect(failures).toEqual([]);
    expect([...versions.keys()]).toEqual(['one']);
    expect(containers(app)).toHaveLength(1);
  });

  test('continues without a hook that takes too long, when the hook says so', async () => {
    await using app = makeProject();
    write(
      app,
      blueGreen({ strategy: 'BLUE_GREEN' }, ['POST_SCALE_UP'], { timeoutInMinutes: 1, action: 'CONTINUE' }),
    );
    writeHook(app, `return { hookStatus: 'IN_PROGRESS', callBackDelay: 3600 };`);
    image(app, 'web:one');
    deploys(app, 'web:one');
    const { status, output, url } = await run(app);
    expect(output).toContain(
      'did not come to an end in POST_SCALE_UP within 60 seconds; the deployment goes on',
    );
    expect(status).toBe(0);
    expect((await ask(url)).version).toBe('one');
  });

  test('whose canary makes an alarm go off goes back, and says which', async () => {
    await using app = makeProject();
    const configuration = {
      strategy: 'CANARY',
      canaryConfiguration: { canaryPercent: 50, canaryBakeTimeInMinutes: 5 },
      alarms: { alarmNames: ['web-errors'], enable: true, rollback: true },
    };
    write(app, blueGreen(configuration));
    writeAlarm(app);
    image(app, 'web:one');
    image(app, 'web:moody', ['ENV ERRORS=yes']);
    deploys(app, 'web:one');
    const first = await run(app);
    deploys(app, 'web:moody');
    let second = first;
    await visited(first.url, async () => {
      second = await run(app);
    });
    expect(second.output).toContain('the alarm web-errors is in state ALARM');
    expect(second.output).toContain('The requests to web go to web:2 again');
    expect(second.status).toBe(1);
    expect((await ask(first.url)).version).toBe('one');
    expect(containers(app)).toHaveLength(1);
  });
});
