// One execution: what people see of it, what its actions printed, and the files that they gave.
import { pipelineWorkload } from '../../../model/workload.ts';
import { createRoute } from '@hono/zod-openapi';
import { createReadStream, existsSync } from 'node:fs';
import { webStream } from '../../../lib/web-stream.ts';
import type { ExecutionSummary } from '../../../state/execution-history.ts';
import type { LogLine } from '../../../state/log-store.ts';
import { loggedAction } from '../../../view/logged-actions.ts';
import { readExpectedTimes } from '../../../view/read-expected-times.ts';
import { readView } from '../../../view/read-view.ts';
import { stepSummaries } from '../../../view/step-summaries.ts';
import { needs } from '../guard.ts';
import { newRoutes } from '../new-routes.ts';
import type { Served } from '../served.ts';
import {
  executionDetail,
  expectedTimes,
  logLine,
  stepSummary,
  treeEntry,
} from '../shapes/execution-shapes.ts';
import { executionId, json, ofAction, refusals, z } from '../shapes.ts';
import type { ExecutionDetail } from '../shapes/execution-shapes.ts';

const detail = createRoute({
  method: 'get',
  path: '/executions/{executionId}',
  middleware: [needs('read')] as const,
  request: { params: z.object({ executionId }) },
  responses: {
    ...refusals,
    200: json(executionDetail, 'The execution'),
  },
});

const fromLine = z.coerce.number().int().min(0).default(0).openapi({ description: 'The first line, from 0' });

const log = createRoute({
  method: 'get',
  path: '/executions/{executionId}/actions/{actionExecutionId}/log',
  middleware: [needs('read')] as const,
  request: {
    params: ofAction,
    query: z.object({ from: fromLine, limit: z.coerce.number().int().min(1).max(50_000).default(5000) }),
  },
  responses: {
    ...refusals,
    200: json(
      z.object({
        from: z.number(),
        next: z.number().openapi({ description: 'Where the next request goes on' }),
        lines: z.array(logLine),
        isWhole: z.boolean().openapi({ description: 'Nothing stands behind these lines now' }),
      }),
      'Lines of what the action printed',
    ),
  },
});

const text = createRoute({
  method: 'get',
  path: '/executions/{executionId}/actions/{actionExecutionId}/log/text',
  middleware: [needs('read')] as const,
  request: { params: ofAction },
  responses: {
    ...refusals,
    200: {
      description: 'All of it, as it was printed',
      content: { 'application/octet-stream': { schema: z.string() } },
    },
  },
});

const summaries = createRoute({
  method: 'get',
  path: '/executions/{executionId}/summaries',
  middleware: [needs('read')] as const,
  request: { params: z.object({ executionId }) },
  responses: {
    ...refusals,
    200: json(
      z.object({ summaries: z.array(stepSummary) }),
      'What the steps of its jobs have written for people, in their order',
    ),
  },
});

const expected = createRoute({
  method: 'get',
  path: '/executions/{executionId}/expected',
  middleware: [needs('read')] as const,
  request: { params: z.object({ executionId }) },
  responses: {
    ...refusals,
    200: json(expectedTimes, 'What it is expected to take, as those before it took'),
  },
});

const digest = z.string().regex(/^[0-9a-f]{64}$/);

const entries = createRoute({
  method: 'get',
  path: '/artifacts/{digest}/entries',
  middleware: [needs('read')] as const,
  request: { params: z.object({ digest }) },
  responses: {
    ...refusals,
    200: json(z.object({ entries: z.array(treeEntry) }), 'The files of an artifact'),
  },
});

const file = createRoute({
  method: 'get',
  path: '/artifacts/{digest}/file',
  middleware: [needs('read')] as const,
  request: { params: z.object({ digest }), query: z.object({ path: z.string().min(1) }) },
  responses: {
    ...refusals,
    200: {
      description: 'The bytes of one file',
      content: { 'application/octet-stream': { schema: z.string() } },
    },
  },
});

