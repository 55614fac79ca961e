// A call that an endpoint of one invocation does not answer itself goes on to AWS's API of this machine.
import { request as openRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';

/** @param onward `http://127.0.0.1:PORT` */
export function passOn(request: IncomingMessage, response: ServerResponse, onward: string): void {
  const { method, url = '/', headers } = request;
  const further = openRequest(`${onward}${url}`, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    // What breaks off here breaks off for the caller too.
    pipeline(answer, response, () => undefined);
  });
  further.on('error', () => response.destroy());
  response.once('close', () => further.destroy());
  request.pipe(further);
}
