// A new version of the function of the sensor backend gets a part of the calls first, in the account of this machine.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commitAll } from '../rig/git.ts';
import { missingMoto } from '../rig/moto.ts';
import { makeProject, type Project, type Running } from '../rig/project.ts';

const example = join(import.meta.dirname, '..', '..', 'examples', 'sensor-backend');

async function whyNot(): Promise<string | undefined> {
  for (const [program, ...args] of [
    ['aws', '--version'],
    ['zip', '--version'],
    ['jq', '--version'],
  ])
    if (spawnSync(program ?? '', args).status !== 0) return `${program} is not installed`;
  return await missingMoto();
}

const missing = await whyNot();
if (missing !== undefined) console.warn(`The canary of the sensor backend is not tested: ${missing}`);

const function_ = 'sensor-data-processor';
const alarm = 'sensor-backend-function-errors';

interface Started extends AsyncDisposable {
  readonly ended: Promise<{ readonly status: unknown; readonly text: string }>;
  /** Resolves when it has printed the words, or has ended without them. */
  readonly printed: (words: string) => Promise<void>;
  /** Sends a signal to the process alone, as a runner does. */
  readonly signal: (name: NodeJS.Signals) => void;
}

/** As someone does it by hand, with AWS's API of this machine. */
async function startIn(app: Project, script: string): Promise<Started> {
  const { stdout: variables } = await app.run('account', 'env');
  const settings = 'export GITHUB_SHA=abc GITHUB_STEP_SUMMARY=summary.md EVERY=1';
  const child = spawn('sh', ['-euc', `${variables}\n${settings}\n${script}`], {
    cwd: app.folder,
    detached: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => (text += part));
  const ended = once(child, 'close').then(([status]: readonly unknown[]) => ({ status, text }));
  return {
    ended,
    printed: async (words) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const check = () => text.includes(words) && resolve();
      for (const stream of [child.stdout, child.stderr]) stream.on('data', check);
      check();
      await Promise.race([promise, ended]);
      expect(text).toContain(words);
    },
    signal: (name) => void child.kill(name),
    [Symbol.asyncDispose]: async () => {
      const runs = child.exitCode === null && child.signalCode === null;
      if (runs && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      await ended;
    },
  };
}

async function finish(app: Project, script: string): Promise<string> {
  await using started = await startIn(app, script);
  const { status, text } = await started.ended;
  expect({ status, text }).toEqual({ status: 0, text });
  return text;
}

async function prod(app: Project): Promise<unknown> {
  const query = '[FunctionVersion, RoutingConfig.AdditionalVersionWeights]';
  return JSON.parse(
    await finish(
      app,
      `aws lambda get-alias --function-name ${function_} --name PROD --output json --query '${query}'`,
    ),
  ) as unknown;
}

const archive = (answer: number) =>
  `printf 'def handler(event, context):\\n    return ${answer}\\n' > index.py && zip -q function.zip index.py`;

/** With the version 1 of the function, its alias and its alarm. */
async function deployedOnce(): Promise<Project> {
  const app = makeProject();
  cpSync(join(example, 'scripts'), join(app.folder, 'scripts'), { recursive: true });
  await finish(
    app,
    `${archive(1)}
aws lambda create-function --function-name ${function_} --runtime python3.12 --handler index.handler \\
  --role arn:aws:iam::111122223333:role/function --zip-file fileb://function.zip
aws lambda publish-version --function-name ${function_}
aws lambda create-alias --function-name ${function_} --name PROD --function-version 1
aws cloudwatch put-metric-alarm --alarm-name ${alarm} --namespace AWS/Lambda --metric-name Errors --statistic Sum \\
  --period 300 --evaluation-periods 1 --threshold 0 --comparison-operator GreaterThanThreshold`,
  );
  return app;
}

// shows: S2-146
test.skipIf(missing !== undefined)(
  'a version gets a part of the calls first, then all; an alarm meanwhile takes it back',
  async () => {
    await using app = await deployedOnce();
    const sound = await finish(
      app,
      `${archive(2)}\nscripts/deploy-function.sh ${function_} function.zip 10 0`,
    );
    expect(sound).toContain('gives version 2 10 of 100 calls');
    expect(sound).toContain('None of the 1 alarms was raised');
    expect(await prod(app)).toEqual(['2', null]);
    await using weak = await startIn(
      app,
      `${archive(3)}\nscripts/deploy-function.sh ${function_} function.zip 25 3600`,
    );
    await weak.printed('gives version 3 25 of 100 calls');
    expect(await prod(app)).toEqual(['2', { 3: 0.25 }]);
    await finish(
      app,
      `aws cloudwatch set-alarm-state --alarm-name ${alarm} --state-value ALARM --state-reason 'Files fail'`,
    );
    const { status, text } = await weak.ended;
    expect(text).toContain(`::error title=Alarm after the deployment::${alarm}: Files fail`);
    expect(text).toContain(`PROD of ${function_} is version 2 again`);
    expect(status).toBe(1);
    expect(await prod(app)).toEqual(['2', null]);
  },
);

test.skipIf(missing !== undefined).each(['SIGINT', 'SIGTERM'] as const)(
  'a version that is tried gets no more calls when %s ends the trial',
  async (signal) => {
    await using app = await deployedOnce();
    await using tried = await startIn(
      app,
      `${archive(2)}\nexec scripts/deploy-function.sh ${function_} function.zip 25 3600`,
    );
    await tried.printed('gives version 2 25 of 100 calls');
    expect(await prod(app)).toEqual(['1', { 2: 0.25 }]);
    tried.signal(signal);
    const { status, text } = await tried.ended;
    expect(text).toContain(`PROD of ${function_} is version 1 again`);
    expect(status).toBe(1);
    expect(await prod(app)).toEqual(['1', null]);
  },
);

test.skipIf(missing !== undefined)(
  'a version that is tried does not take the place of one that was set meanwhile',
  async () => {
    await using app = await deployedOnce();
    await finish(app, `${archive(2)}\nscripts/deploy-function.sh ${function_} function.zip`);
    // While the alarms are asked for, someone goes back to version 1.
    app.write(
      'between/aws',
      `#!/bin/sh
[ "$1" != cloudwatch ] || "$AWS" lambda update-alias --function-name ${function_} --name PROD --function-version 1 >/dev/null
exec "$AWS" "$@"
`,
    );
    await using tried = await startIn(
      app,
      `${archive(3)}
chmod +x between/aws
export AWS="$(command -v aws)" PATH="$PWD/between:$PATH"
exec scripts/deploy-function.sh ${function_} function.zip 25 0`,
    );
    const { status, text } = await tried.ended;
    expect(text).toContain('None of the 1 alarms was raised');
    expect(text).toContain(`::error title=Not deployed::PROD of ${function_} is not given version 3`);
    expect(text).toContain(`PROD of ${function_} is version 1 again`);
    expect(status).toBe(1);
    expect(await prod(app)).toEqual(['1', null]);
  },
);

const workflow = '.github/workflows/canary.yml';

/** A run of the workflow that gives version 2 a quarter of the calls and waits for alarms. */
async function trial(app: Project): Promise<Running> {
  cpSync(join(example, workflow), join(app.folder, workflow));
  app.write('lambda/processor.py', 'def handler(event, context):\n    return 2\n');
  app.write('lambda/requirements.txt', '');
  commitAll(app.folder);
  const run = app.start('run', workflow, '--input', 'percent=25', '--input', 'minutes=45');
  await run.line((line) => line.includes('gives version 2 25 of 100 calls'));
  expect(await prod(app)).toEqual(['1', { 2: 0.25 }]);
  return run;
}

test.skipIf(missing !== undefined).each(['SIGINT', 'SIGTERM'] as const)(
  'a run of the trial that %s interrupts leaves the version no calls',
  async (signal) => {
    await using app = await deployedOnce();
    const run = await trial(app);
    run.kill(signal);
    expect((await run.ended).status).toBe(signal === 'SIGINT' ? 130 : 143);
    expect((await app.run('logs')).stdout).toContain(`PROD of ${function_} is version 1 again`);
    expect(await prod(app)).toEqual(['1', null]);
  },
);

test.skipIf(missing !== undefined)(
  'a run of the trial that is stopped leaves the version no calls',
  async () => {
    await using app = await deployedOnce();
    const run = await trial(app);
    expect((await app.run('stop')).status).toBe(0);
    expect((await run.ended).stdout).toContain(`PROD of ${function_} is version 1 again`);
    expect(await prod(app)).toEqual(['1', null]);
  },
);
