// A disk that is full fails what needs room, and nothing else: what was stored stays, what waits goes on, a server answers.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeGate } from '../rig/gate.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { startServer, type TestServer } from '../rig/server.ts';
import { mountSmallDisk, cannotMount } from '../rig/small-disk.ts';
import { makeFolder } from '../rig/temporary-folder.ts';
import { openBegunCalls } from '../../src/endpoint/begun-calls.ts';

const state = (app: Project) => join(app.folder, '.slipway');

function writePipeline(into: Project, name: string, commands: readonly string[]): void {
  const stages = [sourceStage, { name: 'Build', actions: [buildAction(name, 'Out')] }];
  into.write(`${name}/pipeline.json`, pipeline(stages, { name }));
  const buildspec = { phases: { build: { commands } }, artifacts: { files: ['pipeline.json'] } };
  into.write(`${name}/project.json`, project(name, buildspec));
}

/** More than the disk holds. */
const printsMuch = `head -c 50000000 /dev/zero | tr '\\0' x | fold -w 99`;
const writesMuch = `head -c 50000000 /dev/zero > much`;

interface History {
  readonly executions: readonly { readonly executionId: string; readonly status: string }[];
}

async function historyOf(app: Project): Promise<History['executions']> {
  return (JSON.parse((await app.run('history', '--json')).stdout) as History).executions;
}

const there = ['--state', '.slipway'] as const;
const start = { type: 'StartPipelineExecution', variables: {}, sourceRevisions: {} };

async function startPipeline(server: TestServer, name: string): Promise<string> {
  const { status, body } = await server.ask('POST', `/api/v1/pipelines/${name}/requests`, start);
  expect({ status, body }).toMatchObject({ status: 200 });
  return (body as { readonly executionId: string }).executionId;
}

async function statusOf(server: TestServer, executionId: string): Promise<string> {
  const { status, body } = await server.ask('GET', `/api/v1/executions/${executionId}`);
  expect(status).toBe(200);
  return (body as { readonly view: { readonly displayStatus: string } }).view.displayStatus;
}

describe('run on a disk that is full', () => {
  test.skipIf(cannotMount)(
    'an action that prints more than there is room for fails and says so, its log stays readable',
    async () => {
      await using app = makeProject();
      using _disk = mountSmallDisk(state(app));
      writePipeline(app, 'noisy', ['echo first', printsMuch]);
      const ran = await app.run('run', 'noisy', '--state', '.slipway', '--exit');
      expect(ran.status).toBe(1);
      expect(ran.stdout.slice(-2000)).toMatch(/✖ Build › noisy failed\n {2}DiskFull:[^]*the disk is full/);
      expect(ran.stderr).toBe('');
      const lines = (await app.run('logs', '--action', 'noisy')).stdout.trimEnd().split('\n');
      expect(lines.find((line) => line.includes('first'))).toBeDefined();
      expect(lines.at(-1)).toContain('The log ends here: what was printed after this could not be written');
      expect(await historyOf(app)).toMatchObject([{ status: 'Failed' }]);
      // The log has left room for the next command, which needs little.
      writePipeline(app, 'noisy', ['echo quiet now']);
      expect((await app.run('run', 'noisy', '--state', '.slipway', '--exit')).status).toBe(0);
      expect(await historyOf(app)).toMatchObject([{ status: 'Succeeded' }, { status: 'Failed' }]);
    },
  );

  test.skipIf(cannotMount)(
    'a build that fills the disk with a file fails, and its room is free again',
    async () => {
      await using app = makeProject();
      using disk = mountSmallDisk(state(app));
      writePipeline(app, 'greedy', [writesMuch, 'echo not reached']);
      const free = disk.freeBytes();
      const ran = await app.run('run', 'greedy', '--state', '.slipway', '--exit');
      expect(ran.status).toBe(1);
      expect(ran.stdout).toMatch(/No space left on device|the disk is full/);
      expect(disk.freeBytes()).toBeGreaterThan(free - 3_000_000);
      expect(statSync(join(state(app), 'reserve')).size).toBe(1024 * 1024);
      writePipeline(app, 'greedy', ['echo small']);
      expect((await app.run('run', 'greedy', '--state', '.slipway', '--exit')).status).toBe(0);
    },
  );

  test.skipIf(cannotMount)(
    'an artifact that has no room fails its action, and leaves nothing of it',
    async () => {
      await using app = makeProject();
      using disk = mountSmallDisk(state(app));
      writePipeline(app, 'large', []);
      const buildspec = {
        phases: {
          build: { commands: ['for n in 1 2 3 4; do head -c 1500000 /dev/urandom > $n.json; done'] },
        },
        artifacts: { files: ['*.json'] },
      };
      app.write('large/project.json', project('large', buildspec));
      const ran = await app.run('run', 'large', '--state', '.slipway', '--exit');
      expect(ran.status).toBe(1);
      expect(ran.stdout).toContain('DiskFull');
      const drafts = readdirSync(state(app), { recursive: true }).filter((name) =>
        String(name).endsWith('.tmp'),
      );
      expect(drafts).toEqual([]);
      expect(disk.freeBytes()).toBeGreaterThan(1_000_000);
    },
  );

  test.skipIf(cannotMount)(
    'that another program has filled before, run says so and changes nothing',
    async () => {
      await using app = makeProject();
      using disk = mountSmallDisk(state(app));
      writePipeline(app, 'quiet', ['echo hello']);
      const run = ['run', 'quiet', '--state', '.slipway', '--exit'] as const;
      expect((await app.run(...run)).status).toBe(0);
      disk.fill();
      const reads = [['status'], ['history'], ['logs'], ['doctor']] as const;
      for (const words of reads) {
        const { status, stderr } = await app.run(...words);
        expect({ words, status, stderr }).toEqual({
          words,
          status: words[0] === 'doctor' ? 2 : 0,
          stderr: '',
        });
      }
      expect((await app.run('status')).stdout).toMatch(/^The disk is full \(.* free\): make room/);
      expect((await app.run('doctor')).stdout).toMatch(/✖ disk +full: /);
      disk.fill();
      const refused = await app.run(...run);
      expect(refused.status).toBeGreaterThan(0);
      expect(`${refused.stdout}${refused.stderr}`).toMatch(
        /the disk is full.*DiskFull|DiskFull.*the disk is full/s,
      );
      disk.clear();
      expect((await app.run(...run)).status).toBe(0);
      expect((await app.run('status')).stdout).not.toContain('disk is full');
    },
  );
});

