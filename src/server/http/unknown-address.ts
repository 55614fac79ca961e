// What answers when no route does: which methods an address has, 405 for others, 404 for an address that does not exist.
import type { Context, Hono } from 'hono';
import { isForPrograms } from './paths.ts';
import type { ApiEnv } from './served.ts';

interface KnownRoute {
  readonly method: string;
  readonly pattern: RegExp;
}

/** Call after all routes for programs are declared, before the pages. */
export function answerUnknown(app: Hono<ApiEnv>): void {
  const routes = knownRoutes(app);
  app.use(async (c, next) => {
    const methods = methodsOf(routes, c.req.path);
    if (methods.length === 0 && !isForPrograms(c.req.path)) return next();
    return answer(c, methods);
  });
}

/** For addresses that are neither a program's nor a page: pages are only read. */
export function answerNoPage(c: Context<ApiEnv>): Response {
  const isReading = c.req.method === 'GET' || c.req.method === 'HEAD';
  return isReading ? c.json({ message: `There is no ${c.req.path}` }, 404) : answer(c, ['GET', 'HEAD']);
}

function answer(c: Context<ApiEnv>, methods: readonly string[]): Response {
  const { method, path } = c.req;
  if (methods.length === 0) return c.json({ message: `There is no ${method} ${path}` }, 404);
  const Allow = [...methods, 'OPTIONS'].join(', ');
  if (method === 'OPTIONS') return c.body(null, 204, { Allow });
  return c.json({ message: `${path} takes ${methods.join(', ')}, not ${method}` }, 405, { Allow });
}

/** Middleware is declared for all methods, routes for one. */
function knownRoutes(app: Hono<ApiEnv>): readonly KnownRoute[] {
  return app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => ({ method, pattern: patternOf(path) }));
}

function patternOf(path: string): RegExp {
  const segments = path.split('/').map((segment) => {
    const [, regex] = /^:\w+(?:\{(.+)\})?$/.exec(segment) ?? [];
    if (regex !== undefined) return `(?:${regex})`;
    return segment.startsWith(':') ? '[^/]+' : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${segments.join('/')}$`);
}

function methodsOf(routes: readonly KnownRoute[], path: string): readonly string[] {
  const found = new Set(routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method));
  return [...found].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
}