export const executionRoutes = newRoutes()
  .openapi(detail, (c) => {
    const { state } = c.get('served');
    const { executionId: id } = c.req.valid('param');
    const summary = state.history.execution(id);
    if (summary === undefined) return c.json({ message: `There is no execution "${id}"` }, 404);
    return c.json(detailOf(c.get('served'), summary), 200);
  })
  .openapi(summaries, (c) => {
    const { state } = c.get('served');
    const { executionId: id } = c.req.valid('param');
    const summary = state.history.execution(id);
    if (summary === undefined) return c.json({ message: `There is no execution "${id}"` }, 404);
    const workload = pipelineWorkload(summary.pipelineName);
    const found = stepSummaries(state.journal.read({ workload, executionId: id }));
    return c.json({ summaries: [...found] }, 200);
  })
  .openapi(expected, (c) => {
    const { state } = c.get('served');
    const { executionId: id } = c.req.valid('param');
    const summary = state.history.execution(id);
    if (summary === undefined) return c.json({ message: `There is no execution "${id}"` }, 404);
    return c.json(readExpectedTimes(state, summary), 200);
  })
  .openapi(log, async (c) => {
    const served = c.get('served');
    const place = c.req.valid('param');
    if (!hasLog(served, place)) return c.json({ message: 'There is no such action' }, 404);
    const { from, limit } = c.req.valid('query');
    const lines: LogLine[] = [];
    let isWhole = true;
    for await (const line of served.state.logs.read(place.executionId, place.actionExecutionId, from)) {
      if (lines.length === limit) {
        isWhole = false;
        break;
      }
      lines.push(line);
    }
    // A line that may still grow is read again.
    const next = from + lines.length - (lines.at(-1)?.unfinished === true ? 1 : 0);
    return c.json({ from, next, lines, isWhole }, 200);
  })
  .openapi(text, (c) => {
    const served = c.get('served');
    const place = c.req.valid('param');
    if (!hasLog(served, place)) return c.json({ message: 'There is no such action' }, 404);
    const path = served.state.logs.path(place.executionId, place.actionExecutionId);
    c.header('Content-Type', 'application/octet-stream');
    c.header('Content-Disposition', `attachment; filename="${place.actionExecutionId}.log"`);
    return existsSync(path) ? c.body(webStream(createReadStream(path))) : c.body('');
  })
  .openapi(entries, async (c) => {
    const { state } = c.get('served');
    const found = await state.artifacts.entries(c.req.valid('param').digest).catch(() => undefined);
    if (found === undefined) return c.json({ message: 'There is no such artifact' }, 404);
    return c.json({ entries: [...found] }, 200);
  })
  .openapi(file, async (c) => {
    const { state } = c.get('served');
    const { path } = c.req.valid('query');
    const bytes = await state.artifacts.readFile(c.req.valid('param').digest, path).catch(() => undefined);
    if (bytes === undefined) return c.json({ message: `The artifact has no file "${path}"` }, 404);
    // Never shown as what it may claim to be: an artifact could hold a page with a script.
    c.header('Content-Type', 'application/octet-stream');
    c.header('Content-Disposition', 'attachment');
    return c.body(Uint8Array.from(bytes).buffer);
  });

function detailOf({ state }: Served, summary: ExecutionSummary): ExecutionDetail {
  const { pipelineName, executionId: id } = summary;
  const { view, seq } = readView(state, summary);
  let variables: ExecutionDetail['variables'] = {};
  const outputVariables: Record<string, Readonly<Record<string, string>>> = {};
  for (const { event } of state.journal.read({ workload: pipelineWorkload(pipelineName), executionId: id })) {
    if (event.type === 'ExecutionStarted') ({ variables } = event);
    if (event.type === 'ActionSucceeded')
      outputVariables[`${event.stageName}/${event.actionName}`] = event.outputVariables;
  }
  return { summary, view, seq, variables, outputVariables };
}

/** Names that came from outside are looked up, never joined to a path before. */
export function hasLog(
  { state }: Served,
  place: { readonly executionId: string; readonly actionExecutionId: string },
): boolean {
  return loggedAction(state, place) !== undefined;
}
