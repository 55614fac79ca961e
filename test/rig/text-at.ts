// Visits addresses of this machine as browsers do, also those below `localhost`, which Node does not resolve everywhere.
import { get } from 'node:http';
import { text } from 'node:stream/consumers';

/** What is answered there, whatever the status. */
export async function textAt(url: string): Promise<string> {
  const { host } = new URL(url);
  return await new Promise((resolve, reject) => {
    get(url, { hostname: '127.0.0.1', headers: { host } }, (response) => resolve(text(response))).on(
      'error',
      reject,
    );
  });
}
