// Pipelines and their executions: lists, states, and everything that can be asked of them.
import { defined } from '../../../lib/defined.ts';
import { createRoute } from '@hono/zod-openapi';
import type { Problem } from '../../../lib/problem.ts';
import type { Request, RequestResult } from '../../../runtime/contract.ts';
import type { Scope } from '../../../state/access/access-store.ts';
import { badgeSvg, badgeWord } from '../../../view/badge.ts';
import { latestDeclaration } from '../../../view/latest-declaration.ts';
import { readValueStream } from '../../../view/read-value-stream.ts';
import { deliveryMeasures } from '../../../view/delivery-measures.ts';
import { readProductionDeployments } from '../../../view/production-deployments.ts';
import { readPipelineOverview } from '../../../view/pipeline-overview.ts';
import { readPipelineStatus } from '../../../view/pipeline-status.ts';
import { readCommits } from '../../read-commits.ts';
import { noteAudit } from '../../note-audit.ts';
import { askedSchema } from '../../request-schema.ts';
import { needs } from '../guard.ts';
import { newRoutes } from '../new-routes.ts';
import { executionSummary } from '../shapes/execution-shapes.ts';
import {
  commitsBetween,
  deliveryMeasures as measuresSchema,
  pipelineOverview,
  pipelineState,
  valueStream,
} from '../shapes/pipeline-shapes.ts';
import {
  bodyRefusals,
  executionId,
  json,
  limit,
  pipelineName,
  refusals,
  refusedSchema,
  z,
} from '../shapes.ts';

const list = createRoute({
  method: 'get',
  path: '/pipelines',
  middleware: [needs('read')] as const,
  responses: { ...refusals, 200: json(z.object({ pipelines: z.array(pipelineOverview) }), 'Every pipeline') },
});

const one = createRoute({
  method: 'get',
  path: '/pipelines/{pipelineName}',
  middleware: [needs('read')] as const,
  request: { params: z.object({ pipelineName }) },
  responses: {
    ...refusals,
    200: json(pipelineState, 'The pipeline, as GetPipelineState: which execution is in which stage'),
  },
});

const stream = createRoute({
  method: 'get',
  path: '/pipelines/{pipelineName}/value-stream',
  middleware: [needs('read')] as const,
  request: { params: z.object({ pipelineName }) },
  responses: {
    ...refusals,
    200: json(
      valueStream,
      'Which change each stage holds, what it lacks of the stage before, and how long changes take',
    ),
  },
});

/** Of SHA-1 or SHA-256. */
const commitId = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);

const commits = createRoute({
  method: 'get',
  path: '/pipelines/{pipelineName}/commits',
  middleware: [needs('read')] as const,
  request: {
    params: z.object({ pipelineName }),
    query: z.object({ actionName: z.string().min(1).max(100), from: commitId, to: commitId }),
  },
  responses: {
    ...refusals,
    200: json(
      commitsBetween,
      'The commits of a source that `to` has and `from` has not, and the files that differ',
    ),
  },
});

const executions = createRoute({
  method: 'get',
  path: '/pipelines/{pipelineName}/executions',
  middleware: [needs('read')] as const,
  request: {
    params: z.object({ pipelineName }),
    query: z.object({ limit: limit.default(50), before: executionId.optional() }),
  },
  responses: { ...refusals, 200: json(z.object({ executions: z.array(executionSummary) }), 'Newest first') },
});

const badge = createRoute({
  method: 'get',
  path: '/pipelines/{pipelineName}/badge.svg',
  middleware: [needs('read')] as const,
  request: { params: z.object({ pipelineName }) },
  responses: {
    ...refusals,
    200: {
      content: { 'image/svg+xml': { schema: z.string() } },
      description: 'A badge as GitHub serves it: how the newest execution that is over ended',
    },
  },
});

/** Of those, executions that were stopped are passed over. */
const badgeExecutions = 50;

const ask = createRoute({
  method: 'post',
  path: '/pipelines/{pipelineName}/requests',
  middleware: [needs('read')] as const,
  request: {
    params: z.object({ pipelineName }),
    body: { required: true, content: { 'application/json': { schema: askedSchema } } },
  },
  responses: {
    ...bodyRefusals,
    200: json(
      z.object({ accepted: z.literal(true), executionId: z.string().optional() }).openapi('Accepted'),
      'It is recorded; what follows from it goes on by itself',
    ),
    409: json(refusedSchema, 'The pipeline is not in a state for it; the problem carries AWS’s exception'),
  },
});

const measures = createRoute({
  method: 'get',
  path: '/measures',
  middleware: [needs('read')] as const,
  request: {
    query: z.object({
      days: z.coerce.number().min(1).max(366).default(30),
      pipelineName: pipelineName.optional(),
    }),
  },
  responses: {
    ...refusals,
    200: json(
      measuresSchema,
      'The measures of delivery by DORA, of deployments to production over the last days and over as many before',
    ),
  },
});

