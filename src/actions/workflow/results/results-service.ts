// What gives the actions of a job their artifacts and caches, as GitHub's results service does: an address of this machine, with
// calls of Twirp and with blobs. Opened when the first action for Node runs.
import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { serveLocally } from '../../../lib/http-listener.ts';
import { isRecord } from '../../../lib/is-record.ts';
import { isSameSecret } from '../../../lib/same-secret.ts';
import { textOf } from '../../../workflows/language/expressions.ts';
import type { JobRun } from '../job-run.ts';
import { accessOf } from '../stand-ins/cache/use-cache.ts';
import type { ResultsService } from '../results-variables.ts';
import { artifactMethods } from './artifact-methods.ts';
import { answerBlob, openBlobStore, type Blob, type BlobStore } from './blob-store.ts';
import { cacheMethods } from './cache-methods.ts';
import type { TwirpMethod } from './twirp.ts';

/** The job's one, which ends with the job. */
export async function resultsServiceOf(job: JobRun): Promise<ResultsService> {
  job.results ??= openResultsService(job);
  return await job.results;
}

async function openResultsService(job: JobRun): Promise<ResultsService> {
  const { context, contexts } = job;
  const folder = join(context.workFolder, 'results');
  const token = tokenFor(job);
  const blobs = openBlobStore(join(folder, 'blobs'));
  let address = '';
  const of = { job, blobs, urlOf: (blob: Blob) => blobUrl(address, blob), folder };
  const methods = {
    ...prefixed('github.actions.results.api.v1.ArtifactService', artifactMethods(of)),
    ...prefixed('github.actions.results.api.v1.CacheService', cacheMethods(of)),
  };
  const server = await serveLocally(
    async (request, response) => await answer(request, response, { token, methods, blobs }),
    { host: job.host },
  );
  address = `http://${server.address}`;
  job.endings.push(async () => await server[Symbol.asyncDispose]());
  context.log.redact([{ name: 'ACTIONS_RUNTIME_TOKEN', value: token }]);
  return {
    variables: {
      ACTIONS_RUNTIME_URL: `${address}/`,
      ACTIONS_RESULTS_URL: `${address}/`,
      ACTIONS_RUNTIME_TOKEN: token,
      ACTIONS_CACHE_SERVICE_V2: 'True',
      ACTIONS_CACHE_MODE: accessOf(job).mode,
      ACTIONS_ORCHESTRATION_ID: `${textOf(contexts.github['run_id'])}.${textOf(contexts.github['job'])}`,
    },
  };
}

/**
 * A JWT by its form, because clients read its claims: `scp` has the ids that they send back, `ac` what BuildKit may write to. Only
 * the very same text is taken here.
 */
function tokenFor({ context, contexts }: JobRun): string {
  const { run_id, ref } = contexts.github;
  const at = Math.floor(context.now() / 1000);
  const claims = {
    scp: `Actions.Results:${textOf(run_id)}:${context.actionExecutionId}`,
    ac: JSON.stringify([{ Scope: textOf(ref), Permission: 3 }]),
    iat: at,
    nbf: at - 5,
    // No job is longer than a day (GitHub: "Actions limits", self-hosted runners have five).
    exp: at + 5 * 86_400,
  };
  const parts = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const text = parts.join('.');
  return `${text}.${createHmac('sha256', randomBytes(32)).update(text).digest('base64url')}`;
}

/** Clients of Azure read an account and a container from a path at an address. */
function blobUrl(address: string, { name }: Blob): string {
  return `${address}/results/blobs/${name}?sig=${name}`;
}

function prefixed(
  service: string,
  methods: Readonly<Record<string, TwirpMethod>>,
): Readonly<Record<string, TwirpMethod>> {
  return Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [`/twirp/${service}/${name}`, method]),
  );
}

interface Served {
  readonly token: string;
  readonly methods: Readonly<Record<string, TwirpMethod>>;
  readonly blobs: BlobStore;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { token, methods, blobs }: Served,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const send = (status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const blob = blobs.find(/^\/results\/blobs\/([^/]+)$/.exec(url.pathname)?.[1] ?? '');
  if (blob !== undefined) return await answerBlob(blob, request, response);
  const given = request.headers.authorization?.replace(/^bearer /i, '') ?? '';
  if (!isSameSecret(given, token))
    return send(401, { code: 'unauthenticated', msg: 'the token is not that of the job' });
  const method = Object.hasOwn(methods, url.pathname) ? methods[url.pathname] : undefined;
  if (method === undefined || request.method !== 'POST')
    return send(404, { code: 'bad_route', msg: `no service has ${url.pathname}` });
  const body: unknown = await json(request).catch(() => undefined);
  if (!isRecord(body)) return send(400, { code: 'malformed', msg: 'only JSON is taken' });
  const { status, body: answered } = await method(body);
  send(status, answered);
}
