// The trails of an account: each in its home region, and shown in the others where it is of all regions.
import type { CloudTrailApi } from '../../aws/operations/cloudtrail.ts';
import { formatArn, parseArn } from '../../model/arn.ts';
import { documentsOf, type Keeping } from '../documents.ts';
import { refuse, type Ground } from '../service.ts';
import type { Selecting } from './event-selectors.ts';

export interface Trail extends Selecting {
  readonly name: string;
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  readonly bucket: string;
  readonly prefix?: string;
  readonly includesGlobal: boolean;
  readonly isMultiRegion: boolean;
  readonly logGroupArn?: string;
  readonly logRoleArn?: string;
  readonly kmsKeyId?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly isLogging: boolean;
  /** Milliseconds since the epoch. */
  readonly startedAt?: number;
  readonly stoppedAt?: number;
}

/** What became of its newest files, apart from what calls say of it: both are written at the same time. */
export interface Delivery {
  /** Of the newest attempt, which may have failed. */
  readonly attemptedAt?: number;
  /** Of the newest that did not. */
  readonly at?: number;
  readonly error?: string;
  readonly logsAt?: number;
  readonly logsError?: string;
}

const trails = documentsOf<Trail>('cloudtrail/trail');
const deliveries = documentsOf<Delivery>('cloudtrail/delivery');

/** Of all regions. */
function ofAccount({ ground, place }: Keeping): Keeping {
  return { ground, place: { ...place, region: '*' } };
}

const keyOf = ({ region, name }: Pick<Trail, 'region' | 'name'>) => `${region}/${name}`;

/** The only one of all accounts. */
export function keyOfTrail({ account, region, name }: Trail): string {
  return `${account}/${region}/${name}`;
}

/** Of every account. */
export function everyTrail(ground: Ground): readonly Trail[] {
  return trails
    .places({ ground })
    .flatMap(({ account }) => allTrails({ ground, place: { account, region: '*', partition: 'aws' } }));
}

export function allTrails(call: Keeping): readonly Trail[] {
  return trails.list(ofAccount(call));
}

/** Those that the caller's region shows. */
export function trailsShown(call: Keeping): readonly Trail[] {
  return allTrails(call).filter(({ region, isMultiRegion }) => isMultiRegion || region === call.place.region);
}

export function arnOfTrail({ partition, region, account, name }: Trail): string {
  return formatArn({ partition, service: 'cloudtrail', region, account, resource: `trail/${name}` });
}

/** By its name in its home region, or by its ARN. @throws AwsError when there is none */
export function trailNamed(call: Keeping, given: string): Trail {
  const arn = parseArn(given);
  if (given.startsWith('arn:') && (arn?.service !== 'cloudtrail' || !arn.resource.startsWith('trail/')))
    throw refuse<CloudTrailApi>('CloudTrailARNInvalidException', `Invalid ARN: ${given}`);
  const found = trailsShown(call).find((each) => each.name === given || arnOfTrail(each) === given);
  if (found !== undefined) return found;
  const { partition, account, region } = call.place;
  const missing = given.startsWith('arn:')
    ? given
    : formatArn({ partition, service: 'cloudtrail', region, account, resource: `trail/${given}` });
  throw refuse<CloudTrailApi>('TrailNotFoundException', `Unknown trail: ${missing} for the user: ${account}`);
}

/** What is changed of a trail is changed in its home region. */
export function ownTrail(call: Keeping, given: string): Trail {
  const trail = trailNamed(call, given);
  if (trail.region === call.place.region) return trail;
  throw refuse<CloudTrailApi>(
    'InvalidHomeRegionException',
    `Trail ${arnOfTrail(trail)} must be updated from home region: ${trail.region}`,
  );
}

export function saveTrail(call: Keeping, trail: Trail): void {
  trails.put(ofAccount(call), keyOf(trail), trail);
}

export function removeTrail(call: Keeping, trail: Trail): void {
  trails.remove(ofAccount(call), keyOf(trail));
  deliveries.remove(ofAccount(call), keyOf(trail));
}

export function deliveryOf(call: Keeping, trail: Trail): Delivery {
  return deliveries.get(ofAccount(call), keyOf(trail)) ?? {};
}

export function noteDelivery(call: Keeping, trail: Trail, delivery: Delivery): void {
  deliveries.put(ofAccount(call), keyOf(trail), { ...deliveryOf(call, trail), ...delivery });
}
