// A git server in the role of CodeCommit: `git clone` and `git push` to /v1/repos/NAME, with a token as the password.
// A push starts the pipelines that watch its branch.
import { Hono } from 'hono';
import type { Context } from 'hono';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { callTriggers } from '../../actions/codecommit/call-triggers.ts';
import { hostedNameOf, isHosted, repositoriesFolder } from '../../actions/source/hosted-folder.ts';
import { isFailed } from '../../lib/result.ts';
import { webStream } from '../../lib/web-stream.ts';
import { changedReferences } from '../../model/triggers/repository-change.ts';
import { repositoryNameOf } from '../../model/triggers/source-repository.ts';
import { allows } from '../../state/access/access-store.ts';
import { tokenIn } from '../http/guard.ts';
import type { ApiEnv, Served } from '../http/served.ts';
import { startByEvent } from '../start-by-event.ts';
import { meantRepository, readGitAddress, type GitAddress, type Service } from './git-address.ts';
import { callBackend } from './http-backend.ts';
import {
  eventsBetween,
  hostedNames,
  hostedRepository,
  makeRepository,
  pointToBranch,
  refsOf,
  type HostedRepository,
} from './hosted-repositories.ts';
import { readCommands, refusalOf, refusedReport } from './receive-commands.ts';
import { linesForPusher, withLines, type PushOutcome } from './lines-for-pusher.ts';

export const gitRoutes = new Hono<ApiEnv>().all('/*', async (c, next) => {
  const address = readGitAddress(new URL(c.req.url).pathname);
  if (address === undefined) return next();
  const { method } = c.req;
  const takes = address.endpoint === 'info/refs' ? ['GET', 'HEAD'] : ['POST'];
  const Allow = [...takes, 'OPTIONS'].join(', ');
  if (method === 'OPTIONS') return c.body(null, 204, { Allow });
  if (!takes.includes(method))
    return c.json({ message: `${c.req.path} takes ${takes.join(', ')}, not ${method}` }, 405, { Allow });
  const service = serviceOf(c, address);
  if (service === undefined) return c.text('Only the smart protocol of git is spoken here\n', 400);
  return refuse(c, service) ?? (await answer(c, { ...address, service }));
});

function serviceOf(c: Context<ApiEnv>, { endpoint }: GitAddress): Service | undefined {
  const service = endpoint === 'info/refs' ? c.req.query('service') : endpoint;
  return service === 'git-upload-pack' || service === 'git-receive-pack' ? service : undefined;
}

function refuse(c: Context<ApiEnv>, service: Service): Response | undefined {
  const token = tokenIn(c);
  if (token === undefined)
    return c.text('A token is needed as the password\n', 401, {
      'WWW-Authenticate': 'Basic realm="slipway"',
    });
  const scope = service === 'git-receive-pack' ? 'run' : 'read';
  if (!allows(token, scope)) return c.text(`The token "${token.name}" has no scope ${scope}\n`, 403);
  c.set('caller', { token, via: 'token' });
  return undefined;
}

interface Asked extends GitAddress {
  readonly service: Service;
}

async function answer(c: Context<ApiEnv>, { name: asked, endpoint, service }: Asked): Promise<Response> {
  const served = c.get('served');
  const root = join(served.state.path, repositoriesFolder);
  const meant = meantRepository(asked, await knownNames(served, root));
  if ('oneOf' in meant)
    return c.text(`"${asked}" may be ${meant.oneOf.join(' or ')}: name one of them\n`, 404);
  const repository = hostedRepository(root, hostedNameOf(root, meant.name) ?? meant.name);
  if (!isHosted(root, repository.name)) {
    if (service !== 'git-receive-pack') return c.text(await noRepository(repository.name, root), 404);
    await makeRepository(repository);
  }
  if (endpoint === 'git-receive-pack') return await receive(c, repository);
  const body = c.req.raw.body;
  const { response } = await callBackend({
    ...callOf(c, repository, endpoint),
    body: body === null ? Readable.from([]) : Readable.from(restOf(body.getReader())),
  });
  return response;
}

/** Those of sources, and those that were pushed without one. */
async function knownNames(served: Served, root: string): Promise<readonly string[]> {
  return [...sourcesOf(served), ...(await hostedNames(root))];
}

function sourcesOf({ pipelines }: Served): readonly string[] {
  const all = pipelines.names().flatMap((name) =>
    (pipelines.definitionOf(name)?.definition.pipeline.stages ?? [])
      .flatMap(({ actions }) => actions)
      .filter(({ actionTypeId }) => actionTypeId.category === 'Source')
      .flatMap(({ configuration }) => repositoryNameOf(configuration) ?? []),
  );
  return [...new Set(all)];
}

