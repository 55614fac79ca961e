// Holds what the HTTP interface answers to the schemas that its OpenAPI document is made of.
import type { OpenAPIHono, z } from '@hono/zod-openapi';
import { expect } from 'vitest';

interface Asked {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly answer: Response;
}

type Registry = Pick<OpenAPIHono['openAPIRegistry'], 'definitions'>;

/** Fails for an answer in JSON that has another form, or more in it, than the document says. */
export async function expectDescribed(
  { openAPIRegistry }: { readonly openAPIRegistry: Registry },
  { method, path, answer }: Asked,
): Promise<void> {
  const type = answer.headers.get('content-type') ?? '';
  const schema = schemaOf(openAPIRegistry, { method, path, status: answer.status });
  if (schema === undefined || !type.startsWith('application/json')) return;
  const body: unknown = await answer.clone().json();
  const read = schema.safeParse(body);
  const asked = `${method} ${path} ${answer.status}`;
  expect({ asked, wrong: read.error?.issues }).toEqual({ asked, wrong: undefined });
  // What a schema does not name it leaves out.
  expect({ asked, body: read.data }).toEqual({ asked, body });
}

function schemaOf(
  { definitions }: Registry,
  { method, path, status }: { readonly method: string; readonly path: string; readonly status: number },
): z.ZodType | undefined {
  const [own = ''] = path.split('?');
  for (const definition of definitions) {
    if (definition.type !== 'route' || definition.route.method !== method.toLowerCase()) continue;
    const form = definition.route.path.replaceAll(/\{\w+\}/g, '[^/]+');
    if (!new RegExp(`^${form}$`).test(own)) continue;
    const response = definition.route.responses[status];
    const content = response !== undefined && 'content' in response ? response.content : undefined;
    const media = content?.['application/json'];
    return media !== undefined && 'schema' in media ? (media.schema as z.ZodType) : undefined;
  }
  return undefined;
}
