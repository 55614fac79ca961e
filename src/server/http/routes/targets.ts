// The deployed targets, as they are observed now.
import { createRoute } from '@hono/zod-openapi';
import { earlierLists } from '../../../targets/earlier-lists.ts';
import { observeTargets } from '../../../targets/observe-targets.ts';
import { needs } from '../guard.ts';
import { newRoutes } from '../new-routes.ts';
import { fleetEndpoints, siteEndpoints, target } from '../shapes/target-shapes.ts';
import { json, refusals, z } from '../shapes.ts';

const targets = createRoute({
  method: 'get',
  path: '/targets',
  middleware: [needs('read')] as const,
  responses: {
    ...refusals,
    200: json(
      z.object({
        targets: z.array(target),
        fleets: z.array(fleetEndpoints),
        sites: z.array(siteEndpoints),
      }),
      'Where deployments have landed',
    ),
  },
});

export const targetRoutes = newRoutes().openapi(targets, async (c) => {
  const folder = await c.get('served').state.folder('targets');
  const views = (await observeTargets(folder)).map(({ view }) => view);
  const { fleets, sites } = earlierLists(views);
  return c.json({ targets: views, fleets: [...fleets], sites: [...sites] }, 200);
});
