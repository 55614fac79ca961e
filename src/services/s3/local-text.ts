// Text objects of a website with addresses of APIs and websites of this machine, as AWS's tools compute them: they are sent
// with the addresses where these answer, and a header says what was replaced. The object itself stays as it was put.
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { withLocalAddresses, type KnownHere } from '../../model/local-address.ts';
import type { BucketAnswer, BucketObject } from '../../targets/bucket/bucket-request.ts';

/** A larger text is sent as it is: it is read as a whole. */
const mostBytes = 8 * 1024 * 1024;

const texts = /^(?:text\/|application\/(?:json|javascript|xml|manifest\+json)|[^;]+\+(?:json|xml))/i;

export async function withLocalText<T extends BucketObject>(
  answer: BucketAnswer<T>,
  { read, here }: { readonly read: (object: T) => Readable; readonly here: () => KnownHere },
): Promise<BucketAnswer<T>> {
  const { body, headers } = answer;
  if (body === undefined || 'text' in body || !isText(body.object, headers)) return answer;
  const text = (await buffer(read(body.object))).toString('utf8');
  const rewritten = withLocalAddresses(text, here());
  if (rewritten.replaced.length === 0) return answer;
  const replaced = rewritten.replaced.map(({ from, to }) => `${from} is ${to}`).join(', ');
  return {
    ...answer,
    headers: {
      ...headers,
      'content-length': String(Buffer.byteLength(rewritten.text)),
      'x-slipway-rewritten': replaced,
    },
    body: { text: rewritten.text },
  };
}

function isText({ size, contentType }: BucketObject, headers: Readonly<Record<string, string>>): boolean {
  return size <= mostBytes && texts.test(contentType) && headers['content-encoding'] === undefined;
}
