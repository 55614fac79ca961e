// A kind that is added appears everywhere, without a change of what shows, measures, revives and ends targets.
import { join } from 'node:path';
import { onTestFinished, expect, test } from 'vitest';
import { checkState } from '../../src/cli/doctor/check-state.ts';
import { createHints } from '../../src/cli/hints.ts';
import { showStatus } from '../../src/cli/show/show-status.ts';
import { createPalette } from '../../src/cli/render/palette.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import type { Alarm } from '../../src/model/alarm.ts';
import { createMetrics } from '../../src/server/http/metrics.ts';
import { drivePipelines } from '../../src/server/pipelines.ts';
import { openState } from '../../src/state/open-state.ts';
import type { StateFolder } from '../../src/state/state-folder.ts';
import { closeTargets } from '../../src/targets/close-targets.ts';
import { listResources } from '../../src/targets/list-resources.ts';
import { readMetric } from '../../src/targets/read-metric.ts';
import { reviveTargets } from '../../src/targets/revive-targets.ts';
import { notSupported, type TargetKind } from '../../src/targets/target-kind.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const gauge = { name: 'slipway_queue_messages', help: 'Messages that wait', labelNames: ['queue'] };
const where = { partition: 'aws', region: 'eu-central-1', account: '111122223333' };

/** A queue, of which one worker of two runs until it is revived. */
function queueKind(): TargetKind {
  const died = { kind: 'queue', name: 'orders', parts: ['worker-2'] };
  let running = 1;
  return {
    kind: 'queue',
    open: notSupported('A queue is there from the beginning'),
    observe: async () =>
      Promise.resolve([
        {
          view: { kind: 'queue', name: 'orders', url: 'http://127.0.0.1:25000' },
          summary: {
            note: 'queue, 7 messages',
            noAddress: '',
            parts: [{ name: 'worker-1', state: 'polling', tone: 'good', note: '3 in flight' }],
            running: { noun: 'workers', running, all: 2 },
            endpoints: [],
            isShared: false,
            samples: [{ gauge, labels: { queue: 'orders' }, value: 7 }],
          },
        },
      ]),
    close: async () => {
      const ended = running;
      running = 0;
      return await Promise.resolve(ended);
    },
    revive: async ({ onDead }) => {
      if (running === 2) return await Promise.resolve([]);
      onDead(died);
      running = 2;
      return [died];
    },
    metrics: {
      gauges: [gauge],
      cloudWatch: [
        {
          namespace: 'AWS/SQS',
          metricNames: ['NumberOfMessagesSent'],
          dimensions: ['QueueName'],
          read: async (_, { name, since }) =>
            Promise.resolve(name === 'orders' ? [{ second: since, values: [5] }] : undefined),
        },
      ],
    },
    resources: async (_, { region, account }) =>
      Promise.resolve([
        {
          type: 'AWS::SQS::Queue',
          name: 'orders',
          arn: `arn:aws:sqs:${region}:${account}:orders`,
          values: {},
          tags: {},
        },
      ]),
  };
}

