// A stream of server-sent events that comes back whatever has ended it. A browser comes back by itself only after a connection
// that broke: after an answer that is no stream, as 503 or one of a proxy, it gives up.

export interface EventStream {
  readonly close: () => void;
}

interface Handlers {
  /** By the names of events. */
  readonly on: Readonly<Record<string, (data: unknown) => void>>;
  /** There is no connection; it is tried again. */
  readonly onLost?: () => void;
  /** The server has answered with something else than a stream; it is asked again. */
  readonly onRefused?: () => void;
}

const againMs = 1000;

/** @param pathAfter the address; with the id of the last event that came, from which it goes on */
export function openEventStream(
  pathAfter: (lastEventId: string | undefined) => string,
  { on, onLost, onRefused }: Handlers,
): EventStream {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: string | undefined;
  const open = (): void => {
    timer = undefined;
    const own = new EventSource(pathAfter(last));
    source = own;
    for (const [name, take] of Object.entries(on))
      own.addEventListener(name, (event: MessageEvent<string>) => {
        last = event.lastEventId;
        take(JSON.parse(event.data));
      });
    own.addEventListener('error', () => {
      if (source !== own) return;
      onLost?.();
      if (own.readyState !== EventSource.CLOSED) return;
      onRefused?.();
      timer ??= setTimeout(open, againMs);
    });
  };
  open();
  return {
    close: () => {
      source?.close();
      source = undefined;
      clearTimeout(timer);
    },
  };
}
