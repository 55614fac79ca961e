// The signature of a request to AWS, for services that have no client of the SDK here. Pure. Source: IAM user guide, "Create a signed
// AWS API request" (Signature Version 4).
import { createHash, createHmac } from 'node:crypto';
import type { EncodedRequest } from '../../aws/client/encode-request.ts';

export interface SigningKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface SigningScope {
  readonly host: string;
  readonly region: string;
  readonly signingName: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The headers that sign the request, to be sent with its own. Not for S3, which encodes paths otherwise. */
export function signatureOf(
  { method, path, body }: EncodedRequest,
  keys: SigningKeys,
  { host, region, signingName, now }: SigningScope,
): Readonly<Record<string, string>> {
  const time = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const token = keys.sessionToken === undefined ? {} : { 'x-amz-security-token': keys.sessionToken };
  const signed = Object.entries({ host, 'x-amz-date': time, ...token });
  const names = signed
    .map(([name]) => name)
    .toSorted()
    .join(';');
  const [uri = '/', query = ''] = path.split(/\?(.*)/s);
  const canonical = [
    method,
    uri.split('/').map(encoded).join('/'),
    query.split('&').filter(Boolean).map(withEquals).toSorted().join('&'),
    ...signed.map(([name, value]) => `${name}:${value}`).toSorted(),
    '',
    names,
    sha256(body),
  ].join('\n');
  const day = time.slice(0, 8);
  const scope = `${day}/${region}/${signingName}/aws4_request`;
  const key = [day, region, signingName, 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${keys.secretAccessKey}`,
  );
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const signature = Buffer.from(hmac(key, text)).toString('hex');
  return {
    'x-amz-date': time,
    ...token,
    authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

/** Once more than in the request. */
function encoded(segment: string): string {
  return encodeURIComponent(segment).replaceAll(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function withEquals(part: string): string {
  return part.includes('=') ? part : `${part}=`;
}

function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
