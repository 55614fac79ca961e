// Where routes are declared: what does not fit its schema is refused in the one form that the OpenAPI document names.
import { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiEnv } from './served.ts';
import type { z } from './shapes.ts';

const shownIssues = 5;

export function newRoutes(): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>({
    defaultHook: (result, c) =>
      result.success ? undefined : c.json({ message: wordsFor(result.error.issues, result.target) }, 400),
  });
}

const places: Readonly<Record<string, string>> = {
  param: 'the path',
  query: 'the query',
  json: 'the body',
  header: 'the headers',
};

function wordsFor(issues: readonly z.core.$ZodIssue[], target: string): string {
  const place = places[target] ?? target;
  const shown = issues.slice(0, shownIssues).map(({ path, message }) => {
    const name = path.map(String).join('.').slice(0, 100);
    return name === '' ? `${place}: ${message}` : `"${name}" in ${place}: ${message}`;
  });
  const more = issues.length - shown.length;
  return `${shown.join('; ')}${more === 0 ? '' : `; and ${more} more`}`;
}
