// The keys of Cognito's user pools, by which their tokens are verified: `/REGION_POOL/.well-known/jwks.json`, without a signature
// as on AWS (Cognito developer guide, "Verifying JSON web tokens").
import { placeOfAccount } from '../../account/place-of-account.ts';
import { AwsError } from '../../aws/wire/aws-error.ts';
import type { DataPlane } from '../data-plane.ts';
import type { Ground } from '../service.ts';
import { behindServices } from './behind-services.ts';
import { askMoto } from './ask-moto.ts';
import { NotAnswered } from './pass-on.ts';

export const serveUserPoolKeys: DataPlane = async (incoming, response, ground) => {
  const { status, body } = await keysAt(incoming.url ?? '', ground);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
};

async function keysAt(
  path: string,
  ground: Ground,
): Promise<{ readonly status: number; readonly body: string }> {
  const service = behindServices.find(({ name }) => name === 'cognito-idp');
  const region = /^\/([a-z0-9-]+)_/.exec(path)?.[1];
  if (service === undefined || region === undefined) return { status: 404, body: '{}' };
  const head = { method: 'GET', path, query: '', headers: { host: `cognito-idp.${region}.amazonaws.com` } };
  try {
    const place = { ...placeOfAccount(ground.account), region };
    const { status, text: body } = await askMoto(ground, place, { service, operation: `GET ${path}`, head });
    return { status, body };
  } catch (error) {
    if (error instanceof NotAnswered || error instanceof AwsError)
      return { status: 503, body: JSON.stringify({ message: error.message }) };
    throw error;
  }
}
