// What watches the alarms of the sensor backend after a deployment, with an `aws` that answers as CloudWatch does.
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decideStart } from '../../src/workflows/events/decide-start.ts';
import { readWorkflow } from '../../src/workflows/language/read-workflow.ts';
import { example } from '../rig/example.ts';
import { runGraph } from '../rig/job-graph.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const { folder: ofExample } = example('sensor-backend');
const lacksJq = spawnSync('sh', ['-c', 'command -v jq']).status !== 0;

/** @param answers the states of the alarms in each answer; the last one is given again */
async function watch(answers: readonly (readonly string[])[], seconds: number) {
  await using folder = await makeFolder();
  for (const [index, states] of answers.entries()) {
    const alarms = states.map((StateValue, at) => ({
      AlarmName: `sensor-backend-${at}`,
      StateValue,
      StateReason: 'Threshold Crossed',
    }));
    writeFileSync(join(folder.path, `answer-${index + 1}.json`), JSON.stringify(alarms));
  }
  const aws = join(folder.path, 'aws');
  const count = `n=$(($(cat answers 2>/dev/null || echo 0) + 1)); [ $n -le ${answers.length} ] || n=${answers.length}`;
  writeFileSync(aws, `#!/bin/sh\n${count}\necho $n > answers\ncat answer-$n.json\n`);
  chmodSync(aws, 0o755);
  const script = join(ofExample, 'scripts', 'watch-alarms.sh');
  const { status, stdout, stderr } = spawnSync('sh', [script, 'sensor-backend-', String(seconds)], {
    cwd: folder.path,
    env: {
      PATH: `${folder.path}:${process.env['PATH'] ?? ''}`,
      GITHUB_STEP_SUMMARY: join(folder.path, 'summary.md'),
      EVERY: '0',
    },
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, said: stdout + stderr };
}

// shows: S2-137
test.skipIf(lacksJq)(
  'the alarms are watched after a deployment, and one that is raised fails the run',
  async () => {
    const quiet = await watch([['OK', 'INSUFFICIENT_DATA']], 0);
    expect(quiet.said).toContain('None of the 2 alarms was raised');
    expect(quiet.status).toBe(0);
    const raised = await watch(
      [
        ['OK', 'OK'],
        ['OK', 'OK'],
        ['OK', 'ALARM'],
      ],
      3600,
    );
    expect(raised.said).toContain(
      '::error title=Alarm after the deployment::sensor-backend-1: Threshold Crossed',
    );
    expect(raised.status).toBe(1);
    const none = await watch([[]], 0);
    expect(none.said).toContain('::error title=Nothing to watch::');
    expect(none.status).toBe(1);
  },
);

// shows: S2-137
test('the alarms are watched after a deployment of main that succeeded', () => {
  const text = readFileSync(join(ofExample, '.github/workflows/watch.yml'), 'utf8');
  const { workflow } = readWorkflow({ path: 'watch.yml', text }, 'watch.yml');
  const ended = { name: 'workflow_run', ref: 'refs/heads/main', activity: 'completed' };
  expect(workflow === undefined ? undefined : decideStart(workflow, ended).starts).toBe(true);
  const of = (conclusion: string) => ({
    event: 'workflow_run',
    payload: JSON.stringify({ workflow_run: { conclusion } }),
  });
  expect(runGraph(text, { variables: of('success') })).toMatchObject({ alarms: 'Succeeded' });
  expect(runGraph(text, { variables: of('failure') })).toMatchObject({ alarms: 'skipped' });
});
