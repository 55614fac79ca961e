// What a month of a pipeline costs at AWS, what is free of it, and its budgets.
import { createRoute } from '@hono/zod-openapi';
import { reportMonth } from '../../../runtime/estimate-month.ts';
import { needs } from '../guard.ts';
import { newRoutes } from '../new-routes.ts';
import { monthReport } from '../shapes/cost-shapes.ts';
import { json, pipelineName, refusals, z } from '../shapes.ts';

const costs = createRoute({
  method: 'get',
  path: '/pipelines/{pipelineName}/costs',
  middleware: [needs('read')] as const,
  request: { params: z.object({ pipelineName }) },
  responses: {
    ...refusals,
    200: json(monthReport, 'The estimate of a month, the allowances that are free in it, and its budgets'),
  },
});

export const costRoutes = newRoutes().openapi(costs, async (c) => {
  const { pipelines, state, now } = c.get('served');
  const { pipelineName: name } = c.req.valid('param');
  const driven = pipelines.definitionOf(name);
  if (driven === undefined) return c.json({ message: `The server has no definition of "${name}"` }, 404);
  const { definition, definitionFolder } = driven;
  return c.json(await reportMonth({ definition, folder: definitionFolder, state, now: now() }), 200);
});
