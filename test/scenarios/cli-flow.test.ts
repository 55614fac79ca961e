// The commands around a pipeline, as people use them: each with the real program, alone and next to a running owner.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { approvalAction, buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Finished, type Project } from '../rig/project.ts';
import { makeGate } from '../rig/gate.ts';

/** Source, a build that does `commands` and then leaves out.txt, and further stages. */
function write(into: Project, commands: readonly string[], more: readonly object[] = []): void {
  into.write(
    'pipeline.json',
    pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile', 'Package')] }, ...more]),
  );
  into.write(
    'project.json',
    project('compile', {
      phases: { build: { commands: [...commands, 'echo result > out.txt'] } },
      artifacts: { files: ['out.txt'] },
    }),
  );
}

const release = { name: 'Release', actions: [approvalAction('SignOff')] };
const hasEvent = (type: string) => (line: string) => line.includes(`"type":"${type}"`);

interface Event {
  readonly type: string;
  readonly executionId: string;
  readonly status?: string;
}

function events({ stdout }: Finished): readonly Event[] {
  const documents = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly event?: Event });
  return documents.flatMap(({ event }) => event ?? []);
}

function json<T>({ stdout }: Finished): T {
  return JSON.parse(stdout) as T;
}

describe('a pipeline that succeeds', () => {
  // shows: S4-013, S4-025, S4-056, S4-064, S4-067, S4-068, S4-080
  test('is printed in lines, then found in history, status, logs and artifacts', async () => {
    await using app = makeProject();
    write(app, ['echo compiled']);
    const run = await app.run('run');
    expect(run.stdout).toContain('Build/compile | compiled');
    expect(run.stdout).toContain('✔ Build › compile succeeded');
    expect(run.stdout).toMatch(/[✔◌] app succeeded/);
    expect(run.status).toBe(0);

    const { executions } = json<{ executions: readonly { executionId: string; status: string }[] }>(
      await app.run('history', '--json'),
    );
    expect(executions.map(({ status }) => status)).toEqual(['Succeeded']);
    const id = executions[0]?.executionId ?? '';

    expect((await app.run('history')).stdout).toContain(id.slice(0, 8));
    expect((await app.run('status')).stdout).toMatch(/[✔◌] Build +succeeded/);
    const status = json<{ pipelines: readonly { stages: readonly object[] }[] }>(
      await app.run('status', '--json'),
    );
    expect(status.pipelines[0]?.stages).toMatchObject([
      { stageName: 'Source' },
      { stageName: 'Build', executionId: id },
    ]);
    expect((await app.run('logs', id.slice(0, 6), '--action', 'compile')).stdout).toContain('\ncompiled\n');
    expect((await app.run('logs', '--action', 'compil')).stderr).toContain('Did you mean "compile"?');

    expect(json(await app.run('open', '--json'))).toMatchObject({ problems: [{ code: 'NothingDeployed' }] });

    const listed = (await app.run('artifacts', 'list')).stdout;
    expect(listed).toContain('SourceOutput');
    expect(listed).toContain('Package');
    expect((await app.run('artifacts', 'show', 'Package')).stdout).toContain('out.txt');
    expect((await app.run('artifacts', 'extract', 'Package', 'unpacked')).status).toBe(0);
    expect(app.read('unpacked/out.txt')).toBe('result\n');
    expect((await app.run('artifacts', 'extract', 'Package', 'unpacked')).stderr).toContain('is not empty');
    expect((await app.run('artifacts', 'export', 'Package', 'package.zip')).status).toBe(0);
    expect(readFileSync(join(app.folder, 'package.zip')).subarray(0, 2).toString()).toBe('PK');
    expect((await app.run('artifacts', 'show', 'Pakcage')).stderr).toContain('Did you mean "Package"?');
  });

  test('is printed as one journal entry per line with --json, and nothing else', async () => {
    await using app = makeProject();
    write(app, ['echo compiled']);
    const run = await app.run('run', '--json');
    expect(run.status).toBe(0);
    expect(run.stderr).toBe('');
    const types = events(run).map(({ type }) => type);
    expect(types[0]).toBe('ExecutionStarted');
    expect(types.at(-1)).toBe('ExecutionEnded');
  });
});

// shows: S3-142, S3-153
test('plan --cost shows what a month would cost, from what was measured here and what costs.json assumes', async () => {
  await using app = makeProject();
  write(app, ['true']);
  app.write('costs.json', { costs: [{ executionsPerMonth: 200, storageGb: 10 }] });
  const before = await app.run('plan', '--cost');
  expect(before.stdout).toContain('did not run here of late');
  expect(before.stdout).toContain('and what is not known on top');
  expect((await app.run('run')).status).toBe(0);
  const { stdout } = await app.run('plan', '--cost');
  expect(stdout).toMatch(/\$0\.50 +BUILD_GENERAL1_SMALL: 200 minutes, 100 free at \$0\.005/);
  expect(stdout).toContain('200 executions (assumed in costs.json), 1 minute each (measured here)');
  expect(stdout).toMatch(/Prices of US East \(N\. Virginia\) as of 20\d\d-\d\d/);
  const estimate = json<{ lines: readonly object[]; totalUsd: number }>(
    await app.run('plan', '--cost', '--json'),
  );
  expect(estimate).toMatchObject({ pipelineName: 'app', currency: 'USD', isComplete: true });
  expect(estimate.totalUsd).toBeGreaterThan(0.5);
});

