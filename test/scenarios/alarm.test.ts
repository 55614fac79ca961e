// An alarm after a deployment: the new version is healthy and deployed, then answers with errors, and the stage goes back.
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  application,
  behindBalancer,
  buildAction,
  deliveryStages,
  deploymentGroup,
  fleet,
  pipeline,
  project,
  sourceStage,
} from '../rig/definitions.ts';
import { webApplication } from '../rig/fleet-application.ts';
import { makeProject, type Project } from '../rig/project.ts';

const rule = {
  name: 'NoErrors',
  ruleTypeId: { category: 'Rule', owner: 'AWS', provider: 'CloudWatchAlarm', version: '1' },
  configuration: { AlarmName: 'shop-errors', WaitTime: '#{variables.Watch}' },
};

function write(app: Project): void {
  app.write(
    'pipeline.json',
    pipeline(
      [
        sourceStage,
        { name: 'Build', actions: [buildAction('compile', 'Bundle')] },
        {
          name: 'Deploy',
          onSuccess: { conditions: [{ result: 'ROLLBACK', rules: [rule] }] },
          actions: [
            {
              name: 'Update',
              actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'ElasticBeanstalk', version: '1' },
              configuration: { ApplicationName: 'shop', EnvironmentName: 'shop-production' },
              inputArtifacts: [{ name: 'Bundle' }],
            },
          ],
        },
      ],
      { variables: [{ name: 'Watch', defaultValue: '1' }] },
    ),
  );
  app.write(
    'project.json',
    project('compile', {
      phases: { build: { commands: ['true'] } },
      artifacts: { files: ['**/*'], 'base-directory': 'bundle' },
    }),
  );
  app.write('environment.json', {
    ApplicationName: 'shop',
    EnvironmentName: 'shop-production',
    SolutionStackName: 'Node.js 22',
    OptionSettings: [
      { Namespace: 'aws:elasticbeanstalk:command', OptionName: 'DeploymentPolicy', Value: 'Immutable' },
      {
        Namespace: 'aws:elasticbeanstalk:environment:process:default',
        OptionName: 'HealthCheckPath',
        Value: '/health',
      },
    ],
  });
  app.write('alarm.json', {
    AlarmName: 'shop-errors',
    Namespace: 'AWS/ElasticBeanstalk',
    MetricName: 'ApplicationRequests5xx',
    Dimensions: [{ Name: 'EnvironmentName', Value: 'shop-production' }],
    Statistic: 'Sum',
    Period: 10,
    EvaluationPeriods: 1,
    Threshold: 5,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'notBreaching',
  });
  app.write('bundle/Procfile', 'web: node server.js\n');
  version(app, 'one', 200);
}

function version(app: Project, name: string, status: number): void {
  app.write(
    'bundle/server.js',
    `require('node:http').createServer((request, response) => {
  response.statusCode = request.url === '/health' ? 200 : ${status};
  response.end('${name}');
}).listen(process.env.PORT);
`,
  );
}

// shows: S0-137, S3-112
test('after a good deployment an alarm on its errors brings the version before back, and says why', async () => {
  await using app = makeProject();
  write(app);
  const first = await app.run('run', '.', '--source', '.', '--exit', '--variable', 'Watch=0');
  expect(first.status).toBe(0);
  const { fleets } = JSON.parse((await app.run('status', '--json')).stdout) as {
    readonly fleets: readonly { readonly url: string }[];
  };
  const url = fleets[0]?.url ?? '';
  version(app, 'two', 500);
  const over = new AbortController();
  const answers = new Map<string, number>();
  const visitor = (async () => {
    while (!over.signal.aborted) {
      const response = await fetch(url);
      const key = `${await response.text()} ${response.status}`;
      answers.set(key, (answers.get(key) ?? 0) + 1);
      await delay(20);
    }
  })();
  const second = await app.run('run', '.', '--source', '.', '--exit');
  over.abort();
  await visitor;
  expect(second.stdout).toContain('The alarm shop-errors is in state ALARM (Sum of ApplicationRequests5xx: ');
  expect(second.stdout).toContain('The stage goes back to what it had before');
  expect(second.status).toBe(1);
  expect([...answers.keys()].toSorted()).toEqual(['one 200', 'two 500']);
  expect(await (await fetch(url)).text()).toBe('one');
});

/** Three hosts one after the other; the version answers with this status, and is healthy all the while. */
function writeFleet(app: Project): void {
  app.write('pipeline.json', pipeline(deliveryStages));
  app.write(
    'project.json',
    project('compile', {
      phases: { build: { commands: ['true'] } },
      artifacts: { files: ['**/*'], 'base-directory': 'bundle' },
    }),
  );
  app.write('application.json', application);
  app.write(
    'group.json',
    deploymentGroup({
      deploymentConfigName: 'CodeDeployDefault.OneAtATime',
      ...behindBalancer,
      alarmConfiguration: { enabled: true, alarms: [{ name: 'web-errors' }] },
      autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_STOP_ON_ALARM'] },
    }),
  );
  app.write('fleet.json', fleet(3, { targetGroup: { name: 'web', port: 3000, healthCheckPath: '/health' } }));
  app.write('alarm.json', {
    AlarmName: 'web-errors',
    Namespace: 'AWS/ApplicationELB',
    MetricName: 'HTTPCode_Target_5XX_Count',
    Dimensions: [{ Name: 'TargetGroup', Value: 'targetgroup/web/1234567890abcdef' }],
    Statistic: 'Sum',
    Period: 10,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'notBreaching',
  });
  for (const [file, content] of Object.entries(webApplication('one')))
    if (typeof content === 'string') app.write(`bundle/${file}`, content);
    else if ('text' in content) app.write(`bundle/${file}`, content.text, content.mode);
}

function fleetVersion(app: Project, name: string, status: number): void {
  app.write(
    'bundle/app/server.mjs',
    `import { createServer } from 'node:http';
createServer((request, response) => {
  response.statusCode = request.url === '/health' ? 200 : ${status};
  response.end('${name}');
}).listen(Number(process.env.PORT ?? 3000));
`,
  );
}

// shows: S4-038, S4-119
test('an alarm of the deployment group stops the deployment and rolls it back', async () => {
  await using app = makeProject();
  writeFleet(app);
  fleetVersion(app, 'one', 200);
  const first = await app.run('run', '.', '--source', '.', '--exit');
  expect(first.stdout).not.toContain('not executed');
  expect(first.status).toBe(0);
  const { fleets } = JSON.parse((await app.run('status', '--json')).stdout) as {
    readonly fleets: readonly { readonly url: string }[];
  };
  const url = fleets[0]?.url ?? '';
  fleetVersion(app, 'two', 500);
  const over = new AbortController();
  const visitor = (async () => {
    while (!over.signal.aborted) {
      await (await fetch(url)).text();
      await delay(20);
    }
  })();
  const second = await app.run('run', '.', '--source', '.', '--exit');
  over.abort();
  await visitor;
  expect(second.status).toBe(1);
  expect(second.stdout).toContain('ALARM_ACTIVE');
  expect(second.stdout).toContain(
    'the alarm web-errors is in state ALARM (Sum of HTTPCode_Target_5XX_Count: ',
  );
  expect(await (await fetch(url)).text()).toBe('one');
});
