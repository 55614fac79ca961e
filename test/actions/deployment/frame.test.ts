// The frame of deployments, with a strategy that is scripted and notes what it is called with.
import { expect, test } from 'vitest';
import { deployInFrame, type DeploymentStrategy } from '../../../src/actions/deployment/frame.ts';
import type { Progress } from '../../../src/model/progress.ts';
import type { StateFolder } from '../../../src/state/state-folder.ts';

interface Opened {
  readonly name: string;
}

/** One state folder: deployments in it can meet. */
function openGround() {
  const reported: Progress[] = [];
  const calls: string[] = [];
  const aborting = new AbortController();
  const artifacts = {} as StateFolder['artifacts'];
  const context = {
    // The lock needs nothing of it but that it is the same.
    state: { artifacts } as StateFolder,
    signal: aborting.signal,
    report: (progress: Progress) => void reported.push(progress),
  };
  const deploy = async (strategy: Partial<DeploymentStrategy<Opened>>, deploymentId = 'd-1') =>
    deployInFrame<Opened>(
      context,
      {
        deployment: { deploymentId, groupName: 'shop', creator: 'user' },
        lockName: 'shop',
        busy: (active) => ({ code: 'Busy', message: `${active} is under way` }),
      },
      {
        open: async () => Promise.resolve({ name: 'target' }),
        run: async () => Promise.resolve({ status: 'Succeeded', summary: 'done' }),
        close: async ({ name }) => Promise.resolve(void calls.push(`close ${name}`)),
        whenBroken: 'It is as it was',
        ...strategy,
      },
    );
  const states = () => reported.flatMap((each) => (each.kind === 'Deployment' ? [each.status] : []));
  return { deploy, reported, states, calls, abort: () => aborting.abort(new Error('stopped')) };
}

test('a deployment that succeeds is reported with its endpoint, and what it opened is closed', async () => {
  const { deploy, reported, states, calls } = openGround();
  const endpoint = { name: 'shop', url: 'http://127.0.0.1:1', detail: 'shop' };
  const result = await deploy({
    run: async () => Promise.resolve({ status: 'Succeeded', summary: 'done', endpoint }),
  });
  expect(result).toMatchObject({ status: 'Succeeded', externalExecutionId: 'd-1', summary: 'done' });
  expect(states()).toEqual(['InProgress', 'Succeeded']);
  expect(reported.at(-1)).toEqual({ kind: 'Endpoint', ...endpoint });
  expect(calls).toEqual(['close target']);
});

test('a deployment that fails is reported with its error and with what it is left with', async () => {
  const { deploy, reported, calls } = openGround();
  const error = { code: 'ECS_UPDATE_ERROR', message: 'no task came up' };
  const rollbackInfo = { rollbackMessage: 'back at 1' };
  const result = await deploy({
    run: async () => Promise.resolve({ status: 'Stopped', error, rollbackInfo }),
  });
  expect(result).toEqual({ status: 'Failed', error, externalExecutionId: 'd-1' });
  expect(reported.at(-1)).toMatchObject({ status: 'Stopped', errorInformation: error, rollbackInfo });
  expect(calls).toEqual(['close target']);
});

test('a second deployment to the same target is refused while the first runs, and not afterwards', async () => {
  const { deploy, states } = openGround();
  const running = Promise.withResolvers<undefined>();
  const started = Promise.withResolvers<undefined>();
  const first = deploy({
    run: async () => {
      started.resolve(undefined);
      await running.promise;
      return { status: 'Succeeded', summary: 'first' };
    },
  });
  await started.promise;
  expect(await deploy({}, 'd-2')).toEqual({
    status: 'Failed',
    error: { code: 'Busy', message: 'd-1 is under way' },
  });
  running.resolve(undefined);
  expect((await first).status).toBe('Succeeded');
  expect((await deploy({}, 'd-3')).status).toBe('Succeeded');
  expect(states()).toEqual(['InProgress', 'Succeeded', 'InProgress', 'Succeeded']);
});

test('what is refused when it is opened is reported nowhere, and frees the target', async () => {
  const { deploy, reported, calls } = openGround();
  const refused = { code: 'ConfigurationError', message: 'elsewhere' };
  expect(await deploy({ open: async () => Promise.resolve({ failed: refused }) })).toEqual({
    status: 'Failed',
    error: refused,
  });
  expect([reported, calls]).toEqual([[], []]);
  expect((await deploy({})).status).toBe('Succeeded');
});

test('a deployment under which something breaks is reported as failed, and the fault goes on', async () => {
  const { deploy, reported, calls } = openGround();
  const broken = deploy({ run: async () => Promise.reject(new Error('the disk is full')) });
  await expect(broken).rejects.toThrow('the disk is full');
  expect(reported.at(-1)).toMatchObject({
    status: 'Failed',
    errorInformation: { code: 'INTERNAL_ERROR', message: 'the disk is full' },
    rollbackInfo: { rollbackMessage: 'It is as it was' },
  });
  expect(calls).toEqual(['close target']);
  expect((await deploy({})).status).toBe('Succeeded');
});

test.each([
  ['while it runs', true],
  ['while it is opened', false],
])('a deployment that is aborted %s is stopped, and its fallout is dropped', async (_, isOpened) => {
  const { deploy, abort, calls, states } = openGround();
  const aborted = async (): Promise<never> => {
    abort();
    return await Promise.reject(new Error('fallout'));
  };
  const remembered = { code: 'MANUAL_STOP', message: 'stopped' };
  const result = await deploy({
    ...(isOpened ? { run: aborted } : { open: aborted }),
    stop: async (opened) => {
      calls.push(`stop ${opened?.name ?? 'nothing'}`);
      return await Promise.resolve(remembered);
    },
  });
  expect(result).toEqual({ status: 'Failed', error: remembered, externalExecutionId: 'd-1' });
  expect(calls).toEqual(isOpened ? ['stop target', 'close target'] : ['stop nothing']);
  expect(states()).toEqual(isOpened ? ['InProgress'] : []);
});

test('a deployment that reports itself is reported by nothing else', async () => {
  const { reported } = openGround();
  const context = {
    state: { artifacts: {} } as StateFolder,
    signal: new AbortController().signal,
    report: (progress: Progress) => void reported.push(progress),
  };
  const framed = {
    deployment: { deploymentId: 'd-1', groupName: 'shop', creator: 'user' },
    lockName: 'shop',
    busy: () => ({ code: 'Busy', message: '' }),
    reportsItself: true,
  } as const;
  await deployInFrame<Opened>(context, framed, {
    open: async () => Promise.resolve({ name: 'target' }),
    run: async () => Promise.resolve({ status: 'Succeeded', summary: 'done' }),
  });
  expect(reported).toEqual([]);
});
