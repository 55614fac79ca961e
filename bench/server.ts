// The server under measure: how soon an event reaches a page, and whether lists stay flat as the history grows.
import { pipelineWorkload } from '../src/model/workload.ts';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { PipelineEvent } from '../src/engine/event.ts';
import { openState } from '../src/state/open-state.ts';
import { slipway } from './slipway.ts';

export interface BenchServer extends AsyncDisposable {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export async function startServer(project: string): Promise<BenchServer> {
  const child = spawn(process.execPath, [slipway, 'up', '.', '--port', '0'], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { promise, resolve } = Promise.withResolvers<string>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.includes('"msg":"up"')) resolve((JSON.parse(line) as { readonly url: string }).url);
  });
  const token = Promise.withResolvers<string>();
  createInterface({ input: child.stderr }).on('line', (line) => {
    const found = /slipway_\S+/.exec(line)?.[0];
    if (found !== undefined) token.resolve(found);
  });
  const url = await promise;
  return {
    url,
    headers: { authorization: `Bearer ${await token.promise}`, 'content-type': 'application/json' },
    [Symbol.asyncDispose]: async () => {
      const ended = new Promise((end) => child.once('close', end));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Milliseconds from an event's record to its arrival, one for each event of so many executions. */
export async function eventDelays(
  { url, headers }: BenchServer,
  pipelineName: string,
  executions: number,
): Promise<readonly number[]> {
  const response = await fetch(`${url}/api/v1/events`, { headers });
  for (let count = 0; count < executions; count += 1)
    await fetch(`${url}/api/v1/pipelines/${pipelineName}/requests`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ type: 'StartPipelineExecution', variables: {}, sourceRevisions: {} }),
    });
  const delays: number[] = [];
  let ended = 0;
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString('utf8');
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1] ?? '{}';
      text = text.slice(end + 2);
      const { event } = JSON.parse(data) as {
        readonly event?: { readonly at: number; readonly type: string };
      };
      if (event === undefined) continue;
      delays.push(Date.now() - event.at);
      if (event.type === 'ExecutionEnded' || event.type === 'ExecutionSuperseded') ended += 1;
    }
    if (ended >= executions) return delays;
  }
  return delays;
}

/** So many executions that succeeded, as a server finds them that has run for months. */
export async function fillHistory(project: string, pipelineName: string, count: number): Promise<void> {
  await using state = await openState(join(project, '.slipway'), { owner: true });
  const chunk = 1000;
  for (let from = 0; from < count; from += chunk) {
    const events = Array.from(
      { length: Math.min(chunk, count - from) },
      (_, index): readonly PipelineEvent[] => {
        const executionId = randomUUID();
        const at = 1_700_000_000_000 + (from + index) * 1000;
        const trigger = { triggerType: 'WebhookV2', triggerDetail: 'push' } as const;
        return [
          { type: 'ExecutionStarted', at, executionId, trigger, variables: {}, sourceRevisions: {} },
          { type: 'StageStarted', at, executionId, stageName: 'Source', attempt: 1 },
          { type: 'StageEnded', at, executionId, stageName: 'Source', status: 'Succeeded' },
          { type: 'ExecutionEnded', at: at + 500, executionId, status: 'Succeeded' },
        ];
      },
    );
    state.journal.append(pipelineWorkload(pipelineName), events.flat());
  }
}

/** The median of so many requests, in milliseconds. */
export async function requestMs({ url, headers }: BenchServer, path: string, count = 30): Promise<number> {
  const times: number[] = [];
  for (let one = 0; one < count; one += 1) {
    const startedAt = performance.now();
    await (await fetch(`${url}${path}`, { headers })).arrayBuffer();
    times.push(performance.now() - startedAt);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(count / 2)] ?? 0;
}
