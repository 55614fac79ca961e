// Pipelines of a server that something outside starts, for the tests of what starts them.
import { execFileSync } from 'node:child_process';
import { buildAction, pipeline, project, sourceStage } from './definitions.ts';
import type { Project } from './project.ts';
import { events, type TestServer } from './server.ts';

/** A pipeline whose build shows what lies in its source. */
export function writeTriggered(app: Project, more: object = {}): void {
  const build = { name: 'Build', actions: [buildAction('compile')] };
  app.write('pipeline.json', pipeline([sourceStage, build], more));
  app.write('project.json', project('compile', { phases: { build: { commands: ['echo "has $(ls)"'] } } }));
}

export interface Execution {
  readonly executionId: string;
  readonly status: string;
  readonly trigger: { readonly triggerType: string; readonly triggerDetail: string };
  readonly sourceRevisions: readonly { readonly revisionId: string }[];
}

export async function executions({ ask }: TestServer): Promise<readonly Execution[]> {
  const { body } = await ask('GET', '/api/v1/pipelines/app/executions');
  return (body as { readonly executions: readonly Execution[] }).executions;
}

/** Waits until so many executions have ended. */
export async function ended({ url, token }: TestServer, count: number): Promise<void> {
  let seen = 0;
  if (count === 0) return;
  for await (const { name, data } of events(`${url}/api/v1/events?after=0`, {
    authorization: `Bearer ${token}`,
  })) {
    const { event } = data as { readonly event?: { readonly type: string } };
    if (name === 'entry' && event?.type === 'ExecutionEnded') seen += 1;
    if (seen === count) return;
  }
}

/** Calls git as Ann. */
export function git(folder: string, ...args: readonly string[]): string {
  const identity = [
    '-c',
    'user.name=Ann',
    '-c',
    'user.email=ann@example.com',
    '-c',
    'init.defaultBranch=main',
  ];
  return execFileSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim();
}
