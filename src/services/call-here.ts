// Calls of this machine's own API by one of its services: S3 that invokes a function, and the like. They take the way of
// every other call, so it does not matter who answers.
import { localUser } from '../account/principals.ts';
import { credentialsHeader } from '../model/credentials-header.ts';
import { defined } from '../lib/defined.ts';
import type { AwsPlace } from '../model/place.ts';
import type { Ground } from './service.ts';

export interface OwnCall {
  /** By which the request is signed: `lambda`, `sqs` … */
  readonly signingName: string;
  /** With a query: `/2015-03-31/functions/NAME/policy`. */
  readonly path?: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface OwnAnswer {
  readonly isOk: boolean;
  readonly status: number;
  readonly text: string;
}

/** As the user of this machine. Rejects when the endpoint cannot be reached. */
export async function callHere(
  { url, sessions }: Pick<Ground, 'url' | 'sessions'>,
  place: AwsPlace,
  { signingName, path = '/', method = 'POST', headers = {}, body }: OwnCall,
): Promise<OwnAnswer> {
  const credentials = sessions.keysOf(localUser(place));
  const signed = credentialsHeader(credentials, { region: place.region, signingName });
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { ...signed, ...headers },
    ...defined({ body }),
  });
  return { isOk: response.ok, status: response.status, text: await response.text() };
}
