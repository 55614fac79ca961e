// A call that an endpoint of one invocation does not answer itself goes on to AWS's API of this machine.
import { request as openRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { passHead } from '../../lib/pass-head.ts';

/** @param onward `http://127.0.0.1:PORT` */
export function passOn(request: IncomingMessage, response: ServerResponse, onward: string): void {
  const { method, url = '/', headers } = request;
  const further = openRequest(`${onward}${url}`, { method, headers }, (answer) => {
    // What breaks off here breaks off for the caller too.
    if (passHead(answer, response)) pipeline(answer, response, () => undefined);
    else {
      answer.destroy();
      response.destroy();
    }
  });
  further.on('error', () => response.destroy());
  response.once('close', () => further.destroy());
  request.pipe(further);
}
