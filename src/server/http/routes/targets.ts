// The deployed targets, as they are observed now.
import { createRoute } from '@hono/zod-openapi';
import { earlierLists, type FleetEndpoints, type SiteEndpoints } from '../../../targets/earlier-lists.ts';
import type { AnyTargetView } from '../../../targets/kinds.ts';
import { observeTargets } from '../../../targets/observe-targets.ts';
import { needs } from '../guard.ts';
import { newRoutes } from '../new-routes.ts';
import { described, json, refusals, z } from '../shapes.ts';

const targets = createRoute({
  method: 'get',
  path: '/targets',
  middleware: [needs('read')] as const,
  responses: {
    ...refusals,
    200: json(
      z.object({
        targets: z.array(
          described<AnyTargetView>('Target', 'A deployed thing; what it has depends on its kind'),
        ),
        fleets: z.array(described<FleetEndpoints>('FleetEndpoints', 'Hosts, their health, the balancer')),
        sites: z.array(described<SiteEndpoints>('SiteEndpoints', 'A bucket and the edges in front of it')),
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
