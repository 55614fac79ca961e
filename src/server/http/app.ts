// The HTTP interface as one application: guards first, then the routes of version 1, then the pages of the dashboard.
import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { ZodError } from 'zod';
import { gitRoutes } from '../git/git-routes.ts';
import { limited, needs, ownNamesOnly } from './guard.ts';
import { webhookRoutes } from './hooks/webhook-routes.ts';
import type { Metrics } from './metrics.ts';
import { accessRoutes } from './routes/access.ts';
import { executionRoutes } from './routes/executions.ts';
import { lookRoutes } from './routes/looks.ts';
import { pipelineRoutes } from './routes/pipelines.ts';
import { streamRoutes } from './routes/streams.ts';
import type { ApiEnv, Served } from './served.ts';
import { servePages } from './serve-pages.ts';

const maxBodyBytes = 1_000_000;

/** All of version 1, for the typed client too: `hc<Api>('/api/v1')`. */
function apiRoutes(served: Served) {
  return new OpenAPIHono<ApiEnv>()
    .route('/', pipelineRoutes)
    .route('/', executionRoutes)
    .route('/', streamRoutes)
    .route('/', lookRoutes)
    .route('/', accessRoutes(served));
}

export type Api = ReturnType<typeof apiRoutes>;

/** @param pagesFolder absolute; where the built dashboard lies, if it was built */
export function createApp(
  served: Served,
  {
    metrics,
    version,
    pagesFolder,
  }: { readonly metrics: Metrics; readonly version: string; readonly pagesFolder?: string },
): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>();
  app.use(async (c, next) => {
    c.set('served', served);
    const startedAt = performance.now();
    await next();
    const { method, path } = c.req;
    served.log.debug(
      { method, path, status: c.res.status, ms: Math.round(performance.now() - startedAt) },
      'request',
    );
  });
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
      xFrameOptions: 'DENY',
      // Its own answer would make a browser refuse plain HTTP on this machine for every other program.
      strictTransportSecurity: false,
    }),
  );
  app.get('/healthz', (c) => c.json({ status: 'ok', version }));
  app.use(ownNamesOnly(served));
  app.use(limited(served, { perSecond: 200, burst: 1000 }));
  app.use(
    '/api/*',
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: (c) => c.json({ message: 'The request is too large' }, 413, { Connection: 'close' }),
    }),
  );
  app.get('/metrics', needs('read'), async (c) => {
    c.header('Content-Type', metrics.contentType);
    return c.body(await metrics.text());
  });
  app.route('/api/v1', apiRoutes(served));
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  app.doc31('/api/v1/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Slipway',
      version,
      description: 'Pipelines of this state folder: what they do, and what can be asked of them.',
    },
    security: [{ token: [] }],
  });
  app.route('/v1/webhooks', webhookRoutes);
  app.route('/v1/repos', gitRoutes);
  app.all('/api/*', (c) => c.json({ message: `There is no ${c.req.method} ${c.req.path}` }, 404));
  if (pagesFolder === undefined)
    app.get('*', (c) => c.text('The dashboard is not built here: npm run pages', 404));
  else servePages(app, pagesFolder);
  app.onError((error, c) => {
    if (error instanceof ZodError) return c.json({ message: error.message }, 400);
    // Of the framework itself: a body that is no JSON, say.
    if (error instanceof HTTPException) return c.json({ message: error.message }, error.status);
    served.log.error({ error: String(error), stack: error.stack, path: c.req.path }, 'request failed');
    return c.json({ message: 'The server made a mistake; its log tells more' }, 500);
  });
  return app;
}
