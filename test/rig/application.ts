// A web application inside the test's process, standing on a host's port, that does what the test says.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface Application extends AsyncDisposable {
  readonly server: Server;
  /** Closes the port and every connection at once, like a killed process. */
  readonly kill: () => Promise<void>;
}

/** `/health` answers 200; everything else is the handler's. */
export async function startApplication(
  url: string,
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Application> {
  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    if (request.url === '/health') response.end('well');
    else handler(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: Number(new URL(url).port), host: '127.0.0.1', backlog: 2048 }, resolve);
  });
  const kill = async (): Promise<void> => {
    if (!server.listening) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  return { server, kill, [Symbol.asyncDispose]: kill };
}
