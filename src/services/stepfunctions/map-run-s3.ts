// What a distributed Map reads from S3, and writes there, in the name of the state machine's role.
import { decodeResponse } from '../../aws/client/decode-response.ts';
import { serviceModel } from '../../aws/service-model.ts';
import type { Values } from '../../aws/wire/message.ts';
import {
  callingEndpoint,
  EndpointGone,
  sendToEndpoint,
  type CallAws,
  type EndpointCaller,
} from '../../account/call-aws.ts';
import type { JsonValue } from '../../lib/json-path.ts';
import { listIn, textIn } from '../cloudformation/resource-type.ts';
import { readerError } from './language/item-reader.ts';
import type { ReadS3 } from './language/walking.ts';
import type { PutObject } from './map-run-result.ts';

/** Rejects with a StateError `States.ItemReaderFailed`, whose cause is what S3 says; with EndpointGone when nothing answers. */
export function readingS3(caller: EndpointCaller): ReadS3 {
  const call = callingEndpoint(caller);
  const asked = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      // The execution goes on with it later.
      if (error instanceof EndpointGone) throw error;
      throw readerError(error instanceof Error ? error.message : String(error));
    }
  };
  return {
    object: async (bucket, key) => asked(bytesOf(caller, bucket, key)),
    list: async (request, most) => {
      const items: JsonValue[] = [];
      let ContinuationToken: string | undefined;
      do {
        const more = ContinuationToken === undefined ? {} : { ContinuationToken };
        const page = await asked(call('s3', 'ListObjectsV2', { ...request, ...more }));
        items.push(...(listIn(page, 'Contents') as readonly Values[]).map(itemOf));
        const next = textIn(page, 'NextContinuationToken');
        ContinuationToken = next === '' ? undefined : next;
      } while (ContinuationToken !== undefined && items.length < most);
      return items;
    },
  };
}

/** As they are: a file may be packed. @throws CallRefused, EndpointGone */
async function bytesOf(caller: EndpointCaller, bucket: string, key: string): Promise<Uint8Array> {
  const names = key.split('/');
  // In an address they lead to another object, however they are written.
  if (names.some((name) => name === '.' || name === '..'))
    throw new Error(`The key "${key}" cannot be asked for: a part of it is "." or ".."`);
  const path = `/${[bucket, ...names].map(encodeURIComponent).join('/')}`;
  const { ok, status, headers, bytes } = await fetched(caller, path);
  if (ok) return bytes;
  const refused = { status, headers: Object.fromEntries(headers), text: Buffer.from(bytes).toString('utf8') };
  decodeResponse(serviceModel('s3'), 'GetObject', refused);
  return new Uint8Array();
}

async function fetched(caller: EndpointCaller, path: string) {
  try {
    const response = await sendToEndpoint(caller, 's3', { method: 'GET', path, headers: {} });
    const { ok, status, headers } = response;
    return { ok, status, headers, bytes: new Uint8Array(await response.arrayBuffer()) };
  } catch (error) {
    caller.signal?.throwIfAborted();
    throw new EndpointGone('The endpoint does not answer', { cause: error });
  }
}

/** With these members, and the time in seconds (developer guide, "ItemReader (Map)"). */
function itemOf({ ETag, Key, LastModified, Size, StorageClass }: Values): JsonValue {
  const time = LastModified instanceof Date ? LastModified : new Date(String(LastModified));
  return {
    Etag: String(ETag),
    Key: String(Key),
    LastModified: Math.floor(time.getTime() / 1000),
    Size: Number(Size),
    StorageClass: typeof StorageClass === 'string' ? StorageClass : 'STANDARD',
  };
}

export function puttingS3(call: CallAws): PutObject {
  return async (Bucket, Key, text) => {
    await call('s3', 'PutObject', { Bucket, Key, Body: Buffer.from(text), ContentType: 'application/json' });
  };
}
