// Requests to addresses of this machine, also to those with a name below `localhost`: browsers and curl take it for the loopback
// interface (RFC 6761, 6.3), and the system's resolver, which Node asks, does not everywhere.
import { request, type IncomingMessage } from 'node:http';

/** The status that HEAD gets there; undefined where nothing answers within the time. @param url of HTTP */
export async function statusAt(url: string, timeoutMs = 2000): Promise<number | undefined> {
  return await new Promise((resolve) => {
    const answered = (response: IncomingMessage): void => {
      response.destroy();
      resolve(response.statusCode);
    };
    const { hostname, host } = new URL(url);
    const to = hostname.endsWith('.localhost') ? { hostname: '127.0.0.1', headers: { host } } : {};
    request(url, { ...to, method: 'HEAD', signal: AbortSignal.timeout(timeoutMs) }, answered)
      .on('error', () => resolve(undefined))
      .end();
  });
}
