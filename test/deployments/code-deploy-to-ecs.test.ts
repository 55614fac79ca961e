// The CodeDeployToECS action: templates filled in, hooks that call CodeDeploy back, traffic shifted, and the way back.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pipeline, sourceStage } from '../rig/definitions.ts';
import { ask, buildImage, containersOf, runToService as run, visited, writeService } from '../rig/ecs.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { useDocker } from '../rig/use-docker.ts';

const { reason, get: docker } = useDocker('CodeDeployToECS is');

const listener = (port: number): string =>
  `arn:aws:elasticloadbalancing:eu-central-1:111122223333:listener/app/web/1/${port}`;

interface Options {
  readonly group?: object;
  readonly hooks?: readonly string[];
}

function write(app: Project, { group = {}, hooks = [] }: Options = {}): void {
  writeService(app, { desiredCount: 1, deploymentController: { type: 'CODE_DEPLOY' } });
  app.write(
    'pipeline.json',
    pipeline([
      sourceStage,
      {
        name: 'Deploy',
        actions: [
          {
            name: 'Shift',
            actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'CodeDeployToECS', version: '1' },
            configuration: {
              ApplicationName: 'shop',
              DeploymentGroupName: 'web',
              TaskDefinitionTemplateArtifact: 'SourceOutput',
              TaskDefinitionTemplatePath: 'deploy/taskdef.json',
              AppSpecTemplateArtifact: 'SourceOutput',
              AppSpecTemplatePath: 'deploy/appspec.yaml',
              Image1ArtifactName: 'SourceOutput',
              Image1ContainerName: 'IMAGE1_NAME',
            },
            inputArtifacts: [{ name: 'SourceOutput' }],
          },
        ],
      },
    ]),
  );
  app.write('deploy/taskdef.json', {
    family: 'web',
    containerDefinitions: [
      {
        name: 'web',
        image: '<IMAGE1_NAME>',
        memoryReservation: 128,
        portMappings: [{ containerPort: 8080 }],
        stopTimeout: 5,
      },
    ],
  });
  app.write(
    'deploy/appspec.yaml',
    `version: 0.0
Resources:
  - TargetService:
      Type: AWS::ECS::Service
      Properties:
        TaskDefinition: <TASK_DEFINITION>
        LoadBalancerInfo:
          ContainerName: web
          ContainerPort: 8080
Hooks:
${hooks.map((event) => `  - ${event}: hook\n`).join('')}`,
  );
  app.write('application.json', { applicationName: 'shop', computePlatform: 'ECS' });
  app.write('group.json', {
    applicationName: 'shop',
    deploymentGroupName: 'web',
    serviceRoleArn: 'arn:aws:iam::111122223333:role/deploy',
    deploymentConfigName: 'CodeDeployDefault.ECSCanary10Percent5Minutes',
    deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    ecsServices: [{ clusterName: 'shop', serviceName: 'web' }],
    loadBalancerInfo: {
      targetGroupPairInfoList: [
        {
          targetGroups: [{ name: 'web' }, { name: 'web-2' }],
          prodTrafficRoute: { listenerArns: [listener(443)] },
          testTrafficRoute: { listenerArns: [listener(8443)] },
        },
      ],
    },
    blueGreenDeploymentConfiguration: {
      terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE', terminationWaitTimeInMinutes: 1 },
    },
    autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
    ...group,
  });
}

/** A hook in AWS's usual words, which reports what the body says of the event. */
function writeHook(app: Project, body: string): void {
  app.write('function.json', {
    FunctionName: 'hook',
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Timeout: 30,
    Role: 'arn:aws:iam::111122223333:role/hook',
    Code: { S3Bucket: 'code', S3Key: 'hook.zip' },
  });
  app.write(
    'functions/hook/index.mjs',
    `import { CodeDeployClient, PutLifecycleEventHookExecutionStatusCommand } from '@aws-sdk/client-codedeploy';
const client = new CodeDeployClient();
export const handler = async (event) => {
  const { DeploymentId: deploymentId, LifecycleEventHookExecutionId: lifecycleEventHookExecutionId } = event;
  const look = async () => {
    ${body}
  };
  const status = (await look()) ? 'Succeeded' : 'Failed';
  const report = { deploymentId, lifecycleEventHookExecutionId, status };
  await client.send(new PutLifecycleEventHookExecutionStatusCommand(report));
};
`,
  );
}

function deploys(app: Project, image: string): void {
  app.write('imageDetail.json', { ImageURI: image });
}

test('a hook that names no function of the definition is reported before anything runs', async () => {
  await using app = makeProject();
  write(app, { hooks: ['AfterInstall'] });
  const without = await app.run('lint', '.');
  expect(without.stdout).toContain('The hook AfterInstall in deploy/appspec.yaml, which the action "Shift"');
  writeHook(app, 'return true;');
  expect((await app.run('lint', '.')).stdout).not.toContain('FunctionUnknown');
  app.write('function.json', app.read('function.json').replace('"hook"', '"hooks"'));
  expect((await app.run('lint', '.')).stdout).toContain('Did you mean "hooks"?');
});

