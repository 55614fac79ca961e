// What goes on while it goes on, as server-sent events. A client that was cut off says with Last-Event-ID how far it
// came, and gets everything after that.
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { defined } from '../../../lib/defined.ts';
import { loggedAction } from '../../../view/logged-actions.ts';
import { LogTail } from '../../log-tail.ts';
import { needs } from '../guard.ts';
import { LiveStreams, type LiveStream } from '../live-streams.ts';
import { newRoutes } from '../new-routes.ts';
import type { ApiEnv, Served } from '../served.ts';
import { pipelineWorkload } from '../../../model/workload.ts';
import type { Journal } from '../../../state/journal.ts';
import { executionId, json, ofAction, pipelineName, refusals, refusedSchema, z } from '../shapes.ts';
import { hasLog } from './executions.ts';

/** At most as many at once: a client that was away for long does not take the memory of all it missed. */
const batch = 500;
/** Proxies and browsers give up a connection on which nothing comes. */
const heartbeatMs = 20_000;
/** A log that grows is read as often as people can see. */
const logIntervalMs = 40;

const place = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const lastEventId = z.object({
  'last-event-id': place.optional().openapi({
    description: 'Of the last event that the client has; sent by EventSource when it comes back',
  }),
});

const responses = {
  ...refusals,
  200: {
    description: 'Events until the client goes away, or its token or session is valid no more',
    content: { 'text/event-stream': { schema: z.string() } },
  },
  503: json(refusedSchema, 'As many streams are open as the server has room for'),
};

const events = createRoute({
  method: 'get',
  path: '/events',
  middleware: [needs('read')] as const,
  request: {
    headers: lastEventId,
    query: z.object({
      pipelineName: pipelineName.optional(),
      executionId: executionId.optional(),
      after: place.optional().openapi({ description: 'As Last-Event-ID; 0 is the beginning of all' }),
    }),
  },
  responses,
});

const log = createRoute({
  method: 'get',
  path: '/executions/{executionId}/actions/{actionExecutionId}/log/stream',
  middleware: [needs('read')] as const,
  request: {
    headers: lastEventId,
    params: ofAction,
    query: z.object({
      from: place.default(0).openapi({ description: 'The first line, from 0' }),
      after: place.optional().openapi({ description: 'As Last-Event-ID' }),
    }),
  },
  responses,
});

/**
 * @param served the same that the routes find in their context
 * @param program of the pages that this server gives out: one that is opened knows by it that it is of another build
 */
export function streamRoutes(served: Served, program?: string) {
  const streams = new LiveStreams(served);
  return newRoutes()
    .openapi(events, (c) => {
      if (streams.isFull) return full(c);
      const { after, pipelineName: name, executionId: execution } = c.req.valid('query');
      const last = served.state.journal.lastSeq();
      // A client may come from a state folder that has been removed, whose events had higher numbers.
      const since = Math.min(c.req.valid('header')['last-event-id'] ?? after ?? last, last);
      const filter = {
        ...(name === undefined ? {} : { workload: pipelineWorkload(name) }),
        ...defined({ executionId: execution }),
      };
      return c.body(
        streams.open(c, async (out) => sendEntries(out, served, { filter, since, ...defined({ program }) })),
        200,
      );
    })
    .openapi(log, (c) => {
      const action = c.req.valid('param');
      if (!hasLog(served, action)) return c.json({ message: 'There is no such action' }, 404);
      if (streams.isFull) return full(c);
      const { after, from } = c.req.valid('query');
      const first = c.req.valid('header')['last-event-id'] ?? after ?? from;
      return c.body(
        streams.open(c, async (out) => sendLog(out, served, { ...action, from: first })),
        200,
      );
    });
}

function full(c: Context<ApiEnv>) {
  return c.json({ message: 'Too many streams are open: close one, or try again later' }, 503, {
    'Retry-After': '10',
  });
}

type EntryFilter = Pick<NonNullable<Parameters<Journal['read']>[0]>, 'workload' | 'executionId'>;

/** Entries come from the journal, not from a queue of this client: however slow it is, nothing piles up. */
async function sendEntries(
  out: LiveStream,
  { state, pipelines }: Served,
  {
    filter,
    since,
    program,
  }: { readonly filter: EntryFilter; readonly since: number; readonly program?: string },
): Promise<void> {
  const unsubscribe = pipelines.subscribe(out.ring);
  let seq = since;
  try {
    await out.send({ name: 'ready', id: seq, data: { seq, ...defined({ program }) } });
    while (!out.isOver()) {
      const entries = state.journal.read({ ...filter, afterSeq: seq, limit: batch });
      for (const entry of entries) {
        if (out.isOver()) return;
        seq = entry.seq;
        await out.send({ name: 'entry', id: seq, data: { ...entry, pipelineName: entry.workload.name } });
      }
      if (entries.length < batch && (await out.wait(heartbeatMs)) === 'timeout') await out.sendHeartbeat();
    }
  } finally {
    unsubscribe();
  }
}

/** Lines in batches: `id` is the number of the line that comes next. Ends after the last line of an action that is over. */
async function sendLog(
  out: LiveStream,
  { state }: Served,
  at: { readonly executionId: string; readonly actionExecutionId: string; readonly from: number },
): Promise<void> {
  const isEnded = (): boolean => loggedAction(state, at)?.status !== 'InProgress';
  await using tail = new LogTail(state.logs, at);
  let quietMs = 0;
  while (!out.isOver()) {
    // Asked before the lines are read: what the action printed last is then among them.
    const isLast = isEnded();
    const lines = await tail.read(batch * 4);
    if (lines.length > 0) {
      await out.send({ name: 'lines', id: tail.next, data: lines });
      quietMs = 0;
    } else if (isLast) {
      const rest = await tail.finish();
      if (rest !== undefined) await out.send({ name: 'lines', id: tail.next, data: [rest] });
      return await out.send({ name: 'end', id: tail.next, data: {} });
    } else {
      await out.wait(logIntervalMs);
      quietMs += logIntervalMs;
      if (quietMs % heartbeatMs === 0) await out.sendHeartbeat();
    }
  }
}