describe('up on a disk that is full', () => {
  test.skipIf(cannotMount)(
    'one pipeline that fills it fails, the other continues, and the server answers',
    async () => {
      await using app = makeProject();
      using _disk = mountSmallDisk(state(app));
      await using gate = await makeGate();
      writePipeline(app, 'noisy', [printsMuch]);
      writePipeline(app, 'quiet', [gate.wait, 'echo done']);
      const server = await startServer(app, { args: ['noisy', 'quiet', ...there] });
      const quiet = await startPipeline(server, 'quiet');
      const noisy = await startPipeline(server, 'noisy');
      await expect.poll(() => statusOf(server, noisy)).toBe('Failed');
      gate.open();
      await expect.poll(() => statusOf(server, quiet)).toBe('Succeeded');
      const { body } = await server.ask('GET', `/api/v1/executions/${noisy}`);
      expect(JSON.stringify(body)).toContain('DiskFull');
      server.running.kill('SIGINT');
      expect((await server.running.ended).status).toBe(0);
    },
  );

  test.skipIf(cannotMount)(
    'that another program has filled, pipelines wait or fail, and go on when there is room',
    async () => {
      await using app = makeProject();
      using disk = mountSmallDisk(state(app));
      await using gate = await makeGate();
      writePipeline(app, 'quiet', [gate.wait]);
      writePipeline(app, 'next', ['echo next']);
      const server = await startServer(app, { args: ['quiet', 'next', ...there] });
      const before = await startPipeline(server, 'next');
      await expect.poll(() => statusOf(server, before)).toBe('Succeeded');
      const quiet = await startPipeline(server, 'quiet');
      const detail = async () =>
        JSON.stringify((await server.ask('GET', `/api/v1/executions/${quiet}`)).body);
      await expect.poll(detail).toContain('"type":"BUILD"');
      // Until the reserve has gone, too.
      for (let times = 0; times < 3; times += 1) {
        disk.fill();
        await server.ask('POST', '/api/v1/pipelines/next/requests', start);
      }
      disk.fill();
      gate.open();
      const refused = await server.ask('POST', '/api/v1/pipelines/next/requests', start);
      expect(refused).toMatchObject({ status: 507, body: { problems: [{ code: 'DiskFull' }] } });
      for (const path of ['/api/v1/pipelines', `/api/v1/executions/${quiet}`, '/metrics'])
        expect((await server.ask('GET', path)).status).toBe(200);
      expect((await app.run('status')).stdout).toContain('The disk is full');

      disk.clear();
      await expect.poll(() => statusOf(server, quiet)).toMatch(/Succeeded|Failed/);
      const reserve = join(state(app), 'reserve');
      await expect.poll(() => existsSync(reserve) && statSync(reserve).size).toBe(1024 * 1024);
      const after = await startPipeline(server, 'next');
      await expect.poll(() => statusOf(server, after)).toBe('Succeeded');
      expect(await statusOf(server, before)).toBe('Succeeded');
      server.running.kill('SIGINT');
      const ended = await server.running.ended;
      expect(ended.status).toBe(0);
      expect(ended.stderr).toContain(
        'Nothing is lost: the pipeline waits, and goes on as soon as there is room.',
      );
      expect(ended.stderr).toContain(
        'There is room again: what waited is recorded, and the pipeline goes on.',
      );
      expect((await app.run('doctor', '--json')).stdout).not.toContain('"broken"');
    },
  );
});

test.skipIf(cannotMount)(
  'calls of AWS’s API go on when it cannot be written down that they have begun',
  async () => {
    await using folder = await makeFolder();
    using disk = mountSmallDisk(folder.path);
    const mistakes: unknown[] = [];
    const options = {
      folder: folder.path,
      now: () => 7,
      onMistake: (error: unknown) => mistakes.push(error),
    };
    {
      using calls = openBegunCalls(options);
      disk.fill();
      for (let call = 0; call < 10_000; call += 1) calls.begin(`full-${call}`);
      expect(mistakes).toMatchObject([...mistakes.keys()].map(() => ({ code: 'ENOSPC' })));
      expect(mistakes.length).toBeGreaterThan(0);
      disk.clear();
      mistakes.length = 0;
      calls.begin('later');
      expect(mistakes).toEqual([]);
    }
    using calls = openBegunCalls(options);
    expect(calls.begin('later')).toBe(7);
  },
);
