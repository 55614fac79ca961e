// The code that a call brings along: bytes, or an object of S3.
import type { AwsError } from '../../aws/wire/aws-error.ts';
import { refuse, type ServiceCall } from '../service.ts';
import type { LambdaApi } from '../../aws/operations/lambda.ts';
import { storeOf } from '../s3/s3-call.ts';
import type { StoredCode } from './code-store.ts';
import { lambdaOf } from './lambda-ground.ts';
import { invalid } from './names.ts';

export interface CodeInput {
  readonly ZipFile?: Uint8Array;
  readonly S3Bucket?: string;
  readonly S3Key?: string;
  readonly S3ObjectVersion?: string;
  readonly ImageUri?: string;
}

/** Lambda developer guide, Lambda quotas: a deployment package, zipped, for direct upload. */
const mostZippedBytes = 52_428_800;

/**
 * Stored, checked and unpacked when it resolves.
 * @throws AwsError for what is no code
 */
export async function takeCode(input: CodeInput, call: ServiceCall): Promise<StoredCode> {
  const { code } = lambdaOf(call);
  const stored = code.put(await bytesOf(input, call));
  const wrong = await code.check(stored.sha256);
  if (wrong === 'too large') throw invalid('Unzipped size must be smaller than 262144000 bytes');
  if (wrong !== undefined || 'failed' in (await code.unpack(stored.sha256)))
    throw invalid('Could not unzip uploaded file. Please check your file, then try to upload again.');
  return stored;
}

async function bytesOf(input: CodeInput, call: ServiceCall): Promise<Uint8Array> {
  const { ZipFile, S3Bucket, S3Key } = input;
  if (ZipFile !== undefined && (S3Bucket !== undefined || S3Key !== undefined))
    throw invalid('Please do not provide other FunctionCode parameters when providing a ZipFile.');
  if (ZipFile !== undefined) {
    if (ZipFile.length <= mostZippedBytes) return ZipFile;
    throw refuse<LambdaApi>(
      'RequestTooLargeException',
      `Zipped size must be smaller than ${mostZippedBytes} bytes`,
    );
  }
  if (S3Bucket === undefined || S3Key === undefined)
    throw invalid('Please provide a source for function code.');
  return await objectBytes({ ...input, S3Bucket, S3Key }, call);
}

async function objectBytes(
  { S3Bucket, S3Key, S3ObjectVersion }: CodeInput & { readonly S3Bucket: string; readonly S3Key: string },
  call: ServiceCall,
): Promise<Uint8Array> {
  const store = storeOf(call);
  const bucket = store.bucket(S3Bucket);
  if (bucket === undefined) throw s3Refusal('NoSuchBucket', 'The specified bucket does not exist');
  if (bucket.region !== call.place.region)
    throw s3Refusal(
      'PermanentRedirect',
      `The bucket is in this region: ${bucket.region}. Please use this region to retry the request`,
    );
  const version =
    S3ObjectVersion === undefined
      ? store.latest(S3Bucket, S3Key)
      : store.version(S3Bucket, S3Key, S3ObjectVersion);
  if (version === undefined || version.isMarker)
    throw S3ObjectVersion === undefined
      ? s3Refusal('NoSuchKey', 'The specified key does not exist.')
      : s3Refusal('NoSuchVersion', 'The specified version does not exist.');
  const range = { first: 0, last: version.sizeBytes - 1 };
  return Buffer.concat(await Array.fromAsync(store.contents.read(version.parts, range)));
}

function s3Refusal(code: string, text: string): AwsError {
  return invalid(`Error occurred while GetObject. S3 Error Code: ${code}. S3 Error Message: ${text}`);
}
