// A proxy between a browser and a server, with which a test decides when answers arrive, whether there is a connection at all, and
// what has come through it.
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

interface Hold {
  /** How many wait for their release. */
  readonly count: () => number;
  readonly release: () => void;
}

export interface HeldAnswers extends AsyncDisposable {
  readonly url: string;
  /** Keeps what the server answers, from now on, to requests whose address matches: it has answered, and nothing has arrived. */
  readonly holdAnswers: (address: RegExp) => Hold;
  /** Keeps the requests themselves: the server has not heard of them. */
  readonly holdRequests: (address: RegExp) => Hold;
  /** Whether this text has come through a stream of events. */
  readonly hasStreamed: (text: string) => boolean;
  /** Ends all connections. Until `connect` every request gets this status, or its connection is ended too. */
  readonly disconnect: (status?: number) => void;
  readonly connect: () => void;
}

interface Holding {
  readonly address: RegExp;
  readonly released: Promise<undefined>;
  count: number;
}

/** @param target where the server is now: it may come back elsewhere */
export async function holdAnswersOf(target: () => string): Promise<HeldAnswers> {
  const held: Readonly<Record<'answers' | 'requests', Set<Holding>>> = {
    answers: new Set(),
    requests: new Set(),
  };
  const sockets = new Set<Socket>();
  let isConnected = true;
  let refusal: number | undefined;
  let streamed = '';
  const hold = (kind: keyof typeof held, address: RegExp): Hold => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const holding: Holding = { address, released: promise, count: 0 };
    held[kind].add(holding);
    return {
      count: () => holding.count,
      release: () => {
        held[kind].delete(holding);
        resolve(undefined);
      },
    };
  };
  const waitFor = async (kind: keyof typeof held, path: string): Promise<void> => {
    for (const holding of held[kind]) {
      if (!holding.address.test(path)) continue;
      holding.count += 1;
      await holding.released;
    }
  };
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/';
    if (!isConnected) {
      if (refusal === undefined) request.socket.destroy();
      else response.writeHead(refusal, { 'content-type': 'text/plain' }).end('No server');
      return;
    }
    await waitFor('requests', path);
    const { method, headers } = request;
    const sent = ask(`${target()}${path}`, {
      method,
      headers: { ...headers, 'accept-encoding': 'identity' },
    });
    sent.on('error', () => response.destroy());
    response.on('close', () => sent.destroy());
    sent.on('response', (answer) => void passAnswer(answer, response, path));
    request.pipe(sent);
  };
  const passAnswer = async (
    answer: IncomingMessage,
    response: ServerResponse,
    path: string,
  ): Promise<void> => {
    answer.on('error', () => response.destroy());
    const isStream = answer.headers['content-type'] === 'text/event-stream';
    const body = isStream ? undefined : await wholeOf(answer);
    await waitFor('answers', path);
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    if (body !== undefined) {
      response.end(body);
      return;
    }
    response.flushHeaders();
    answer.on('data', (chunk: Buffer) => {
      streamed += chunk.toString('utf8');
      response.write(chunk);
    });
    answer.on('end', () => response.end());
  };
  const server = createServer((request, response) => void pass(request, response));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const listening = Promise.withResolvers<undefined>();
  server.listen(0, '127.0.0.1', () => listening.resolve(undefined));
  await listening.promise;
  const end = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    holdAnswers: (address) => hold('answers', address),
    holdRequests: (address) => hold('requests', address),
    hasStreamed: (text) => streamed.includes(text),
    disconnect: (status) => {
      isConnected = false;
      refusal = status;
      end();
    },
    connect: () => {
      isConnected = true;
    },
    [Symbol.asyncDispose]: async () => {
      const closed = Promise.withResolvers<undefined>();
      server.close(() => closed.resolve(undefined));
      end();
      await closed.promise;
    },
  };
}

async function wholeOf(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
