// The code that a call brings along: bytes, or an object of S3.
import { isFailed } from '../../lib/result.ts';
import { refuse, type ServiceCall } from '../service.ts';
import type { LambdaApi } from '../../aws/operations/lambda.ts';
import { storedBytes } from '../s3/stored-object.ts';
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
  const found = await storedBytes(call, { bucket: S3Bucket, key: S3Key, versionId: S3ObjectVersion });
  if (!isFailed(found)) return found.bytes;
  const { code, message } = found.failed;
  throw invalid(`Error occurred while GetObject. S3 Error Code: ${code}. S3 Error Message: ${message}`);
}
