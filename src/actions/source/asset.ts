// The object of S3 that a source names, where the definition has it as a file: an asset of the CDK.
import { ownValue } from '../../lib/own-value.ts';
import type { ActionContext } from '../provider.ts';

/** An absolute path; undefined for any other source. */
export function assetOf({
  configuration,
  definition,
}: Pick<ActionContext<unknown>, 'configuration' | 'definition'>): string | undefined {
  const { S3Bucket, S3ObjectKey } = configuration ?? {};
  return ownValue(definition.assets ?? {}, `${S3Bucket ?? ''}/${S3ObjectKey ?? ''}`);
}