describe.skipIf(reason !== undefined)('a CodeDeployToECS action', () => {
  test('runs its hooks, shifts a canary, and keeps the old tasks until their time is over', async () => {
    await using app = makeProject();
    write(app, { hooks: ['BeforeInstall', 'AfterAllowTestTraffic', 'AfterAllowTraffic'] });
    writeHook(
      app,
      `const url = process.env.SLIPWAY_TEST_URL;
       const { version = 'none' } = await fetch(url).then((answer) => answer.json()).catch(() => ({}));
       console.log(deploymentId + ' sees ' + version + ' at the test listener');
       return true;`,
    );
    buildImage(docker(), app, 'web:one');
    buildImage(docker(), app, 'web:two');
    deploys(app, 'web:one');
    const first = await run(app, '--minute', '1');
    expect(first.output).toMatch(/web:2 by d-[A-Z0-9]{9}/);
    deploys(app, 'web:two');
    let second = first;
    const { failures, versions } = await visited(first.url, async () => {
      second = await run(app, '--minute', '1');
    });
    expect(second.status).toBe(0);
    expect(second.output).toMatch(/d-[A-Z0-9]{9} sees one at the test listener/);
    expect(second.output).toMatch(/d-[A-Z0-9]{9} sees two at the test listener/);
    expect(second.output).toContain(
      '10 % of the requests to web go to web:3, for 5 minutes (a minute takes 1 s here)',
    );
    expect(second.output).toContain('The old tasks of web are kept for 1 minute');
    expect(second.output).toContain('shop:web › AllowTraffic succeeded');
    expect(failures).toEqual([]);
    expect([...versions.keys()].toSorted()).toEqual(['one', 'two']);
    expect((await ask(first.url)).version).toBe('two');
    expect(containersOf(docker(), app)).toHaveLength(1);
  });

  test('whose hook reports Failed after the traffic was shifted sends every request back', async () => {
    await using app = makeProject();
    write(app, {
      hooks: ['AfterAllowTraffic'],
      group: { deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce' },
    });
    writeHook(app, `return (await (await fetch(process.env.SLIPWAY_URL)).json()).version === 'one';`);
    buildImage(docker(), app, 'web:one');
    buildImage(docker(), app, 'web:two');
    deploys(app, 'web:one');
    const first = await run(app);
    deploys(app, 'web:two');
    const second = await run(app);
    expect(second.status).toBe(1);
    expect(second.output).toContain('HOOK_EXECUTION_FAILURE');
    expect(second.output).toContain('AfterAllowTraffic: The function "hook" reported Failed');
    expect(second.output).toMatch(/rollback d-[A-Z0-9]{9} succeeded/);
    expect(second.output).toContain('the revision before is serving again');
    expect((await ask(first.url)).version).toBe('one');
    expect(containersOf(docker(), app)).toHaveLength(1);
  });

  test('that fails without a rollback leaves the requests where they are, and a rolling deployment takes them all', async () => {
    await using app = makeProject();
    const group = {
      deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce',
      autoRollbackConfiguration: { enabled: false },
    };
    write(app, { hooks: ['AfterAllowTraffic'], group });
    writeHook(app, `return (await (await fetch(process.env.SLIPWAY_URL)).json()).version === 'one';`);
    for (const version of ['one', 'two', 'three']) buildImage(docker(), app, `web:${version}`);
    deploys(app, 'web:one');
    const first = await run(app);
    deploys(app, 'web:two');
    const second = await run(app);
    expect(second.output).toContain('has no rollback configured: 100 % of the requests go to the new tasks');
    expect((await ask(first.url)).version).toBe('two');
    expect(containersOf(docker(), app)).toHaveLength(2);
    for (const file of ['group.json', 'application.json']) rmSync(join(app.folder, file));
    writeService(app, { desiredCount: 1 });
    app.write('imagedefinitions.json', [{ name: 'web', imageUri: 'web:three' }]);
    const third = await run(app);
    expect(third.status).toBe(0);
    expect((await ask(first.url)).version).toBe('three');
    expect(containersOf(docker(), app)).toHaveLength(1);
  });

  test.each<[what: string, file: string, change: [text: string, wrong: string], message: string]>([
    [
      'a placeholder that the action does not name',
      'taskdef.json',
      ['<IMAGE1_NAME>', '<OTHER>'],
      'has no placeholder <IMAGE1_NAME>',
    ],
    [
      'a key that ECS does not know',
      'taskdef.json',
      ['"stopTimeout"', '"stopTimeut"'],
      'deploy/taskdef.json:',
    ],
    [
      'a container that is not there',
      'appspec.yaml',
      ['ContainerName: web', 'ContainerName: wbe'],
      'leads to the container "wbe"',
    ],
    ['a port that is not mapped', 'appspec.yaml', ['8080', '8081'], 'which has no port mapping for it'],
    [
      'an event that there is not',
      'appspec.yaml',
      ['Hooks:', 'Hooks:\n  - AfterInstal: hook'],
      'deploy/appspec.yaml:',
    ],
  ])('refuses %s before anything starts', async (_what, file, [text, wrong], message) => {
    await using app = makeProject();
    write(app);
    app.write(`deploy/${file}`, app.read(`deploy/${file}`).replace(text, wrong));
    buildImage(docker(), app, 'web:one');
    deploys(app, 'web:one');
    const { status, output } = await run(app);
    expect(output).toContain(message);
    expect(status).toBe(1);
    expect(containersOf(docker(), app)).toEqual([]);
  });
});
