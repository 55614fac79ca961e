// Distributions that calls have made: as they were given, and in the register, where the S3 action finds what stands in front
// of a bucket.
import type { CloudFrontApi } from '../../aws/operations/cloudfront.ts';
import { resourceTypes } from '../../account/resource-types.ts';
import { formatArn } from '../../model/arn.ts';
import type { Distribution } from '../../model/distribution.ts';
import { readDistribution } from '../../load/kinds/distribution.ts';
import { documentsOf, type Placed } from '../documents.ts';
import { readInput } from '../read-input.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';

export type Shapes = CloudFrontApi['shapes'];
export type Op<N extends keyof CloudFrontApi['operations']> = Operation<CloudFrontApi, N>;

export interface DistributionDocument {
  readonly id: string;
  readonly config: Shapes['DistributionConfig'];
  readonly tags: Readonly<Record<string, string>>;
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly changedAt: number;
}

/** CloudFront is in no Region. */
const stored = documentsOf<DistributionDocument>('cloudfront/distribution');
const type = 'AWS::CloudFront::Distribution';

export function everywhere({ ground, place }: Placed): Placed {
  return { ground, place: { ...place, region: '' } };
}

export function allDistributions(call: Placed): readonly DistributionDocument[] {
  return stored.list(everywhere(call));
}

/** @throws AwsError when no call has made it */
export function distributionWithId(call: Placed, id: string): DistributionDocument {
  const found = stored.get(everywhere(call), id);
  if (found === undefined)
    throw refuse<CloudFrontApi>('NoSuchDistribution', 'The specified distribution does not exist.');
  return found;
}

export function idOf(distribution: Distribution): string {
  const { name } = distribution;
  return resourceTypes[type]
    .resource({ type, name, version: 1, values: distribution })
    .replace('distribution/', '');
}

export function distributionArn({ place }: Placed, id: string): string {
  return formatArn({ ...place, region: '', service: 'cloudfront', resource: `distribution/${id}` });
}

/** As the rest of Slipway reads it. @throws AwsError for what is wrong about it */
export function distributionFrom(config: Shapes['DistributionConfig']): Distribution {
  return readInput(config, readDistribution, (message) => refuse<CloudFrontApi>('InvalidArgument', message));
}

/** @param made by which operation, and the config as an edge honours it */
export function saveDistribution(
  call: ServiceCall,
  { operation, seen }: { readonly operation: string; readonly seen: DistributionDocument['config'] },
  document: DistributionDocument,
): void {
  const values = distributionFrom(seen);
  stored.put(everywhere(call), document.id, document);
  call.ground.account.put({
    account: call.place.account,
    partition: call.place.partition,
    region: '',
    type,
    name: values.name,
    values,
    tags: document.tags,
    madeBy: { kind: 'api', operation: `cloudfront:${operation}`, principal: call.caller.arn },
    at: call.now,
  });
}

export function removeDistribution(call: ServiceCall, { id, config }: DistributionDocument): void {
  const found = call.ground.account.at(call.place).find(type, distributionFrom(config).name);
  if (found !== undefined) call.ground.account.remove(found);
  stored.remove(everywhere(call), id);
}

/** @throws AwsError when the caller has read another version */
export function checkVersion(given: string | undefined, version: number): void {
  if (given === undefined)
    throw refuse<CloudFrontApi>(
      'InvalidIfMatchVersion',
      'The If-Match version is missing or not valid for the resource.',
    );
  if (given !== etagOf(version))
    throw refuse<CloudFrontApi>(
      'PreconditionFailed',
      "The request failed because it didn't meet the preconditions in one or more request-header fields.",
    );
}

export function etagOf(version: number): string {
  return `E${version.toString(36).toUpperCase().padStart(12, '0')}`;
}
