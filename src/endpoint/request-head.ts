// The head of a request as the codec takes it. A bucket in the host's name becomes the first part of the path.
import type { IncomingMessage } from 'node:http';
import type { RequestHead } from '../aws/wire/message.ts';
import { credentialScope } from '../aws/wire/recognise.ts';

export function headOf({ method = 'GET', url = '/', headers }: IncomingMessage): RequestHead {
  const mark = url.indexOf('?');
  const head: RequestHead = {
    method,
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
    ),
  };
  const bucket = bucketInHost(head);
  return bucket === undefined ? head : { ...head, path: `/${bucket}${head.path}` };
}

/** `BUCKET.s3.localhost:PORT`, `BUCKET.s3.eu-west-1.amazonaws.com` (S3 user guide, Virtual hosting of buckets). */
function bucketInHost(head: RequestHead): string | undefined {
  const host = head.headers['host'] ?? '';
  if (credentialScope(head)?.signingName !== 's3') return undefined;
  return /^(.+)\.(?:s3[.-][^:]+|s3|localhost)(?::\d+)?$/.exec(host)?.[1];
}
