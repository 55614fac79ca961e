// Streams of server-sent events (HTML Living Standard, "Server-sent events") that hold nothing longer than they live. One
// ends when its client goes away, when the token or session that opened it is valid no more, when its client reads
// nothing for too long, and with the server.
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { isStillAllowed } from './guard.ts';
import type { ApiEnv, Served } from './served.ts';

export interface LiveStream {
  readonly isOver: () => boolean;
  /** Resolves when the client has room for more, or when the stream is over. */
  readonly send: (event: {
    readonly name: string;
    readonly id: number;
    readonly data: unknown;
  }) => Promise<void>;
  /** Something that keeps proxies and browsers from giving up the connection. */
  readonly sendHeartbeat: () => Promise<void>;
  /** Ends the current wait, or the next one when there is none. */
  readonly ring: () => void;
  /** Resolves at the next ring, at the end of the stream, or after the time. */
  readonly wait: (timeoutMs: number) => Promise<'rung' | 'timeout'>;
}

interface Open {
  readonly isAllowed: () => boolean;
  readonly end: () => void;
  /** Since when the client has read nothing of what waits for it. */
  blockedSince: number | undefined;
}

/** A process may have so many files open, and every stream is one. */
const maxStreams = 1000;
/** Between two checks of all streams: a token can be revoked by another process. */
const checkMs = 500;
/** Bytes that wait for one client before its stream waits too. */
const highWaterMark = 65_536;

export class LiveStreams {
  readonly #open = new Set<Open>();
  readonly #served: Pick<Served, 'ending' | 'log'>;
  readonly #maxBlockedMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(served: Pick<Served, 'ending' | 'log'>, { maxBlockedMs = 60_000 } = {}) {
    this.#served = served;
    this.#maxBlockedMs = maxBlockedMs;
    served.ending.addEventListener('abort', () => [...this.#open].forEach(({ end }) => end()), {
      once: true,
    });
  }

  get size(): number {
    return this.#open.size;
  }

  get isFull(): boolean {
    return this.#open.size >= maxStreams;
  }

  /** The body of the answer. `run` must end soon after `isOver`. */
  open(
    c: Context<ApiEnv>,
    run: (stream: LiveStream) => Promise<void>,
  ): ReadableStream<Uint8Array<ArrayBuffer>> {
    c.header('Content-Type', 'text/event-stream');
    c.header('Cache-Control', 'no-cache');
    const { stream, body, open } = makeStream(c, () => this.#remove(open));
    this.#open.add(open);
    if (this.#served.ending.aborted) open.end();
    this.#timer ??= setInterval(() => this.#check(), checkMs);
    run(stream)
      .catch((error: unknown) => this.#served.log.error({ error: String(error), path: c.req.path }, 'stream'))
      .finally(open.end);
    return body;
  }

  #remove(open: Open): void {
    this.#open.delete(open);
    if (this.#open.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #check(): void {
    const now = performance.now();
    for (const { isAllowed, end, blockedSince = now } of this.#open)
      if (now - blockedSince > this.#maxBlockedMs || !isAllowed()) end();
  }
}

interface Made {
  readonly stream: LiveStream;
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly open: Open;
}

function makeStream(c: Context<ApiEnv>, onEnd: () => void): Made {
  const bell = createBell();
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined;
  let isOver = false;
  let takeMore = (): void => undefined;
  const open: Open = {
    isAllowed: () => isStillAllowed(c),
    blockedSince: undefined,
    end: () => {
      if (isOver) return;
      isOver = true;
      closeBody(c, controller);
      takeMore();
      bell.ring();
      onEnd();
    },
  };
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start: (given) => void (controller = given),
      pull: () => takeMore(),
      cancel: () => {
        controller = undefined;
        open.end();
      },
    },
    { highWaterMark, size: (chunk) => chunk.byteLength },
  );
  const write = async (text: string): Promise<void> => {
    if (isOver || controller === undefined) return;
    controller.enqueue(encoder.encode(text));
    if ((controller.desiredSize ?? 0) > 0) return;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    takeMore = () => resolve(undefined);
    open.blockedSince = performance.now();
    await promise;
    open.blockedSince = undefined;
  };
  const stream: LiveStream = {
    isOver: () => isOver,
    send: ({ name, id, data }) => write(`event: ${name}\ndata: ${JSON.stringify(data)}\nid: ${id}\n\n`),
    sendHeartbeat: () => write(': still here\n\n'),
    ...bell,
  };
  return { stream, body, open };
}

/** A client that does not read would never see the end: its connection is cut. */
function closeBody(c: Context<ApiEnv>, controller: ReadableStreamDefaultController | undefined): void {
  if (controller === undefined) return;
  const isBlocked = (controller.desiredSize ?? 0) <= 0;
  controller.close();
  if (isBlocked) (c.env as Partial<HttpBindings> | undefined)?.outgoing?.destroy();
}

function createBell(): Pick<LiveStream, 'ring' | 'wait'> {
  let hasRung = false;
  let wake = (): void => undefined;
  return {
    ring: () => {
      hasRung = true;
      wake();
    },
    wait: async (timeoutMs) => {
      const { promise, resolve } = Promise.withResolvers<'rung' | 'timeout'>();
      wake = () => resolve('rung');
      if (hasRung) resolve('rung');
      const timer = setTimeout(() => resolve('timeout'), timeoutMs);
      const how = await promise;
      clearTimeout(timer);
      hasRung = false;
      return how;
    },
  };
}
