// The HTTP interface, held to its own OpenAPI document: whatever is asked gets an answer that the document names.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { startServer } from '../rig/server.ts';

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, object>> }>>;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: object;
}

interface Named {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

function write(app: Project): void {
  app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]));
  app.write('project.json', project('compile', { phases: { build: { commands: ['true'] } } }));
}

async function operationsOf(url: string): Promise<readonly Named[]> {
  const document = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  };
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
}

/** Streams go on until the client stops. */
function isStream({ operation }: Named): boolean {
  return Object.values(operation.responses).some(({ content = {} }) => 'text/event-stream' in content);
}

/** Things that are there, things that are not, and things that no client should send. */
const values = fc.oneof(
  fc.constantFrom(
    'app',
    'Build',
    'Source',
    '1',
    '0',
    '-1',
    '1e99',
    '..',
    '../../etc/passwd',
    '%00',
    '{}',
    'admin',
  ),
  fc.string({ maxLength: 40 }),
);

const bodies = fc.oneof(
  { weight: 2, arbitrary: fc.json({ maxDepth: 3 }) },
  {
    weight: 3,
    arbitrary: fc
      .record(
        {
          type: fc.constantFrom(
            'StartPipelineExecution',
            'StopPipelineExecution',
            'RetryStageExecution',
            'x',
          ),
          variables: fc.oneof(fc.dictionary(fc.string(), fc.string()), fc.anything()),
          sourceRevisions: fc.oneof(fc.constant({}), fc.anything()),
          executionId: values,
          stageName: values,
          actionName: values,
          name: values,
          scopes: fc.oneof(fc.constant(['read']), fc.anything()),
        },
        { requiredKeys: [] },
      )
      .map((body) => JSON.stringify(body) ?? 'null'),
  },
  { weight: 1, arbitrary: fc.string() },
);

interface Call {
  readonly place: readonly string[];
  readonly query: readonly string[];
  readonly body: string;
}

const calls: fc.Arbitrary<Call> = fc.record({
  place: fc.array(values, { minLength: 4, maxLength: 4 }),
  query: fc.array(values, { minLength: 4, maxLength: 4 }),
  body: bodies,
});

function addressOf({ path, operation }: Named, { place, query }: Call): string {
  let next = 0;
  const filled = path.replaceAll(
    /\{\w+\}/g,
    () => encodeURIComponent(place[next++ % place.length] ?? '') || 'x',
  );
  const asked = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
  const search = new URLSearchParams();
  for (const [index, { name }] of asked.entries()) search.set(name, query[index % query.length] ?? '');
  return `${filled}?${search.toString()}`;
}

test('every request, with a token or without, is answered as the OpenAPI document says', async () => {
  await using app = makeProject();
  write(app);
  const { url, token } = await startServer(app, { args: ['--source', '.'] });
  const operations = (await operationsOf(url)).filter((operation) => !isStream(operation));
  expect(operations.length).toBeGreaterThan(15);
  const ask = async (named: Named, call: Call, headers: Readonly<Record<string, string>>) => {
    const { method, operation } = named;
    const body = operation.requestBody === undefined ? {} : { body: call.body };
    const response = await fetch(`${url}${addressOf(named, call)}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...body,
    });
    await response.body?.cancel();
    return response.status;
  };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...operations), calls, async (one, call) => {
      const { operation } = one;
      const name = `${one.method} ${one.path}`;
      const known = await ask(one, call, { authorization: `Bearer ${token}` });
      // Names that no path can hold are no operation's.
      const named = [...Object.keys(operation.responses), '404', '429'];
      expect({ name, known, isNamed: named.includes(`${known}`) }).toEqual({ name, known, isNamed: true });
      // Signing in is what a user without a session does.
      const isOpen = name === 'POST /api/v1/session' || !('401' in operation.responses);
      const unknown = await ask(one, call, {});
      expect({ name, isOpen: isOpen || unknown === 401 || unknown === 404 }).toEqual({ name, isOpen: true });
    }),
    { numRuns: 400 },
  );
});
