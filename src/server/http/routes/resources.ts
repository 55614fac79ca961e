// What exists in the account of this machine, whatever made it.
import { createRoute } from '@hono/zod-openapi';
import { listResources } from '../../../account/listed-resources.ts';
import { needs } from '../guard.ts';
import { newRoutes } from '../new-routes.ts';
import { readResourceLinks } from '../../resource-map.ts';
import { listedResource, resourceLink } from '../shapes/resource-shapes.ts';
import { json, refusals, z } from '../shapes.ts';

const resources = createRoute({
  method: 'get',
  path: '/resources',
  middleware: [needs('read')] as const,
  responses: {
    ...refusals,
    200: json(z.object({ resources: z.array(listedResource) }), 'Every resource, without its values'),
  },
});

const links = createRoute({
  method: 'get',
  path: '/resources/links',
  middleware: [needs('read')] as const,
  responses: {
    ...refusals,
    200: json(z.object({ links: z.array(resourceLink) }), 'Which resource names which, and by what'),
  },
});

export const resourceRoutes = newRoutes()
  .openapi(resources, (c) => c.json({ resources: [...listResources(c.get('served').state.path)] }, 200))
  .openapi(links, (c) => c.json({ links: [...readResourceLinks(c.get('served').state.path)] }, 200));
