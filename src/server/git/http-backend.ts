// Git over HTTP by git's own program for it (git-http-backend(1)): a request goes in as CGI, its answer comes out.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface BackendRequest {
  /** Absolute: the folder that holds the repositories. */
  readonly root: string;
  /** Behind that folder, checked by the caller: `/app.git/info/refs`. */
  readonly path: string;
  readonly query: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array> | null;
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
  });
  const done = once(child, 'close').then(() => undefined);
  await once(child, 'spawn');
  const body =
    request.body === null
      ? Readable.from([])
      : Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
  // A client that goes away in the middle ends the body, and git ends with it.
  void pipeline(body, child.stdin).catch(() => child.stdin.destroy());
  const { status, headers, rest } = await readHead(child.stdout);
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      if (rest.length > 0) controller.enqueue(rest);
      child.stdout.on('data', (chunk: Buffer) => {
        controller.enqueue(chunk);
        // Git waits when nobody takes what it gives.
        if ((controller.desiredSize ?? 1) <= 0) child.stdout.pause();
      });
      child.stdout.once('end', () => controller.close());
      child.stdout.resume();
    },
    pull: () => void child.stdout.resume(),
    cancel: () => void child.kill(),
  });
  return { response: new Response(stream, { status, headers }), done };
}

function environmentOf({ root, path, query, method, headers, user }: BackendRequest): NodeJS.ProcessEnv {
  const given = (name: string, header: string): NodeJS.ProcessEnv => {
    const value = headers.get(header);
    return value === null ? {} : { [name]: value };
  };
  return {
    PATH: process.env['PATH'],
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: '1',
    // The repositories are the server's, whoever runs it.
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'safe.directory',
    GIT_CONFIG_VALUE_0: '*',
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
    if (output.readableEnded) return undefined;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const go = (): void => resolve(undefined);
    output.once('readable', go);
    output.once('end', go);
    await promise;
    output.off('readable', go);
    output.off('end', go);
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
