// The HTTP interface as one application: guards first, then the routes of version 1, then the pages of the dashboard.
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { problemBehind } from '../../lib/system-problem.ts';
import { gitRoutes } from '../git/git-routes.ts';
import { limited, needs, ownNamesOnly } from './guard.ts';
import { webhookRoutes } from './hooks/webhook-routes.ts';
import type { Metrics } from './metrics.ts';
import { accessRoutes } from './routes/access.ts';
import { costRoutes } from './routes/costs.ts';
import { docRoutes } from './routes/docs.ts';
import { executionRoutes } from './routes/executions.ts';
import { eventRoutes } from './routes/events.ts';
import { reportRoutes } from './routes/reports.ts';
import { resourceRoutes } from './routes/resources.ts';
import { searchRoutes } from './routes/search.ts';
import { targetRoutes } from './routes/targets.ts';
import { pipelineRoutes } from './routes/pipelines.ts';
import { streamRoutes } from './routes/streams.ts';
import type { ApiEnv, Served } from './served.ts';
import { readPages, servePages, type Pages } from './serve-pages.ts';
import { answerNoPage, answerUnknown } from './unknown-address.ts';

const maxBodyBytes = 1_000_000;

/** All of version 1, for the typed client too: `hc<Api>('/api/v1')`. */
function apiRoutes(served: Served, pages?: Pages) {
  return new OpenAPIHono<ApiEnv>()
    .route('/', pipelineRoutes)
    .route('/', executionRoutes)
    .route('/', streamRoutes(served, pages?.program))
    .route('/', eventRoutes)
    .route('/', targetRoutes)
    .route('/', resourceRoutes)
    .route('/', costRoutes)
    .route('/', reportRoutes)
    .route('/', searchRoutes)
    .route('/', docRoutes)
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
  const pages = pagesFolder === undefined ? undefined : readPages(pagesFolder);
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
  app.use(withoutBody);
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
  app.route('/api/v1', apiRoutes(served, pages));
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
  answerUnknown(app);
  if (pages === undefined)
    app.get('*', (c) => c.json({ message: 'The dashboard is not built here: npm run pages' }, 404));
  else servePages(app, pages);
  app.notFound(answerNoPage);
  app.onError((error, c) => answerError(error, c));
  return app;
}

/** A HEAD request is answered as its GET, whose body is not read: it must not stay open. */
const withoutBody = createMiddleware<ApiEnv>(async (c, next) => {
  await next();
  if (c.req.method === 'HEAD') await c.res.body?.cancel();
});

function answerError(error: Error, c: Context<ApiEnv>): Response {
  // Of the framework itself: a body that is no JSON, say.
  if (error instanceof HTTPException) {
    const message =
      error.status === 415 ? 'The body must be JSON, with Content-Type: application/json' : error.message;
    return c.json({ message }, error.status);
  }
  // The client has gone in the middle of its request; the answer is not read.
  if (c.req.raw.signal.aborted) return c.json({ message: 'The request was not sent completely' }, 400);
  const found = problemBehind(error);
  if (found?.code === 'DiskFull') {
    c.get('served').log.error({ error: found.message, path: c.req.path }, 'the disk is full');
    return c.json({ message: found.message, problems: [found] }, 507);
  }
  if (found?.code === 'ProgramChanged') {
    c.get('served').log.error({ error: found.message, path: c.req.path }, 'the server must be started again');
    return c.json({ message: found.message, problems: [found] }, 503);
  }
  c.get('served').log.error({ error: String(error), stack: error.stack, path: c.req.path }, 'request failed');
  return c.json({ message: 'The server made a mistake; its log has the details' }, 500);
}
