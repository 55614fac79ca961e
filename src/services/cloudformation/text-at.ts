// The text of an object of S3 that a caller names by its address.
import { CallRefused } from '../../aws/client/decode-response.ts';
import type { ServiceCall } from '../service.ts';
import { percentDecoded } from '../../lib/percent-decoded.ts';
import { callingAs, type CallAws } from '../../account/call-aws.ts';
import { invalid } from './errors.ts';
import { textIn } from './resource-type.ts';

/** An object of S3 of this account, whatever the form of its address. */
export async function textAt(url: string, call: ServiceCall): Promise<string> {
  const [, bucketOfUri, keyOfUri] = /^s3:\/\/([^/]+)\/(.+)$/.exec(url) ?? [];
  if (bucketOfUri !== undefined && keyOfUri !== undefined)
    return await objectText({ Bucket: bucketOfUri, Key: keyOfUri, isOfS3: true }, call);
  const { hostname, pathname } = parsedUrl(url);
  const [, bucketOfHost] = /^(.+)\.s3[.-][^/]*$/.exec(hostname) ?? [];
  const parts = decodedPath(pathname).split('/').slice(1);
  const Bucket = bucketOfHost ?? parts[0] ?? '';
  const Key = (bucketOfHost === undefined ? parts.slice(1) : parts).join('/');
  const isOfS3 = bucketOfHost !== undefined || /^s3[.-]/.test(hostname);
  return await objectText({ Bucket, Key, isOfS3 }, call);
}

interface Addressed {
  readonly Bucket: string;
  readonly Key: string;
  /** By its host's name. The endpoint itself may have any. */
  readonly isOfS3: boolean;
}

async function objectText({ Bucket, Key, isOfS3 }: Addressed, call: ServiceCall): Promise<string> {
  try {
    const answer = await callsOf(call)('s3', 'GetObject', { Bucket, Key });
    return textIn(answer, 'Body');
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    if (!isOfS3 && error.code === 'NoSuchBucket') throw invalid('TemplateURL must be a supported URL.');
    throw invalid(`S3 error: ${error.message}`);
  }
}

function decodedPath(path: string): string {
  const decoded = percentDecoded(path);
  if (decoded === undefined) throw invalid('TemplateURL must be a supported URL.');
  return decoded;
}

function parsedUrl(url: string): URL {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol))
    throw invalid('TemplateURL must be a supported URL.');
  return parsed;
}

/** Other services, in the caller's name. */
export function callsOf({ ground, caller, place }: ServiceCall): CallAws {
  return callingAs(ground, { principal: caller, region: place.region });
}