async function open(): Promise<{ readonly state: StateFolder; readonly folder: string }> {
  const folder = await makeFolder();
  const state = await openState(join(folder.path, '.slipway'), { owner: true });
  onTestFinished(async () => {
    await state[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });
  return { state, folder: folder.path };
}

function terminalIn(cwd: string): { readonly terminal: Terminal; readonly written: () => string } {
  let text = '';
  const write = (more: string): void => void (text += more);
  const palette = createPalette(false);
  return {
    written: () => text,
    terminal: {
      write,
      writeError: write,
      draw: write,
      isScreen: false,
      isQuiet: false,
      columns: () => 200,
      rows: () => 50,
      palette,
      errorPalette: palette,
      hints: createHints([], { cwd, env: {} }),
      cwd,
      env: {},
    },
  };
}

test('a new kind is shown by status, in lines and as JSON', async () => {
  const { folder } = await open();
  const lines = terminalIn(folder);
  await showStatus({}, lines.terminal, [queueKind()]);
  expect(lines.written()).toContain('orders  http://127.0.0.1:25000  queue, 7 messages');
  expect(lines.written()).toMatch(/^ {3}worker-1 {2}polling {6}3 in flight$/m);
  const json = terminalIn(folder);
  await showStatus({ json: true }, json.terminal, [queueKind()]);
  expect(JSON.parse(json.written())).toMatchObject({
    targets: [{ kind: 'queue', name: 'orders', url: 'http://127.0.0.1:25000' }],
    fleets: [],
    sites: [],
    registry: null,
  });
});

test('doctor counts what a new kind runs', async () => {
  const { state } = await open();
  const checks = await checkState(state, [queueKind()]);
  expect(checks.find(({ name }) => name === 'targets')).toMatchObject({
    state: 'limited',
    detail: '1 of 2 workers run',
  });
});

test('the metrics of a new kind are measured', async () => {
  const { state } = await open();
  await using pipelines = drivePipelines(state, async () => Promise.resolve({ failed: [] }));
  const metrics = createMetrics(pipelines, state, [queueKind()]);
  expect(await metrics.text()).toContain('slipway_queue_messages{queue="orders"} 7');
});

const alarm: Alarm = {
  alarmName: 'many',
  namespace: 'AWS/SQS',
  metricName: 'NumberOfMessagesSent',
  dimensions: { QueueName: 'orders' },
  statistic: 'Sum',
  periodSeconds: 60,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 1,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
};

test('an alarm can be about a target of a new kind', async () => {
  const range = { periods: 2, now: 600_000, kinds: [queueKind()] };
  expect(await readMetric('/nowhere', alarm, range)).toEqual({ points: [5, undefined] });
  expect(await readMetric('/nowhere', { ...alarm, dimensions: { QueueName: 'other' } }, range)).toEqual({
    failed: 'Nothing named other is deployed here',
  });
  expect(await readMetric('/nowhere', { ...alarm, dimensions: {} }, range)).toMatchObject({
    failed: expect.stringContaining('QueueName') as string,
  });
  expect(await readMetric('/nowhere', { ...alarm, metricName: 'Another' }, range)).toMatchObject({
    failed: expect.stringContaining('of AWS/SQS there are NumberOfMessagesSent') as string,
  });
});

test('a new kind is revived, listed as resources, and ended', async () => {
  const kind = queueKind();
  const options = {
    targetsFolder: '/nowhere',
    signal: new AbortController().signal,
    onDead: () => undefined,
  };
  const { revived } = await reviveTargets(options, [kind]);
  expect(revived).toEqual([{ kind: 'queue', name: 'orders', parts: ['worker-2'] }]);
  expect(await listResources('/nowhere', where, [kind])).toMatchObject([
    { type: 'AWS::SQS::Queue', arn: 'arn:aws:sqs:eu-central-1:111122223333:orders' },
  ]);
  expect(await closeTargets('/nowhere', { kinds: [kind] })).toEqual({ ended: 2 });
});

test('a kind that fails keeps no other from being revived and ended, and says why', async () => {
  const fails = async (): Promise<never> => Promise.reject(new Error('no engine'));
  const failing: TargetKind = { ...queueKind(), kind: 'failing', close: fails, revive: fails };
  const kind = queueKind();
  const dead: string[] = [];
  const { revived, failures } = await reviveTargets(
    {
      targetsFolder: '/nowhere',
      signal: new AbortController().signal,
      onDead: ({ name }) => dead.push(name),
    },
    [failing, kind],
  );
  expect([revived.length, failures.map(String), dead]).toEqual([1, ['Error: no engine'], ['orders']]);
  await expect(closeTargets('/nowhere', { kinds: [failing, kind] })).rejects.toThrow('no engine');
  expect(await closeTargets('/nowhere', { kinds: [kind] })).toEqual({ ended: 0 });
});
