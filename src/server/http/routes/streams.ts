// What goes on while it goes on: server-sent events (HTML Living Standard, "Server-sent events"). A client that was cut
// off says with Last-Event-ID how far it came, and gets everything after that.
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import { LogTail } from '../../log-tail.ts';
import { needs } from '../guard.ts';
import type { ApiEnv, Served } from '../served.ts';
import { isAction } from './executions.ts';

/** At most as many at once: a client that was away for long does not take the memory of all it missed. */
const batch = 500;
/** Proxies and browsers give up a connection on which nothing comes. */
const heartbeatMs = 20_000;
/** A log that grows is looked at as often as people can see. */
const logIntervalMs = 40;

export const streamRoutes = new OpenAPIHono<ApiEnv>()
  .get('/events', needs('read'), (c) => {
    const served = c.get('served');
    const { executionId, pipelineName } = c.req.query();
    const filter = {
      ...(pipelineName === undefined ? {} : { pipelineName }),
      ...(executionId === undefined ? {} : { executionId }),
    };
    const since = lastSeen(c) ?? served.state.journal.lastSeq();
    return streamSSE(c, async (out) => sendEntries(out, served, { filter, since }));
  })
  .get('/executions/:executionId/actions/:actionExecutionId/log/stream', needs('read'), (c) => {
    const served = c.get('served');
    const place = {
      executionId: c.req.param('executionId'),
      actionExecutionId: c.req.param('actionExecutionId'),
    };
    if (!isAction(served, place)) return c.json({ message: 'There is no such action' }, 404);
    const from = lastSeen(c) ?? Number(c.req.query('from') ?? 0);
    if (!Number.isInteger(from) || from < 0) return c.json({ message: '"from" is a line number' }, 400);
    return streamSSE(c, async (out) => sendLog(out, served, { place, from }));
  });

function lastSeen(c: Context<ApiEnv>): number | undefined {
  const given = c.req.header('last-event-id') ?? c.req.query('after');
  const seq = Number(given);
  return given === undefined || !Number.isInteger(seq) || seq < 0 ? undefined : seq;
}

/** Entries come from the journal, not from a queue of this client: however slow it is, nothing piles up. */
async function sendEntries(
  out: SSEStreamingApi,
  { state, pipelines, ending }: Served,
  { filter, since }: { readonly filter: object; readonly since: number },
): Promise<void> {
  const bell = createBell(out, ending);
  const unsubscribe = pipelines.subscribe(bell.ring);
  let seq = since;
  await out.writeSSE({ event: 'ready', id: String(seq), data: JSON.stringify({ seq }) });
  try {
    while (!bell.isOver()) {
      const entries = state.journal.read({ ...filter, afterSeq: seq, limit: batch });
      for (const entry of entries) {
        seq = entry.seq;
        await out.writeSSE({ event: 'entry', id: String(seq), data: JSON.stringify(entry) });
      }
      if (entries.length < batch && (await bell.wait(heartbeatMs)) === 'timeout')
        await out.write(': still here\n\n');
    }
  } finally {
    unsubscribe();
  }
}

interface Bell {
  readonly ring: () => void;
  /** Resolves at the next ring (or at once when it has rung since the last wait), at the end, or after the time. */
  readonly wait: (timeoutMs: number) => Promise<'rung' | 'timeout'>;
  readonly isOver: () => boolean;
}

function createBell(out: SSEStreamingApi, ending: AbortSignal): Bell {
  let hasRung = false;
  let wake = (): void => undefined;
  const ring = (): void => {
    hasRung = true;
    wake();
  };
  out.onAbort(ring);
  ending.addEventListener('abort', ring, { once: true });
  return {
    ring,
    isOver: () => out.aborted || ending.aborted,
    wait: async (timeoutMs) => {
      const { promise, resolve } = Promise.withResolvers<'rung' | 'timeout'>();
      wake = () => resolve('rung');
      if (hasRung) resolve('rung');
      const timer = setTimeout(() => resolve('timeout'), timeoutMs);
      const how = await promise;
      clearTimeout(timer);
      hasRung = false;
      return how;
    },
  };
}

/** Lines in batches: `id` is the number of the line that comes next. Ends after the last line of an action that is over. */
async function sendLog(
  out: SSEStreamingApi,
  { state, ending }: Served,
  {
    place: { executionId, actionExecutionId },
    from,
  }: {
    readonly place: { readonly executionId: string; readonly actionExecutionId: string };
    readonly from: number;
  },
): Promise<void> {
  const bell = createBell(out, ending);
  const isOver = (): boolean =>
    state.history.actions(executionId).find((action) => action.actionExecutionId === actionExecutionId)
      ?.endedAt !== undefined;
  await using tail = new LogTail(state.logs, { executionId, actionExecutionId, from });
  let quietMs = 0;
  while (!bell.isOver()) {
    // Asked before the lines are read: what the action printed last is then among them.
    const isLast = isOver();
    const lines = await tail.read(batch * 4);
    if (lines.length > 0) {
      await out.writeSSE({ event: 'lines', id: String(tail.next), data: JSON.stringify(lines) });
      quietMs = 0;
    } else if (isLast) {
      const rest = await tail.finish();
      if (rest !== undefined)
        await out.writeSSE({ event: 'lines', id: String(tail.next), data: JSON.stringify([rest]) });
      await out.writeSSE({ event: 'end', id: String(tail.next), data: '{}' });
      return;
    } else {
      await bell.wait(logIntervalMs);
      quietMs += logIntervalMs;
      if (quietMs % heartbeatMs === 0) await out.write(': still here\n\n');
    }
  }
}