describe('a pipeline that fails', () => {
  // shows: S4-107
  test('ends with a cause card and status 1, and is retried from where it failed', async () => {
    await using app = makeProject();
    await using fixed = await makeGate();
    write(app, [`${fixed.test} || { echo broken >&2; exit 7; }`]);
    const run = await app.run('run');
    expect(run.status).toBe(1);
    expect(run.stdout).toMatch(/✖ Build › compile failed in BUILD: .* ended with exit code 7/);
    expect(run.stdout).toContain('│ broken');
    expect(run.stdout).toContain('slipway retry');
    expect((await app.run('history')).stdout).toContain('Build › compile: ');

    fixed.open();
    const retry = await app.run('retry', '--json');
    expect(retry.status).toBe(0);
    expect(events(retry)[0]?.type).toBe('StageRetryRequested');
    expect(events(retry).at(-1)).toMatchObject({ type: 'ExecutionEnded', status: 'Succeeded' });
    expect((await app.run('retry')).stderr).toContain('has failed');
  });

  // shows: S3-151
  test('is put together with failures like it, with how often, when last, and whether it still fails', async () => {
    await using app = makeProject();
    await using fixed = await makeGate();
    write(app, [`${fixed.test} || exit 7`]);
    expect((await app.run('run')).status).toBe(1);
    expect((await app.run('run')).status).toBe(1);
    const first = await app.run('history', '--failures');
    expect(first.stdout).toContain('2 failures in 2 executions of the last 7 days');
    expect(first.stdout).toMatch(
      / 2 × {2}Build › compile {2}JobFailed {2}last [\d.]+s ago, not succeeded since/,
    );
    expect(first.stdout).toContain('Reason: exit status 7');
    fixed.open();
    expect((await app.run('run')).status).toBe(0);
    const { failures } = json<{ failures: readonly { executionIds: readonly string[] }[] }>(
      await app.run('history', '--failures', '--json'),
    );
    expect(failures).toMatchObject([
      { place: { stageName: 'Build', actionName: 'compile' }, count: 2, hasSucceededSince: true },
    ]);
    expect(failures[0]?.executionIds).toHaveLength(2);
    expect((await app.run('history', '--failures')).stdout).toContain('has succeeded since');
    const none = await app.run('history', '--failures', '--days', '0.0000001');
    expect(none.stdout).toContain('No failure in 0 executions');
    for (const wrong of [
      ['--days', '3'],
      ['--failures', '--days', 'x'],
    ])
      expect((await app.run('history', ...wrong)).status).toBe(2);
  });

  test('is refused before anything runs when the definition is wrong', async () => {
    await using app = makeProject();
    app.write('pipeline.json', { pipeline: { name: 'app', stages: [] } });
    const run = await app.run('run');
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('pipeline.json:');
    expect(existsSync(join(app.folder, '.slipway'))).toBe(false);
    expect((await app.run('lint')).status).toBe(2);
  });
});

describe('an approval', () => {
  // shows: S4-015
  test('is given by another process than the one that runs the pipeline', async () => {
    await using app = makeProject();
    write(app, ['true'], [release]);
    const run = app.start('run', '--json');
    await run.line(hasEvent('ApprovalRequested'));
    expect((await app.run('status')).stdout).toContain('slipway approve Release SignOff');
    expect((await app.run('approve', 'Release', 'SignOf')).stderr).toContain('No such approval is waiting');
    const approve = await app.run('approve', '--summary', 'looks good');
    expect(approve).toMatchObject({ status: 0, stderr: '' });
    expect(approve.stdout).toContain('Approved Release › SignOff');
    expect((await run.ended).status).toBe(0);
    expect((await app.run('approve')).stderr).toContain('No such approval is waiting');
  });

  // shows: S4-015
  test('is rejected when no process runs the pipeline, and the execution ends', async () => {
    await using app = makeProject();
    write(app, ['true'], [release]);
    const run = app.start('run', '--json');
    await run.line(hasEvent('ApprovalRequested'));
    run.kill('SIGKILL');
    await run.ended;
    const reject = await app.run('reject', '--summary', 'not today');
    expect(reject.stdout).toContain('⊘ Release › SignOff declined');
    expect(reject.status).toBe(1);
  });
});

