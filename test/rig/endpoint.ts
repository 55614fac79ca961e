// An endpoint of AWS's API in this process, over a state folder of its own, and plain calls of it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { localUser } from '../../src/account/principals.ts';
import { openSessions, type Credentials } from '../../src/account/sessions.ts';
import { serveEndpoint } from '../../src/endpoint/serve-endpoint.ts';
import { makeFolder } from './temporary-folder.ts';

const place = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };

export interface TestEndpoint extends AsyncDisposable {
  readonly url: string;
  readonly stateFolder: string;
  /** Of the local user. */
  readonly credentials: Credentials;
  /** What plain calls send besides. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For AWS's SDK. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: Credentials;
    readonly maxAttempts: 1;
  };
}

export async function openTestEndpoint(): Promise<TestEndpoint> {
  await using opened = new AsyncDisposableStack();
  const folder = opened.use(await makeFolder());
  const stateFolder = join(folder.path, '.slipway');
  mkdirSync(stateFolder);
  const credentials = userKeys(stateFolder);
  const { url } = opened.use(await serveEndpoint(stateFolder, join(stateFolder, 'targets', '@endpoint')));
  const held = opened.move();
  const client = { endpoint: url, region: place.region, credentials, maxAttempts: 1 as const };
  return { url, stateFolder, credentials, client, [Symbol.asyncDispose]: async () => held.disposeAsync() };
}

export function userKeys(stateFolder: string): Credentials {
  using sessions = openSessions(stateFolder);
  return sessions.keysOf(localUser(place));
}

export interface PlainAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** With a signature that names the caller and the service, and proves nothing. */
export function signature(
  service: string,
  { accessKeyId, sessionToken }: Credentials,
  { region }: { readonly region: string } = place,
): Record<string, string> {
  const scope = `${accessKeyId}/20260101/${region}/${service}/aws4_request`;
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=00`,
    ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
  };
}

/** In the query protocol. */
export async function callQuery(
  { url, credentials, headers }: Pick<TestEndpoint, 'url' | 'credentials' | 'headers'>,
  service: string,
  parameters: Readonly<Record<string, string>>,
): Promise<PlainAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...signature(service, credentials), ...headers },
    body: new URLSearchParams(parameters),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** In JSON 1.1. @param target `AmazonSSM.GetParameter` */
export async function callJson(
  { url, credentials, headers }: Pick<TestEndpoint, 'url' | 'credentials' | 'headers'>,
  service: string,
  { target, input }: { readonly target: string; readonly input: unknown },
): Promise<PlainAnswer & { readonly body: Readonly<Record<string, unknown>> }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      ...signature(service, credentials),
      ...headers,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': target,
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  const body = JSON.parse(text === '' ? '{}' : text) as Readonly<Record<string, unknown>>;
  return { status: response.status, headers: response.headers, text, body };
}
