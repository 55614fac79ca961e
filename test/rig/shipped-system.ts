// A system of examples/ that is shipped into the account of this machine as its users do it: from nothing, by the commands that
// its pages name, started by the AWS CLI, and ended with nothing left.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Project } from './project.ts';

const examples = join(import.meta.dirname, '..', '..', 'examples');
const leftOut =
  /\/(\.slipway|\.terraform|node_modules|target|dist|packages|\.venv|__pycache__|\.pytest_cache)(\/|$)/;

/** The example as a user has it: a folder of its own. */
export function copyExample(app: Project, name: string): void {
  cpSync(join(examples, name), app.folder, { recursive: true, filter: (path) => !leftOut.test(path) });
}

/** A port of this machine in place of another one in these files. */
export function replacePort(app: Project, from: string, to: number, files: readonly string[]): void {
  for (const file of files) {
    const path = join(app.folder, file);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(from, String(to)));
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Twice: the second time changes nothing. @param more the options, and the definition where the folder has several */
export async function shipTwice(app: Project, ...more: readonly string[]): Promise<void> {
  for (const wanted of [{ status: 'CREATE_COMPLETE' }, { changes: [], parameters: [] }]) {
    const { stdout, stderr, status } = await app.run('ship', ...more, '--yes', '--json');
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject(wanted);
  }
}

/** By `aws codepipeline start-pipeline-execution`, to the end that it must have. */
export async function startPipeline(app: Project, name: string, region: string): Promise<void> {
  const aws = async (...args: readonly string[]) => {
    const call = await app.run('aws', '--region', region, '--output', 'json', 'codepipeline', ...args);
    expect(call).toMatchObject({ status: 0 });
    return JSON.parse(call.stdout) as Readonly<Record<string, unknown>>;
  };
  const { pipelineExecutionId } = await aws('start-pipeline-execution', '--name', name);
  const one = ['--pipeline-name', name, '--pipeline-execution-id', String(pipelineExecutionId)];
  for (;;) {
    const { pipelineExecution } = await aws('get-pipeline-execution', ...one);
    const { status } = pipelineExecution as { readonly status: string };
    if (status === 'InProgress') {
      await delay(1000);
      continue;
    }
    const log = status === 'Succeeded' ? '' : (await app.run('logs')).stdout.slice(-6000);
    expect({ status, log }).toEqual({ status: 'Succeeded', log: '' });
    return;
  }
}

/** Its stack with all data; what is there then. */
export async function unship(app: Project, stack: string): Promise<readonly string[]> {
  const { stdout, stderr, status } = await app.run('unship', stack, '--yes', '--delete-data');
  expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' });
  const left = await app.run('status', '--resources', '--json');
  const { resources } = JSON.parse(left.stdout) as {
    readonly resources: readonly { readonly type: string; readonly name: string }[];
  };
  return resources.map(({ type, name }) => `${type} ${name}`).toSorted();
}
