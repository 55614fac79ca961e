// Hooks of CodeDeploy's deployments: functions that run for real and call back to a real endpoint.
import { describe, expect, test } from 'vitest';
import { runDeploymentHook } from '../../../src/targets/function/run-deployment-hook.ts';
import type { LambdaFunction } from '../../../src/model/function.ts';
import { makeFunctions, type Functions } from '../../rig/functions.ts';

async function run(app: Functions, parts: Partial<LambdaFunction> = {}, timeoutMs = 3_600_000) {
  return await runDeploymentHook({
    ...app.call(parts),
    deploymentId: 'd-ABCDEF123',
    hookExecutionId: 'hook-execution-1',
    lifecycleEvent: 'AfterAllowTestTraffic',
    timeoutMs,
  });
}

/** `report(body)` speaks the protocol without an SDK. */
const report = `const report = async (body, target = 'CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus') => {
  const answer = await fetch(process.env.AWS_ENDPOINT_URL_CODEDEPLOY, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': target },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, ...(await answer.json()) };
};
const body = (event, status) => ({
  deploymentId: event.DeploymentId,
  lifecycleEventHookExecutionId: event.LifecycleEventHookExecutionId,
  status,
});
`;

describe('a hook function', () => {
  test.each(['Succeeded', 'Failed'] as const)(
    'that reports %s by the AWS SDK has its word taken',
    async (status) => {
      await using app = await makeFunctions({
        'check.mjs': `import { CodeDeployClient, PutLifecycleEventHookExecutionStatusCommand } from '@aws-sdk/client-codedeploy';
        const client = new CodeDeployClient({});
        export const handler = async ({ DeploymentId: deploymentId, LifecycleEventHookExecutionId: lifecycleEventHookExecutionId }) => {
          const answer = await client.send(new PutLifecycleEventHookExecutionStatusCommand({
            deploymentId, lifecycleEventHookExecutionId, status: '${status}',
          }));
          console.log('answered', answer.lifecycleEventHookExecutionId);
        };`,
      });
      const result = await run(app);
      expect(result).toMatchObject({ status, message: `The function "check" reported ${status}` });
      expect(result.logTail).toContain('answered hook-execution-1');
    },
  );

  test('in Python reports with nothing but its standard library', async () => {
    await using app = await makeFunctions({
      'check.py': [
        'import json, os, urllib.request',
        'def handler(event, context):',
        '    body = {"deploymentId": event["DeploymentId"], "status": "Succeeded",',
        '            "lifecycleEventHookExecutionId": event["LifecycleEventHookExecutionId"]}',
        '    request = urllib.request.Request(os.environ["AWS_ENDPOINT_URL_CODEDEPLOY"], json.dumps(body).encode(),',
        '        {"X-Amz-Target": "CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus"})',
        '    print(urllib.request.urlopen(request).read().decode())',
      ].join('\n'),
    });
    const result = await run(app, { runtime: 'python3.12' });
    expect(result.status).toBe('Succeeded');
    expect(app.lines).toContain('{"lifecycleEventHookExecutionId":"hook-execution-1"}');
  });

  test('gets AWS’s codes for what is wrong with its report', async () => {
    await using app = await makeFunctions({
      'check.mjs': `${report}
        export const handler = async (event) => {
          const sound = body(event, 'Succeeded');
          const say = async (...args) => console.log(JSON.stringify(await report(...args)));
          await say({ ...sound, deploymentId: undefined });
          await say({ ...sound, deploymentId: 'd-OTHER' });
          await say({ ...sound, lifecycleEventHookExecutionId: 'other' });
          await say({ ...sound, status: 'Skipped' });
          await say('no json');
          await say(sound);
          await say({ ...sound, status: 'Failed' });
        };`,
    });
    const result = await run(app);
    const answers = app.lines.flatMap((line) => /\{"status.*\}$/.exec(line) ?? []);
    expect(
      answers.map((text) => (JSON.parse(text) as { readonly __type?: string }).__type ?? 'taken'),
    ).toEqual([
      'DeploymentIdRequiredException',
      'DeploymentDoesNotExistException',
      'InvalidLifecycleEventHookExecutionIdException',
      'InvalidLifecycleEventHookExecutionStatusException',
      'SerializationException',
      'taken',
      'LifecycleEventAlreadyCompletedException',
    ]);
    expect(result.status).toBe('Succeeded');
  });

  test('that calls anything else of AWS gets a message that names the call', async () => {
    await using app = await makeFunctions({
      'check.mjs': `${report}
        import { CodeDeployClient, GetDeploymentCommand } from '@aws-sdk/client-codedeploy';
        export const handler = async (event) => {
          await new CodeDeployClient({ maxAttempts: 1 })
            .send(new GetDeploymentCommand({ deploymentId: event.DeploymentId }))
            .catch((error) => console.log(error.name, error.message));
          const sent = await fetch(process.env.AWS_ENDPOINT_URL + '/bucket/key?x=1', {
            headers: { Authorization: 'AWS4-HMAC-SHA256 Credential=A/20261120/eu-west-1/s3/aws4_request, Signature=x' },
          });
          await report(body(event, 'Failed'));
        };`,
    });
    const { status } = await run(app);
    expect(status).toBe('Failed');
    const text = app.lines.join('\n');
    expect(text).toContain('UnknownOperationException codedeploy:GetDeployment is not there');
    expect(text).toContain('s3:GET /bucket/key is not there');
  });

  test('that ends without a report has failed at once, with what it should have done', async () => {
    await using app = await makeFunctions({ 'check.mjs': 'export const handler = async () => "fine";' });
    const result = await run(app);
    expect(result.status).toBe('Failed');
    expect(result.message).toContain(
      'The function "check" ended without reporting to CodeDeploy whether AfterAllowTestTraffic succeeded: it must call PutLifecycleEventHookExecutionStatus',
    );
  });

  test('that throws before its report has failed with its error', async () => {
    await using app = await makeFunctions({
      'check.mjs': 'export const handler = async () => { throw new Error("503 from green"); };',
    });
    expect(await run(app)).toMatchObject({
      status: 'Failed',
      message: 'The function "check" failed: Error: 503 from green',
    });
  });

  test('that throws after its report has reported', async () => {
    await using app = await makeFunctions({
      'check.mjs': `${report}
        export const handler = async (event) => { await report(body(event, 'Succeeded')); throw new Error('late'); };`,
    });
    expect(await run(app)).toMatchObject({ status: 'Succeeded' });
  });

  test('that takes too long has timed out when the time of its event is up, and failed when its own is', async () => {
    await using app = await makeFunctions({
      'check.mjs': 'export const handler = () => new Promise(() => setInterval(() => {}, 1000));',
    });
    expect(await run(app, { timeout: 900 }, 200)).toMatchObject({
      status: 'TimedOut',
      message: 'The function "check" did not report on AfterAllowTestTraffic within 0.2 seconds',
    });
    const result = await run(app, { timeout: 1 });
    expect(result).toMatchObject({ status: 'Failed' });
    expect(result.message).toContain('Task timed out after 1.00 seconds');
  });

  test('with an endpoint of its own for all of AWS still reports to the one that is here', async () => {
    await using app = await makeFunctions({
      'check.mjs': `${report}
        export const handler = async (event) => {
          console.log(process.env.AWS_ENDPOINT_URL);
          await report(body(event, 'Succeeded'));
        };`,
    });
    const result = await run(app, { variables: { AWS_ENDPOINT_URL: 'http://localhost:4566' } });
    expect(result.status).toBe('Succeeded');
    expect(result.logTail).toContain('\thttp://localhost:4566\n');
  });
});
