// Deployments to functions, by the Lambda deploy action and by CodeDeploy: the alias goes over step by step, and back when an
// alarm goes off or a hook fails. The functions run on this machine's own API.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeDeploy } from '../../../src/actions/codedeploy/provider.ts';
import { lambdaDeploy } from '../../../src/actions/lambda-deploy/provider.ts';
import type { ActionContext, ActionResult, RunOptions } from '../../../src/actions/provider.ts';
import type { Alarm } from '../../../src/model/alarm.ts';
import type { Definition } from '../../../src/model/definition.ts';
import { closeTargets } from '../../../src/targets/close-targets.ts';
import { openEndpoint } from '../../../src/targets/endpoint/open-endpoint.ts';
import { openActionGround, type ActionGround } from '../../rig/action-context.ts';
import { until } from '../../rig/api-ground.ts';
import { userKeys } from '../../rig/endpoint.ts';
import {
  lambdaApi,
  nodeFunction,
  role,
  whenSettled,
  zipText,
  type LambdaCall,
} from '../../rig/lambda-api.ts';
import { lambda } from '../../rig/functions.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

let ground: ActionGround;
let call: LambdaCall;
let targetsFolder: string;

beforeAll(async () => {
  ground = await openActionGround();
  targetsFolder = await ground.state.folder('targets');
  const { url } = await openEndpoint({ targetsFolder, signal: AbortSignal.timeout(240_000) });
  call = lambdaApi({ url, credentials: userKeys(dirname(targetsFolder)) });
});

afterAll(async () => {
  await closeTargets(targetsFolder);
  await ground[Symbol.asyncDispose]();
});

const answer = (text: string): string => `export const handler = async () => '${text}';`;

let made = 0;

/** With version 1 behind the alias `live`. Each test has a function of its own. */
async function makeFunction(): Promise<string> {
  made += 1;
  const name = `quiz${made}`;
  await call('POST functions', await nodeFunction(name, answer('one')));
  await whenSettled(call, name);
  await call(`POST functions/${name}/versions`, {});
  await call(`POST functions/${name}/aliases`, { Name: 'live', FunctionVersion: '1' });
  return name;
}

async function publish(name: string, source: string): Promise<void> {
  await call(`PUT functions/${name}/code`, { ZipFile: await zipText({ 'check.mjs': source }) });
  await whenSettled(call, name);
  await call(`POST functions/${name}/versions`, {});
}

async function routeOf(name: string) {
  const { FunctionVersion, RoutingConfig } = (await call(`GET functions/${name}/aliases/live`)).body;
  return { FunctionVersion, RoutingConfig };
}

async function artifactOf(files: Readonly<Record<string, string>>) {
  made += 1;
  const folder = join(ground.folder, `artifact-${made}`);
  mkdirSync(folder);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return { name: 'BuildOutput', ...(await ground.state.artifacts.save(folder)) };
}

/** Steps of different runs are kept apart by their names. */
function stepsOf(): ActionContext<RunOptions>['step'] {
  const steps = new Map<string, unknown>();
  return async (name, work) => {
    if (!steps.has(name)) steps.set(name, await work());
    return steps.get(name) as Awaited<ReturnType<typeof work>>;
  };
}

/** Any error of the function by its alias. */
function errorsOf(name: string): Alarm {
  return {
    alarmName: 'quiz-errors',
    namespace: 'AWS/Lambda',
    metricName: 'Errors',
    dimensions: { Resource: `${name}:live` },
    statistic: 'Sum',
    periodSeconds: 60,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    threshold: 0,
    comparisonOperator: 'GreaterThanThreshold',
    treatMissingData: 'notBreaching',
  };
}

interface Run {
  readonly configuration: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly parts?: Partial<Definition>;
  readonly minuteMs?: number;
  readonly more?: Partial<ActionContext<RunOptions>>;
}

async function run(
  provider: typeof lambdaDeploy | typeof codeDeploy,
  { configuration, files, parts = {}, minuteMs = 1, more = {} }: Run,
): Promise<ActionResult> {
  const context = await ground.contextOf(
    provider,
    {
      configuration,
      inputArtifacts: files === undefined ? [] : [await artifactOf(files)],
      step: stepsOf(),
      place: { partition: 'aws', account: '111122223333', region: 'eu-central-1' },
      ...more,
    },
    parts,
  );
  const act = await provider.runner?.load();
  return (await act?.({ ...context, options: { ...context.options, minuteMs } })) as ActionResult;
}

