// S3 as its clients use it: over HTTP, with a signature that names the caller.
import { createHash } from 'node:crypto';
import { openTestEndpoint, signature, type TestEndpoint } from './endpoint.ts';

interface Call {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** @param address `PUT /bucket/key?acl` */
export async function call(
  endpoint: TestEndpoint,
  address: string,
  { headers = {}, body }: Call = {},
): Promise<Answer> {
  const [method = '', path = ''] = address.split(' ');
  const response = await fetch(`${endpoint.url}${path}`, {
    method,
    headers: { ...signature('s3', endpoint.credentials), ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

export const location =
  '<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>';

export async function openWithBucket(): Promise<TestEndpoint> {
  const endpoint = await openTestEndpoint();
  await call(endpoint, 'PUT /shop', { body: location });
  return endpoint;
}

export async function enableVersions(endpoint: TestEndpoint, status = 'Enabled'): Promise<void> {
  const body = `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`;
  await call(endpoint, 'PUT /shop?versioning', { body });
}

/** The texts of all elements with this name. */
export function all(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) =>
    text.replaceAll('&quot;', '"'),
  );
}

export const md5 = (text: string | Uint8Array) => createHash('md5').update(text).digest('hex');
