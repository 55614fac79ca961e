// What the commands of a build wait for: a test opens it. It is a port, because builds have a file tree of their own.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Gate extends AsyncDisposable {
  /** A shell command that succeeds when the gate is open, and prints what it was opened with. */
  readonly test: string;
  /** A shell command that ends when the gate is open, without output. */
  readonly wait: string;
  readonly open: (text?: string) => void;
}

export async function makeGate(): Promise<Gate> {
  let said: string | undefined;
  const server = createServer((_, response) => {
    response.statusCode = said === undefined ? 503 : 200;
    response.end(said ?? 'closed');
  });
  const { promise, resolve } = Promise.withResolvers<undefined>();
  server.listen(0, '127.0.0.1', () => resolve(undefined));
  await promise;
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const test = `curl --silent --fail --noproxy '*' ${url}`;
  return {
    test,
    wait: `until ${test} >/dev/null; do sleep 0.02; done`,
    open: (text = 'open') => (said = text),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      const closed = Promise.withResolvers<undefined>();
      server.close(() => closed.resolve(undefined));
      await closed.promise;
    },
  };
}