/** What the reports say of the requests that the new version got. */
function percentsOf(name: string): readonly number[] {
  return ground.reported.flatMap((each) =>
    each.kind === 'Traffic' && each.of === `${name}:live` ? [each.percent] : [],
  );
}

describe('the Lambda deploy action', () => {
  test('publishes the artifact as a version and moves the alias to it, step by step', async () => {
    const name = await makeFunction();
    const configuration = {
      FunctionName: name,
      FunctionAlias: 'live',
      DeployStrategy: 'Linear40PercentEvery1Minute',
    };
    const result = await run(lambdaDeploy, { configuration, files: { 'check.mjs': answer('two') } });
    expect(result).toMatchObject({ status: 'Succeeded', outputVariables: { FunctionVersion: '2' } });
    expect(percentsOf(name)).toEqual([40, 80, 100]);
    expect(await routeOf(name)).toEqual({ FunctionVersion: '2', RoutingConfig: undefined });
    expect((await call(`POST functions/${name}:live/invocations`, {})).text).toBe('"two"');
    const again = await run(lambdaDeploy, { configuration, files: { 'check.mjs': answer('two') } });
    expect(again).toMatchObject({ status: 'Succeeded', summary: `${name}:live is at version 2` });
  });

  test('goes back to the version before when the alarm of its errors goes off in a canary', async () => {
    const name = await makeFunction();
    const failing = "export const handler = async () => { throw new Error('no'); };";
    const calls = (async () => {
      await until(async () => (await routeOf(name)).RoutingConfig !== undefined);
      await until(
        async () =>
          (await call(`POST functions/${name}:live/invocations`, {})).headers.get('x-amz-function-error') !==
          null,
      );
    })();
    const result = await run(lambdaDeploy, {
      configuration: {
        FunctionName: name,
        FunctionAlias: 'live',
        DeployStrategy: 'Canary50Percent10Minutes',
        Alarms: 'quiz-errors',
      },
      files: { 'check.mjs': failing },
      parts: { alarms: [errorsOf(name)] },
      minuteMs: 60_000,
    });
    await calls;
    expect(result).toMatchObject({ status: 'Failed', error: { code: 'ALARM_ACTIVE' } });
    expect(await routeOf(name)).toEqual({ FunctionVersion: '1', RoutingConfig: undefined });
    expect((await call(`POST functions/${name}:live/invocations`, {})).text).toBe('"one"');
  });

  test('brings the alias back when it is stopped in the middle of a shift', async () => {
    const name = await makeFunction();
    const stop = new AbortController();
    const stopped = (async () => {
      await until(async () => (await routeOf(name)).RoutingConfig !== undefined);
      stop.abort(new Error('stopped'));
    })();
    const running = run(lambdaDeploy, {
      configuration: {
        FunctionName: name,
        FunctionAlias: 'live',
        DeployStrategy: 'Canary10Percent10Minutes',
      },
      files: { 'check.mjs': answer('two') },
      minuteMs: 60_000,
      more: { signal: stop.signal },
    });
    await expect(running).rejects.toThrow('aborted');
    await stopped;
    expect(await routeOf(name)).toEqual({ FunctionVersion: '1', RoutingConfig: undefined });
  });

  test('fails for a function that does not exist, and for one without a published version', async () => {
    const none = await run(lambdaDeploy, { configuration: { FunctionName: 'none', FunctionAlias: 'live' } });
    expect(none).toMatchObject({ status: 'Failed', error: { code: 'JobFailed' } });
    await call('POST functions', await nodeFunction('unpublished', answer('one')));
    await whenSettled(call, 'unpublished');
    const early = await run(lambdaDeploy, {
      configuration: { FunctionName: 'unpublished' },
      files: { 'check.mjs': answer('two') },
    });
    expect(early).toMatchObject({ error: { message: 'The function unpublished has no published version' } });
  });
});

function partsOf(hooks: readonly string[], more: object = {}): Partial<Definition> {
  return {
    applications: [{ applicationName: 'tutor', computePlatform: 'Lambda' }],
    deploymentGroups: [
      {
        applicationName: 'tutor',
        deploymentGroupName: 'live',
        serviceRoleArn: role,
        deploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
        ...more,
      },
    ],
    functions: hooks.map((functionName) => lambda({ functionName, role })),
    functionCode: hooks.map((functionName) => ({ functionName, path: functionName })),
  };
}

