// Lifecycle hooks of ECS's own deployments: functions that run for real and return a status.
import { expect, test } from 'vitest';
import { runServiceHook } from '../../../src/targets/function/run-service-hook.ts';
import { makeFunctions, type Functions } from '../../rig/functions.ts';

async function run(app: Functions, timeoutMs = 60_000, signal = new AbortController().signal) {
  return await runServiceHook({
    ...app.call({}, { signal }),
    stage: 'POST_TEST_TRAFFIC_SHIFT',
    payload: { serviceArn: 'arn:aws:ecs:eu-west-1:111122223333:service/shop/web', hookDetails: { asked: 0 } },
    timeoutMs,
  });
}

const returns = (result: string) => ({ 'check.mjs': `export const handler = async (event) => (${result});` });

test.each(['SUCCEEDED', 'FAILED'])('a function that gives %s decides with it', async (hookStatus) => {
  await using app = await makeFunctions(returns(`{ hookStatus: '${hookStatus}' }`));
  expect(await run(app)).toMatchObject({
    status: hookStatus,
    message: `The function "check" gave ${hookStatus}`,
  });
});

test('a function in progress is invoked again, with the details that it returned', async () => {
  await using app = await makeFunctions({
    'check.mjs': `export const handler = async ({ serviceArn, hookDetails: { asked } }) => {
      console.log('asked before:', asked, serviceArn.split('/').at(-1));
      return asked < 2
        ? { hookStatus: 'IN_PROGRESS', callBackDelay: 0, hookDetails: { asked: asked + 1 } }
        : { hookStatus: 'SUCCEEDED' };
    };`,
  });
  expect(await run(app)).toMatchObject({ status: 'SUCCEEDED' });
  const asked = app.lines.flatMap((line) => /asked before: \d web$/.exec(line) ?? []);
  expect(asked).toEqual(['asked before: 0 web', 'asked before: 1 web', 'asked before: 2 web']);
  expect(app.lines).toContain(
    'The function "check" is in progress in POST_TEST_TRAFFIC_SHIFT; it is asked again in 0 seconds',
  );
});

test.each([
  ['null', 'null'],
  ['{ status: "SUCCEEDED" }', '{"status":"SUCCEEDED"}'],
  ['{ hookStatus: "succeeded" }', '{"hookStatus":"succeeded"}'],
  ['"SUCCEEDED"', '"SUCCEEDED"'],
])('a function that gives %s has failed, because that is no status', async (result, given) => {
  await using app = await makeFunctions(returns(result));
  expect(await run(app)).toMatchObject({
    status: 'FAILED',
    message: `The function "check" gave ${given}, which has no "hookStatus" of SUCCEEDED, FAILED or IN_PROGRESS`,
  });
});

test('a function that throws has failed with its error', async () => {
  await using app = await makeFunctions({
    'check.mjs': 'export const handler = async () => { throw new Error("no answer"); };',
  });
  expect(await run(app)).toMatchObject({
    status: 'FAILED',
    message: 'The function "check" failed: Error: no answer',
  });
});

test('a function that would be invoked again only after the timeout has timed out', async () => {
  await using app = await makeFunctions(returns(`{ hookStatus: 'IN_PROGRESS' }`));
  expect(await run(app, 20_000)).toMatchObject({
    status: 'TIMED_OUT',
    message: 'The function "check" did not come to an end in POST_TEST_TRAFFIC_SHIFT within 20 seconds',
  });
});

test('a function that is still running when the time is up has timed out', async () => {
  await using app = await makeFunctions(returns(`await new Promise(() => setInterval(() => {}, 1000))`));
  expect(await run(app, 200)).toMatchObject({ status: 'TIMED_OUT' });
});

test('an abort between two calls ends the waiting', async () => {
  const controller = new AbortController();
  await using app = await makeFunctions(
    returns(`{ hookStatus: 'IN_PROGRESS', callBackDelay: 600 }`),
    (text) => {
      if (text.includes('asked again in 600 seconds')) controller.abort(new Error('enough'));
    },
  );
  await expect(run(app, 3_600_000, controller.signal)).rejects.toThrow('enough');
});
