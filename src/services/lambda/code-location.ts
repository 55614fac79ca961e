// Where the zip of a function's or a layer's code is fetched from: the Location of GetFunction and GetLayerVersion. As on AWS
// who has the address needs nothing else.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ground, ServiceCall } from '../service.ts';
import { lambdaOf } from './lambda-ground.ts';

/** As `data-plane.ts` has it. */
const begin = '/_slipway/lambda-code/';

/** Empty for code that is no zip. */
export function codeLocation(sha256: string, { ground }: Pick<ServiceCall, 'ground'>): string {
  return sha256 === '' ? '' : `${ground.url}${begin}${Buffer.from(sha256, 'base64').toString('hex')}.zip`;
}

export async function serveCode(
  { url = '/' }: IncomingMessage,
  response: ServerResponse,
  ground: Ground,
): Promise<void> {
  const hex = /\/([0-9a-f]{64})\.zip(?:[?#]|$)/.exec(url)?.[1];
  const zip =
    hex === undefined
      ? undefined
      : lambdaOf({ ground }).code.read(Buffer.from(hex, 'hex').toString('base64'));
  if (zip === undefined)
    response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such code\n');
  else response.writeHead(200, { 'content-type': 'application/zip', 'content-length': zip.length }).end(zip);
  await Promise.resolve();
}
