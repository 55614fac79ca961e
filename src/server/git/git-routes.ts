// A git server in the role of CodeCommit: `git clone` and `git push` to /v1/repos/NAME, with a token as the password.
// A push starts the pipelines that watch its branch.
import { Hono } from 'hono';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { join } from 'node:path';
import { allows } from '../../state/access/access-store.ts';
import { tokenIn } from '../http/guard.ts';
import type { ApiEnv, Served } from '../http/served.ts';
import { startByEvent } from '../start-by-event.ts';
import { callBackend } from './http-backend.ts';
import {
  eventsBetween,
  exists,
  hostedRepository,
  isRepositoryName,
  makeRepository,
  refsOf,
  type HostedRepository,
} from './hosted-repositories.ts';

/** Below the state folder; the source actions look there too. */
const repositoriesFolder = 'repositories';

const needsToken = createMiddleware<ApiEnv>(async (c, next) => {
  const token = tokenIn(c);
  if (token === undefined)
    return c.text('A token is needed as the password\n', 401, {
      'WWW-Authenticate': 'Basic realm="slipway"',
    });
  const scope = isPush(c) ? 'run' : 'read';
  if (!allows(token, scope)) return c.text(`The token "${token.name}" has no scope ${scope}\n`, 403);
  c.set('caller', { token, via: 'token' });
  return next();
});

function isPush(c: Context<ApiEnv>): boolean {
  return c.req.query('service') === 'git-receive-pack' || c.req.path.endsWith('/git-receive-pack');
}

export const gitRoutes = new Hono<ApiEnv>()
  .get('/:name/info/refs', needsToken, async (c) => answer(c, 'info/refs'))
  .post('/:name/git-upload-pack', needsToken, async (c) => answer(c, 'git-upload-pack'))
  .post('/:name/git-receive-pack', needsToken, async (c) => answer(c, 'git-receive-pack'));

async function answer(c: Context<ApiEnv>, service: string): Promise<Response> {
  const served = c.get('served');
  const name = (c.req.param('name') ?? '').replace(/\.git$/, '');
  if (!isRepositoryName(name)) return c.text('This is no name of a repository\n', 400);
  const root = join(served.state.path, repositoriesFolder);
  const repository = hostedRepository(root, name);
  if (!exists(repository)) {
    if (!isPush(c)) return c.text(`There is no repository "${name}": push to it, and it is made\n`, 404);
    await makeRepository(root, repository);
  }
  const user = c.get('caller').token.name;
  const call = async () =>
    callBackend({
      root,
      path: `/${name}.git/${service}`,
      query: new URL(c.req.url).search.slice(1),
      method: c.req.method,
      headers: c.req.raw.headers,
      body: c.req.raw.body,
      user,
    });
  if (service !== 'git-receive-pack') return (await call()).response;
  return await receive(served, { repository, user, call });
}

/** Pushes to one repository come one after the other, so that each is told what it changed and nothing else. */
const lastPush = new Map<string, Promise<void>>();

async function receive(
  served: Served,
  {
    repository,
    user,
    call,
  }: {
    readonly repository: HostedRepository;
    readonly user: string;
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
    void startAfter(done, served, { repository, before, user }).finally(() => mine.resolve(undefined));
    return response;
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
): Promise<void> {
  try {
    await done;
    const events = await eventsBetween(repository, { before, after: await refsOf(repository) }, user);
    for (const event of events) await startByEvent(served, event);
  } catch (error) {
    served.log.error({ error: String(error) }, 'after a push');
  }
}