describe('Ctrl-C', () => {
  test('ends what runs with status 130, and the next run carries on', async () => {
    await using app = makeProject();
    await using gate = await makeGate();
    write(app, ['echo begun', gate.wait]);
    const run = app.start('run');
    await run.line((line) => line.endsWith('| begun'));
    run.kill('SIGINT');
    expect((await run.ended).status).toBe(130);
    expect((await app.run('status')).stdout).toContain('To resume: slipway run');

    gate.open();
    const again = await app.run('run');
    expect(again.stdout).toMatch(
      /^resuming execution \w{8}, interrupted \S+ ago in Build › compile in BUILD/,
    );
    expect(again.status).toBe(0);
    const { executions } = json<{ executions: readonly object[] }>(await app.run('history', '--json'));
    expect(executions).toHaveLength(1);
  });

  test('is not followed by a new execution whose options would be forgotten', async () => {
    await using app = makeProject();
    write(app, ['echo begun', 'sleep 60']);
    const run = app.start('run');
    await run.line((line) => line.endsWith('| begun'));
    run.kill('SIGKILL');
    await run.ended;
    const refused = await app.run('run', '--source-revision', 'Checkout=main');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('start a new execution with --new');
  });
});

describe('a pipeline that was changed after an interruption', () => {
  test('is run anew instead of resuming what it forbids', async () => {
    await using app = makeProject();
    write(app, ['echo begun', 'sleep 60']);
    const run = app.start('run');
    await run.line((line) => line.endsWith('| begun'));
    run.kill('SIGINT');
    await run.ended;
    write(app, ['echo changed'], [{ name: 'Again', actions: [buildAction('compile')] }]);
    const changed = await app.run('run');
    expect(changed.stdout).toContain('the pipeline was changed since: it is not resumed');
    expect(changed.status).toBe(0);
  });
});

describe('a second command next to a running one', () => {
  // shows: S4-027
  test('follows its log until the end', async () => {
    await using app = makeProject();
    await using gate = await makeGate();
    write(app, ['echo begun', gate.wait, 'echo done']);
    const run = app.start('run', '--json');
    await run.line(hasEvent('ActionProgressed'));
    const logs = app.start('logs', '--follow', '--action', 'compile');
    await logs.line((line) => line === 'begun');
    gate.open();
    const followed = await logs.ended;
    expect(followed.status).toBe(0);
    expect(followed.stdout).toContain('\ndone\n');
    expect((await run.ended).status).toBe(0);
  });

  test('stops the execution', async () => {
    await using app = makeProject();
    write(app, ['echo begun', 'sleep 60']);
    const run = app.start('run');
    await run.line((line) => line.endsWith('| begun'));
    expect((await app.run('down')).stderr).toContain('uses this state folder');
    const stop = await app.run('stop', '--abandon', '--reason', 'wrong branch');
    expect(stop).toMatchObject({ status: 0, stderr: '' });
    const ended = await run.ended;
    expect(ended.status).toBe(1);
    expect(ended.stdout).toMatch(/■ app cancelled: stopped by .* \(wrong branch\)/);
  });

  test('starts another execution there and shows it', async () => {
    await using app = makeProject();
    await using gate = await makeGate();
    write(app, ['echo begun', gate.wait], [release]);
    const first = app.start('run', '--json');
    await first.line(hasEvent('ActionProgressed'));
    const refused = await app.run('run', '--keep-work');
    expect(refused.stderr).toContain('so --keep-work cannot be given now');
    const second = app.start('run', '--json');
    await second.line(hasEvent('ExecutionStarted'));
    gate.open();
    await second.line(hasEvent('StageStarted'));
    second.kill('SIGINT');
    expect((await second.ended).status).toBe(130);
    first.kill('SIGINT');
    await first.ended;
    const { executions } = json<{ executions: readonly object[] }>(await app.run('history', '--json'));
    expect(executions).toHaveLength(2);
  });
});

describe('a disabled transition', () => {
  test('holds an execution back until it is enabled', async () => {
    await using app = makeProject();
    write(app, ['true'], [release]);
    const first = app.start('run', '--json');
    await first.line(hasEvent('ApprovalRequested'));
    expect((await app.run('disable', 'Build', '--reason', 'freeze')).status).toBe(0);
    expect((await app.run('disable', 'Biuld', '--reason', 'freeze')).stderr).toContain(
      'Did you mean "Build"?',
    );
    await app.run('approve');
    expect((await first.ended).status).toBe(0);
    const second = app.start('run', '--json');
    await second.line((line) => hasEvent('StageEnded')(line) && line.includes('"Source"'));
    expect((await app.run('status')).stdout).toContain('no execution enters Build');
    expect((await app.run('enable', 'Build')).status).toBe(0);
    await second.line(hasEvent('ApprovalRequested'));
    await app.run('approve');
    expect((await second.ended).status).toBe(0);
  });
});
