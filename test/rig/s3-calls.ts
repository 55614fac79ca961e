// S3 as its clients use it: over HTTP, with a signature that names the caller.
import { createHash } from 'node:crypto';
import { get, type IncomingHttpHeaders } from 'node:http';
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

interface Page {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** As a browser asks for a page of a website, or an object by the name of its bucket. */
export async function visit(
  { url }: Pick<TestEndpoint, 'url'>,
  path: string,
  {
    host = 'shop.s3-website.localhost',
    headers = {},
  }: { host?: string; headers?: Record<string, string> } = {},
): Promise<Page> {
  return await new Promise((resolve, reject) => {
    get(new URL(path, url), { headers: { ...headers, host } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          text: Buffer.concat(parts).toString(),
        }),
      );
    }).on('error', reject);
  });
}

/** The texts of all elements with this name. */
export function all(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) =>
    text.replaceAll('&quot;', '"'),
  );
}

export const md5 = (text: string | Uint8Array) => createHash('md5').update(text).digest('hex');