/** How many executions the measures read, at most. */
const measuredExecutions = 5000;

export const pipelineRoutes = newRoutes()
  .openapi(list, (c) => {
    const { state } = c.get('served');
    const names = state.journal.names('pipeline');
    return c.json({ pipelines: names.map((name) => readPipelineOverview(state, name)) }, 200);
  })
  .openapi(one, (c) => {
    const { state } = c.get('served');
    const { pipelineName: name } = c.req.valid('param');
    const declaration = latestDeclaration(c.get('served').state, name);
    if (declaration === undefined) return c.json({ message: `There is no pipeline "${name}"` }, 404);
    return c.json({ ...readPipelineStatus(state, name), declaration }, 200);
  })
  .openapi(stream, (c) => {
    const { pipelineName: name } = c.req.valid('param');
    const found = readValueStream(c.get('served').state, name);
    return found === undefined
      ? c.json({ message: `There is no pipeline "${name}"` }, 404)
      : c.json(found, 200);
  })
  .openapi(commits, async (c) => {
    const { state, pipelines } = c.get('served');
    const { pipelineName: name } = c.req.valid('param');
    const driven = pipelines.definitionOf(name);
    if (driven === undefined) return c.json({ message: `The server has no definition of "${name}"` }, 404);
    const asked = { range: c.req.valid('query'), signal: c.req.raw.signal };
    return c.json(await readCommits(driven, state, asked), 200);
  })
  .openapi(executions, (c) => {
    const { state } = c.get('served');
    const { limit: count, before } = c.req.valid('query');
    const filter = { ...c.req.valid('param'), limit: count, ...defined({ before }) };
    return c.json({ executions: [...state.history.executions(filter)] }, 200);
  })
  .openapi(badge, (c) => {
    const { journal, history } = c.get('served').state;
    const { pipelineName: name } = c.req.valid('param');
    if (!journal.names('pipeline').includes(name))
      return c.json({ message: `There is no pipeline "${name}"` }, 404);
    const word = badgeWord(history.executions({ pipelineName: name, limit: badgeExecutions }));
    // A page that shows it asks again each time (as GitHub's).
    const headers = { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'no-cache' };
    return c.body(badgeSvg(name, word), 200, headers);
  })
  .openapi(ask, async (c) => {
    const served = c.get('served');
    const { pipelines, now } = served;
    const { token } = c.get('caller');
    const { pipelineName: name } = c.req.valid('param');
    const asked = c.req.valid('json');
    const wanted = scopeOf(asked.type);
    if (!token.scopes.includes('admin') && !token.scopes.includes(wanted))
      return c.json({ message: `The token "${token.name}" has no scope ${wanted}` }, 403);
    const result = await pipelines.request(name, requestOf(asked, token.name));
    const { type: what, ...detail } = asked;
    const executionIdOf =
      'executionId' in asked ? asked.executionId : result.accepted ? result.executionId : undefined;
    noteAudit(served, {
      at: now(),
      who: token.name,
      what,
      pipelineName: name,
      ...defined({ executionId: executionIdOf }),
      detail: what === 'StartPipelineExecution' ? {} : detail,
      outcome: outcomeOf(result),
    });
    if (result.accepted) return c.json(result, 200);
    const message = result.problems.map((problem) => problem.message).join('; ');
    const has = (code: Problem['code']) => result.problems.some((problem) => problem.code === code);
    const status = has('PipelineNotFoundException') ? 404 : has('DiskFull') ? 507 : 409;
    return c.json({ message, problems: [...result.problems] }, status);
  })
  .openapi(measures, (c) => {
    const { state, now } = c.get('served');
    const { days, pipelineName: name } = c.req.valid('query');
    const filter = { limit: measuredExecutions, ...defined({ pipelineName: name }) };
    const to = now();
    const from = to - days * 86_400_000;
    const executions = state.history.executions(filter);
    const deployments = readProductionDeployments(state, executions);
    return c.json(deliveryMeasures({ deployments, executions }, { from, to }), 200);
  });

/** The right to approve allows nothing else with it. */
function scopeOf(type: Request['type']): Scope {
  return type === 'PutApprovalResult' ? 'approve' : 'run';
}

type Asked = z.infer<typeof askedSchema>;

/** With the name of the token as the one who asks. */
function requestOf(asked: Asked, by: string): Request {
  const plain = JSON.parse(JSON.stringify(asked)) as Asked;
  return (plain.type === 'RetryStageExecution' ? plain : { ...plain, by }) as Request;
}

function outcomeOf(result: RequestResult): string {
  return result.accepted ? 'accepted' : result.problems.map(({ code }) => code).join(', ');
}