/** A hook that reports to CodeDeploy, as the SDK would. */
function writeHook(name: string, status: string): void {
  const folder = join(ground.folder, 'source', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'check.mjs'),
    `export const handler = async ({ DeploymentId: deploymentId, LifecycleEventHookExecutionId: lifecycleEventHookExecutionId }) => {
  await fetch(process.env.AWS_ENDPOINT_URL_CODEDEPLOY, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus' },
    body: JSON.stringify({ deploymentId, lifecycleEventHookExecutionId, status: '${status}' }),
  });
};`,
  );
}

function appSpec(
  name: string,
  [currentVersion, targetVersion]: readonly [string, string],
  hooks: object = {},
) {
  const Properties = {
    Name: name,
    Alias: 'live',
    CurrentVersion: currentVersion,
    TargetVersion: targetVersion,
  };
  const text = JSON.stringify({
    version: 0.0,
    Resources: [{ quiz: { Type: 'AWS::Lambda::Function', Properties } }],
    Hooks: Object.entries(hooks).map(([event, hook]) => ({ [event]: hook as string })),
  });
  return { 'appspec.yml': text };
}

const configuration = { ApplicationName: 'tutor', DeploymentGroupName: 'live' };

describe('a deployment of CodeDeploy to a function', () => {
  test('runs its hooks around the shift, and the alias points to the target version', async () => {
    const name = await makeFunction();
    await publish(name, answer('two'));
    writeHook('good', 'Succeeded');
    const result = await run(codeDeploy, {
      configuration,
      files: appSpec(name, ['1', '2'], { BeforeAllowTraffic: 'good', AfterAllowTraffic: 'good' }),
      parts: partsOf(['good']),
    });
    expect(result).toMatchObject({ status: 'Succeeded' });
    expect(percentsOf(name)).toEqual([10, 100]);
    expect(await routeOf(name)).toEqual({ FunctionVersion: '2', RoutingConfig: undefined });
    const events = ground.reported.flatMap((each) =>
      each.kind === 'LifecycleEvent' && each.targetId === `${name}:live` && each.status === 'Succeeded'
        ? [each.lifecycleEventName]
        : [],
    );
    expect(events).toEqual(['BeforeAllowTraffic', 'AllowTraffic', 'AfterAllowTraffic']);
  });

  test('rolls back as a deployment of its own when a hook fails after the shift', async () => {
    const name = await makeFunction();
    await publish(name, answer('two'));
    writeHook('bad', 'Failed');
    const result = await run(codeDeploy, {
      configuration,
      files: appSpec(name, ['1', '2'], { AfterAllowTraffic: 'bad' }),
      parts: partsOf(['bad'], {
        autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
      }),
    });
    expect(result).toMatchObject({ status: 'Failed', error: { code: 'HOOK_EXECUTION_FAILURE' } });
    expect(percentsOf(name)).toEqual([10, 100, 0]);
    expect(await routeOf(name)).toEqual({ FunctionVersion: '1', RoutingConfig: undefined });
  });

  test('leaves the alias where a failure found it when the group has no rollback', async () => {
    const name = await makeFunction();
    await publish(name, answer('two'));
    writeHook('bad', 'Failed');
    const result = await run(codeDeploy, {
      configuration,
      files: appSpec(name, ['1', '2'], { AfterAllowTraffic: 'bad' }),
      parts: partsOf(['bad']),
    });
    expect(result).toMatchObject({ status: 'Failed' });
    expect(await routeOf(name)).toEqual({ FunctionVersion: '2', RoutingConfig: undefined });
  });

  test.each([
    ['a CurrentVersion that the alias does not point to', ['2', '1'], 'INVALID_LAMBDA_CONFIGURATION'],
    ['a TargetVersion that does not exist', ['1', '7'], 'INVALID_LAMBDA_FUNCTION'],
  ] as const)('is refused for %s', async (_, versions, code) => {
    const name = await makeFunction();
    await publish(name, answer('two'));
    const result = await run(codeDeploy, {
      configuration,
      files: appSpec(name, versions),
      parts: partsOf([]),
    });
    expect(result).toMatchObject({ status: 'Failed', error: { code } });
    expect(await routeOf(name)).toEqual({ FunctionVersion: '1', RoutingConfig: undefined });
  });

  test('is refused for a revision without an appspec', async () => {
    const result = await run(codeDeploy, {
      configuration,
      files: { 'readme.md': '' },
      parts: partsOf([]),
    });
    expect(result).toMatchObject({ status: 'Failed', error: { code: 'INVALID_REVISION' } });
  });
});
