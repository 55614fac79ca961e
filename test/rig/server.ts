// `slipway up` in a temporary repository, with a token for it, and requests to it.
import type { Project, Running } from './project.ts';

export interface TestServer {
  readonly url: string;
  readonly token: string;
  readonly running: Running;
  readonly ask: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, or the text when it is none. */
  readonly body: unknown;
}

/** @param port the same again for a server that comes back */
export async function startServer(
  app: Project,
  {
    token,
    port = '0',
    args = [],
  }: { readonly token?: string; readonly port?: string; readonly args?: readonly string[] } = {},
): Promise<TestServer> {
  const running = app.start('up', '--port', port, ...args);
  const line = await running.line((text) => text.includes('"msg":"up"'));
  const { url } = JSON.parse(line) as { readonly url: string };
  const secret = token ?? (await makeToken(app, 'tester', 'admin'));
  return {
    url,
    token: secret,
    running,
    ask: async (method, path, body, headers = { authorization: `Bearer ${secret}` }) =>
      request(`${url}${path}`, { method, body, headers }),
  };
}

export async function makeToken(app: Project, name: string, ...scopes: readonly string[]): Promise<string> {
  const options = scopes.flatMap((scope) => ['--scope', scope]);
  const { stdout } = await app.run('token', 'make', name, '--json', ...options);
  return (JSON.parse(stdout) as { readonly secret: string }).secret;
}

export async function request(
  url: string,
  {
    method,
    body,
    headers,
  }: { readonly method: string; readonly body?: unknown; readonly headers: Readonly<Record<string, string>> },
): Promise<Answer> {
  const content =
    body === undefined
      ? {}
      : {
          body: typeof body === 'string' ? body : JSON.stringify(body),
          headers: { 'content-type': 'application/json', ...headers },
        };
  const response = await fetch(url, { method, headers, ...content });
  const text = await response.text();
  let parsed: unknown = text;
  try {
    parsed = JSON.parse(text);
  } catch {
    // A page or a log.
  }
  return { status: response.status, headers: response.headers, body: parsed };
}

export interface Happened {
  readonly id: number;
  readonly name: string;
  readonly data: unknown;
}

/** The events of a stream, one after the other, until the caller stops. */
export async function* events(
  url: string,
  headers: Readonly<Record<string, string>>,
): AsyncGenerator<Happened, void> {
  const ending = new AbortController();
  const response = await fetch(url, { headers, signal: ending.signal });
  let text = '';
  try {
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString('utf8');
      for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
        const fields = text
          .slice(0, end)
          .split('\n')
          .map((line) => /^(\w+): (.*)$/.exec(line));
        text = text.slice(end + 2);
        const field = (name: string) => fields.find((one) => one?.[1] === name)?.[2];
        const data = field('data');
        if (data !== undefined)
          yield { id: Number(field('id')), name: field('event') ?? '', data: JSON.parse(data) as unknown };
      }
    }
  } finally {
    ending.abort();
  }
}