async function noRepository(name: string, root: string): Promise<string> {
  const names = await hostedNames(root);
  const there = names.length === 0 ? 'Nothing was pushed yet' : `There are: ${names.join(', ')}`;
  return `There is no repository "${name}": push to it, and it is made. ${there}\n`;
}

function callOf(c: Context<ApiEnv>, { folder }: HostedRepository, endpoint: GitAddress['endpoint']) {
  const root = join(c.get('served').state.path, repositoriesFolder);
  const service = c.req.query('service');
  return {
    root,
    path: `${folder.slice(root.length).replaceAll('\\', '/')}/${endpoint}`,
    query: service === undefined ? '' : `service=${service}`,
    method: c.req.method,
    headers: c.req.raw.headers,
    user: c.get('caller').token.name,
  };
}

/** A push that names anything but branches and tags is refused whole, before git sees it. */
async function receive(c: Context<ApiEnv>, repository: HostedRepository): Promise<Response> {
  const encoding = c.req.header('content-encoding') ?? 'identity';
  const reader = c.req.raw.body?.getReader();
  if (encoding !== 'identity' || reader === undefined)
    return c.text('A push comes as it is, without an encoding\n', 415);
  const read = await readCommands(reader);
  if (isFailed(read)) return c.text(`${read.failed}\n`, 400);
  const rest = restOf(reader, read.bytes);
  if (read.commands.refs.every((ref) => refusalOf(ref) === undefined)) {
    const call = async () =>
      callBackend({ ...callOf(c, repository, 'git-receive-pack'), body: Readable.from(rest) });
    const takesLines = read.commands.capabilities.includes('side-band-64k');
    return await push(c.get('served'), { repository, user: c.get('caller').token.name, takesLines, call });
  }
  await drain(rest);
  return c.body(refusedReport(read.commands), 200, {
    'Content-Type': 'application/x-git-receive-pack-result',
    'Cache-Control': 'no-cache',
  });
}

async function* restOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  first?: Uint8Array,
): AsyncGenerator<Uint8Array> {
  if (first !== undefined) yield first;
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

/** A client that is still sending does not read the answer. */
async function drain(chunks: AsyncIterator<Uint8Array>): Promise<void> {
  let next = await chunks.next();
  while (next.done !== true) next = await chunks.next();
}

/** Pushes to one repository come one after the other, so that each reports what it changed and nothing else. */
const lastPush = new Map<string, Promise<void>>();

async function push(
  served: Served,
  {
    repository,
    user,
    takesLines,
    call,
  }: {
    readonly repository: HostedRepository;
    readonly user: string;
    /** The client shows lines next to git's own answer. */
    readonly takesLines: boolean;
    readonly call: () => ReturnType<typeof callBackend>;
  },
): Promise<Response> {
  const { folder } = repository;
  const mine = Promise.withResolvers<undefined>();
  const earlier = lastPush.get(folder);
  lastPush.set(folder, mine.promise);
  await earlier;
  try {
    const before = await refsOf(repository);
    const { response, done } = await call();
    const started = startAfter(done, served, { repository, before, user });
    void started.finally(() => mine.resolve(undefined));
    if (!takesLines || response.body === null) return response;
    const answer = Readable.from(withLines(response.body, async () => linesForPusher(await started)));
    return new Response(webStream(answer), response);
  } catch (error) {
    mine.resolve(undefined);
    throw error;
  }
}

async function startAfter(
  done: Promise<void>,
  served: Served,
  {
    repository,
    before,
    user,
  }: {
    readonly repository: HostedRepository;
    readonly before: ReadonlyMap<string, string>;
    readonly user: string;
  },
): Promise<PushOutcome> {
  const outcomes: PushOutcome['events'][number][] = [];
  const note = (error: unknown): void => served.log.error({ error: String(error) }, 'after a push');
  const startPipelines = async (after: ReadonlyMap<string, string>): Promise<void> => {
    for (const event of await eventsBetween(repository, { before, after }, user))
      outcomes.push({
        ref: event.kind === 'tag' ? event.tag : event.branch,
        outcomes: await startByEvent(served, event),
      });
  };
  try {
    await done;
    const after = await refsOf(repository);
    // Each is done though the one before has failed.
    await pointToBranch(repository, { before, after }).catch(note);
    await startPipelines(after).catch(note);
    await callTriggers(await served.state.folder('targets'), {
      repositoryName: repository.name,
      references: changedReferences(before, after),
      by: user,
      at: Date.now(),
    });
  } catch (error) {
    note(error);
  }
  return { repository: repository.name, events: outcomes, sources: sourcesOf(served) };
}
