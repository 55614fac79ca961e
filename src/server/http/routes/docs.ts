// The documentation, as Markdown.
import { createRoute } from '@hono/zod-openapi';
import { docPages, readDocPage, readDocPicture } from '../../doc-pages.ts';
import { needs } from '../guard.ts';
import { newRoutes } from '../new-routes.ts';
import { json, refusals, z } from '../shapes.ts';

const page = { name: z.string(), title: z.string() };

const list = createRoute({
  method: 'get',
  path: '/docs',
  middleware: [needs('read')] as const,
  responses: {
    ...refusals,
    200: json(z.object({ pages: z.array(z.object(page)) }), 'Every page of the documentation'),
  },
});

const one = createRoute({
  method: 'get',
  path: '/docs/{page}',
  middleware: [needs('read')] as const,
  request: { params: z.object({ page: z.string().min(1).max(100) }) },
  responses: { ...refusals, 200: json(z.object({ ...page, text: z.string() }), 'One page, in Markdown') },
});

const picture = createRoute({
  method: 'get',
  path: '/docs/pictures/{name}',
  middleware: [needs('read')] as const,
  request: { params: z.object({ name: z.string().min(1).max(100) }) },
  responses: {
    ...refusals,
    200: { description: 'A picture of a page', content: { 'image/png': { schema: z.string() } } },
  },
});

export const docRoutes = newRoutes()
  .openapi(list, (c) => c.json({ pages: [...docPages()] }, 200))
  .openapi(one, (c) => {
    const { page: name } = c.req.valid('param');
    const found = readDocPage(name);
    return found === undefined ? c.json({ message: `There is no page "${name}"` }, 404) : c.json(found, 200);
  })
  .openapi(picture, (c) => {
    const { name } = c.req.valid('param');
    const found = readDocPicture(name);
    if (found === undefined) return c.json({ message: `There is no picture "${name}"` }, 404);
    return c.body(new Uint8Array(found), 200, {
      'Content-Type': 'image/png',
      'Cache-Control': 'private, max-age=3600',
    });
  });
