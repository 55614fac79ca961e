// The daemon's half of the protocol.
import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { listen } from '../../lib/listen.ts';
import { ProblemError } from '../../lib/problem.ts';
import { isDiskFull, problemBehind } from '../../lib/system-problem.ts';
import { readJsonLines, writeJsonLine } from './json-lines.ts';
import { LEFT_STATUS, type DaemonReply, type DaemonRequest } from './protocol.ts';

/**
 * Answers one request. `signal` aborts when the caller's connection is gone: whatever was begun for it must end then.
 */
export type RequestHandler = (
  request: DaemonRequest,
  io: { readonly signal: AbortSignal; readonly emit: (event: unknown) => void },
) => Promise<unknown>;

/** Listens on the socket file, in place of whatever dead daemon left it behind. */
export async function serveRequests(options: {
  readonly socketFile: string;
  readonly version: string;
  readonly handle: RequestHandler;
}): Promise<Server> {
  rmSync(options.socketFile, { force: true });
  const server = createServer((socket) => serveOne(socket, options.version, options.handle));
  await listen(server, { path: options.socketFile });
  return server;
}

function serveOne(socket: Socket, version: string, handle: RequestHandler): void {
  const gone = new AbortController();
  const reply = (message: DaemonReply): void => writeJsonLine(socket, message);
  socket.on('error', () => socket.destroy());
  let isAnswered = false;
  socket.on('close', () => {
    if (!isAnswered) gone.abort(new Error('the caller is gone'));
  });
  readJsonLines(socket, (message) => {
    const request = message as DaemonRequest;
    if (request.type === 'leave') process.exit(LEFT_STATUS);
    const io = { signal: gone.signal, emit: (event: unknown): void => reply({ reply: 'event', event }) };
    const answer = request.type === 'ping' ? Promise.resolve({ version }) : handle(request, io);
    answer
      .then(
        (result) => reply({ reply: 'result', result }),
        (error: unknown) => reply(refusal(error)),
      )
      .finally(() => {
        isAnswered = true;
        socket.end();
      });
  });
}

function refusal(error: unknown): DaemonReply {
  if (error instanceof ProblemError) return { reply: 'problems', problems: error.problems };
  // No fault of the daemon: the caller fails for this reason, and can try again when there is room.
  const full = isDiskFull(error) ? problemBehind(error) : undefined;
  if (full !== undefined) return { reply: 'problems', problems: [full] };
  return { reply: 'error', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
