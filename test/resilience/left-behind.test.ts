// A run of tests that is killed leaves what it has deployed; the next run ends and removes it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  application,
  deployAction,
  deploymentGroup,
  fleet,
  pipeline,
  sourceStage,
} from '../rig/definitions.ts';
import { removeLeftBehind } from '../rig/left-behind.ts';
import { launcher } from '../rig/program.ts';

const rig = join(import.meta.dirname, '..', 'rig', 'project.ts');
const files = {
  'pipeline.json': pipeline([sourceStage, { name: 'Deploy', actions: [deployAction('SourceOutput')] }]),
  'application.json': application,
  'group.json': deploymentGroup(),
  'fleet.json': fleet(1),
  'appspec.yml': 'version: 0.0\nos: linux\nfiles:\n  - source: app.txt\n    destination: /srv/app\n',
  'app.txt': 'deployed',
};

/** As a worker of such a run: it deploys, and has no time to end anything. */
const killed = `
  const { makeProject } = await import(${JSON.stringify(rig)});
  const app = makeProject();
  for (const [name, content] of Object.entries(${JSON.stringify(files)})) app.write(name, content);
  const { stdout, status } = await app.run('run', '--exit', '--json');
  const running = JSON.parse((await app.run('status', '--json')).stdout).fleets.length;
  process.stdout.write(JSON.stringify({ folder: app.folder, status, running }), () => process.kill(process.pid, 'SIGKILL'));`;

function processesIn(folder: string): readonly string[] {
  const { stdout } = spawnSync('ps', ['-A', '-ww', '-o', 'args='], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line.includes(folder));
}

test('a fleet of a test run that was killed is ended by the next run, and its folder is removed', () => {
  const { stdout, signal } = spawnSync(process.execPath, ['--input-type=module', '--eval', killed], {
    encoding: 'utf8',
  });
  expect(signal).toBe('SIGKILL');
  const { folder, ...left } = JSON.parse(stdout) as { readonly folder: string };
  expect(left).toEqual({ status: 0, running: 1 });
  expect(processesIn(folder)).not.toEqual([]);
  removeLeftBehind(launcher);
  expect(processesIn(folder)).toEqual([]);
  expect(existsSync(folder)).toBe(false);
});
