// Search over executions, commits and logs.
import { createRoute } from '@hono/zod-openapi';
import { searchLogs } from '../../search-logs.ts';
import { wordsOfExecution } from '../../../view/execution-words.ts';
import { needs } from '../guard.ts';
import { newRoutes } from '../new-routes.ts';
import { executionSummary } from '../shapes/execution-shapes.ts';
import { logSearchResult } from '../shapes/search-shapes.ts';
import { json, refusals, z } from '../shapes.ts';

const search = createRoute({
  method: 'get',
  path: '/search',
  middleware: [needs('read')] as const,
  request: { query: z.object({ q: z.string().min(2).max(200) }) },
  responses: {
    ...refusals,
    200: json(
      z.object({
        executions: z.array(executionSummary).openapi({ description: 'Newest first' }),
        logs: logSearchResult,
      }),
      'Executions by id, revision, message, branch or person, and lines of logs; at most 100 of each',
    ),
  },
});

/** How many executions are looked through by their summaries. */
const searchedSummaries = 5000;
const mostExecutions = 100;

export const searchRoutes = newRoutes().openapi(search, async (c) => {
  const { state } = c.get('served');
  const { q } = c.req.valid('query');
  const wanted = q.toLowerCase();
  const executions = state.history
    .executions({ limit: searchedSummaries })
    .filter((execution) => wordsOfExecution(execution).includes(wanted));
  return c.json({ executions: executions.slice(0, mostExecutions), logs: await searchLogs(state, q) }, 200);
});
