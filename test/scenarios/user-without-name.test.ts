// A user that the machine has no name for, as in a container that runs under any number.
import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { launcher as slipway } from '../rig/program.ts';
import { installed } from '../rig/project.ts';

const uid = 54_321;
const canBecome =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  spawnSync('test', ['-r', slipway], { uid, gid: uid }).status === 0;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-nameless-'));
  const stages = [sourceStage, { name: 'Build', actions: [buildAction('compile', 'Out')] }];
  writeFileSync(join(folder, 'pipeline.json'), JSON.stringify(pipeline(stages)));
  const buildspec = {
    phases: { build: { commands: ['id -u > out.txt'] } },
    artifacts: { files: ['out.txt'] },
  };
  writeFileSync(join(folder, 'project.json'), JSON.stringify(project('compile', buildspec)));
  chownSync(folder, uid, uid);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Without HOME and USER, too. */
function run(...args: readonly string[]) {
  return spawnSync(process.execPath, ['--', slipway, ...args], {
    cwd: folder,
    uid,
    gid: uid,
    encoding: 'utf8',
    env: { PATH: installed.PATH, NO_COLOR: '1' },
  });
}

test.skipIf(!canBecome)('a user without a name runs pipelines and builds as any other does', () => {
  const ran = run('run', '.', '--exit');
  expect({ status: ran.status, stderr: ran.stderr }).toEqual({ status: 0, stderr: '' });
  expect(ran.stdout).toContain(`started by ${uid}`);
  expect(run('disable', 'Build').status).toBe(0);
  expect(run('token', 'make', 'ci', '--scope', 'read').status).toBe(0);
  const buildspec = join(folder, 'alone.yml');
  writeFileSync(buildspec, "version: 0.2\nphases:\n  build:\n    commands: ['echo $CODEBUILD_INITIATOR']\n");
  const alone = run('run', 'alone.yml');
  expect({ status: alone.status, stderr: alone.stderr }).toMatchObject({ status: 0 });
  expect(run('down').status).toBe(0);
});
