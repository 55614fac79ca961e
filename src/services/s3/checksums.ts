// Digests of a content, computed while it is written (S3 user guide, "Checking object integrity").
import { checksumAlgorithms, type ChecksumAlgorithm } from '../../lib/content-digest.ts';
import { defined } from '../../lib/defined.ts';
import { unsupportedChecksum } from '../../aws/wire/aws-chunks.ts';
import { s3Error } from './s3-errors.ts';

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** In base64; of parts, with their number. */
  readonly value: string;
  readonly type: 'FULL_OBJECT' | 'COMPOSITE';
}

export interface ChecksumInput {
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: string | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
}

/** What a request says of its content. */
export interface ExpectedDigests {
  readonly md5?: string;
  readonly algorithm?: ChecksumAlgorithm;
  /** Absent when the request wants it computed alone. */
  readonly value?: string;
}

/** @throws AwsError when the request names several, one that is malformed, or one that is not computed here */
export function expectedDigests(input: ChecksumInput): ExpectedDigests {
  const { ContentMD5: md5, ChecksumAlgorithm: named } = input;
  if (md5 !== undefined && Buffer.from(md5, 'base64').length !== 16)
    throw s3Error('InvalidDigest', { members: { 'Content-MD5': md5 } });
  const given = checksumAlgorithms.filter((each) => input[`Checksum${each}`] !== undefined);
  if (given.length > 1)
    throw s3Error('InvalidRequest', {
      message: 'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    });
  const algorithm = given[0] ?? checksumAlgorithms.find((each) => each === named);
  const value = given[0] === undefined ? undefined : input[`Checksum${given[0]}`];
  if ((algorithm === undefined && named !== undefined) || hasUnsupported(input)) throw unsupportedChecksum();
  if (
    value !== undefined &&
    algorithm !== undefined &&
    lengths[algorithm] !== Buffer.from(value, 'base64').length
  )
    throw s3Error('InvalidRequest', {
      message: `Value for x-amz-checksum-${algorithm.toLowerCase()} header is invalid.`,
    });
  return defined({ md5, algorithm, value });
}

/** The model has more of them than S3 takes. */
function hasUnsupported(input: ChecksumInput): boolean {
  const others = Object.keys(input).filter((name) => /^Checksum(?!Algorithm$|Type$|Mode$)/.test(name));
  return others.some((name) => !checksumAlgorithms.some((each) => name === `Checksum${each}`));
}

/** The checksum of a part or a whole that is not of the algorithm of its upload. */
export function otherChecksum(expected: string, actual: string) {
  return s3Error('InvalidRequest', {
    message: `Checksum Type mismatch occurred, expected checksum Type: ${expected.toLowerCase()}, actual checksum Type: ${actual.toLowerCase()}`,
  });
}

const lengths: Readonly<Record<ChecksumAlgorithm, number>> = {
  CRC32: 4,
  CRC32C: 4,
  CRC64NVME: 8,
  SHA1: 20,
  SHA256: 32,
};

/** The member of an output that has it. */
export function checksumMembers(checksum: Checksum | undefined): Readonly<Record<string, string>> {
  if (checksum === undefined) return {};
  return { [`Checksum${checksum.algorithm}`]: checksum.value, ChecksumType: checksum.type };
}
