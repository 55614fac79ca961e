// Git over HTTP by git's own program for it (git-http-backend(1)): a request goes in as CGI, its answer comes out.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { webStream } from '../../lib/web-stream.ts';
import { servedRepositoryEnvironment } from './served-repository.ts';

export interface BackendRequest {
  /** Absolute: the folder that holds the repositories. */
  readonly root: string;
  /** Behind that folder, checked by the caller: `/app.git/info/refs`. */
  readonly path: string;
  readonly query: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: Readable;
  /** Who is asking; recorded by git for pushes. */
  readonly user: string;
}

export interface BackendAnswer {
  readonly response: Response;
  /** Resolves when git is through, also when the client has gone. */
  readonly done: Promise<void>;
}

/** Rejects when git cannot be started. */
export async function callBackend(request: BackendRequest): Promise<BackendAnswer> {
  const child = spawn('git', ['http-backend'], {
    env: environmentOf(request),
    stdio: ['pipe', 'pipe', 'ignore'],
    // A group of its own, so that what git starts ends with it.
    detached: process.platform !== 'win32',
  });
  const end = Promise.withResolvers<undefined>();
  child.once('close', () => end.resolve(undefined));
  child.once('error', () => end.resolve(undefined));
  await once(child, 'spawn');
  // A client that goes away in the middle ends the body, and git ends with it.
  void pipeline(request.body, child.stdin).catch(() => child.stdin.destroy());
  const { status, headers, rest } = await readHead(child.stdout);
  if (rest.length > 0) child.stdout.unshift(rest);
  child.stdout.once('close', () => {
    if (!child.stdout.readableEnded) endGroup(child.pid);
  });
  return { response: new Response(webStream(child.stdout), { status, headers }), done: end.promise };
}

/** Git removes its locks on SIGTERM. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

function environmentOf({ root, path, query, method, headers, user }: BackendRequest): NodeJS.ProcessEnv {
  const given = (name: string, header: string): NodeJS.ProcessEnv => {
    const value = headers.get(header);
    return value === null ? {} : { [name]: value };
  };
  return {
    PATH: process.env['PATH'],
    ...servedRepositoryEnvironment(),
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: path,
    QUERY_STRING: query,
    REQUEST_METHOD: method,
    REMOTE_USER: user,
    REMOTE_ADDR: '127.0.0.1',
    ...given('CONTENT_TYPE', 'content-type'),
    ...given('CONTENT_LENGTH', 'content-length'),
    ...given('HTTP_CONTENT_ENCODING', 'content-encoding'),
    ...given('HTTP_GIT_PROTOCOL', 'git-protocol'),
  };
}

interface Head {
  readonly status: number;
  readonly headers: Headers;
  /** What came of the body together with the head. */
  readonly rest: Uint8Array;
}

async function readHead(output: Readable): Promise<Head> {
  let bytes = Buffer.alloc(0);
  for (;;) {
    const end = bytes.indexOf('\r\n\r\n');
    if (end !== -1)
      return { ...parseHead(bytes.subarray(0, end).toString('latin1')), rest: bytes.subarray(end + 4) };
    const chunk = await nextChunk(output);
    if (chunk === undefined) return { status: 500, headers: new Headers(), rest: bytes };
    bytes = Buffer.concat([bytes, chunk]);
  }
}

async function nextChunk(output: Readable): Promise<Buffer | undefined> {
  for (;;) {
    const chunk = output.read() as Buffer | null;
    if (chunk !== null) return chunk;
    if (output.readableEnded || output.destroyed) return undefined;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const go = (): void => resolve(undefined);
    const names = ['readable', 'end', 'close'] as const;
    for (const name of names) output.once(name, go);
    await promise;
    for (const name of names) output.off(name, go);
  }
}

function parseHead(text: string): Omit<Head, 'rest'> {
  const headers = new Headers();
  let status = 200;
  for (const line of text.split('\r\n')) {
    const at = line.indexOf(':');
    const [name, value] = [line.slice(0, at), line.slice(at + 1).trim()];
    if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
    else headers.append(name, value);
  }
  return { status, headers };
}
