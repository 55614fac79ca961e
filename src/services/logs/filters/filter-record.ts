// Filters of log groups as they are kept, of every Region in one list: what follows the groups goes through all.
import type { LogsApi } from '../../../aws/operations/logs.ts';
import type { AwsPlace } from '../../../model/place.ts';
import { documentsOf, type DocumentsOfKind, type Keeping } from '../../documents.ts';

type Shapes = LogsApi['shapes'];

interface Kept {
  readonly place: AwsPlace;
  readonly logGroupName: string;
  readonly filterName: string;
  readonly filterPattern: string;
  /** Milliseconds since the epoch. */
  readonly creationTime: number;
  /** The newest event when it was made: what came before is not filtered (user guide, Creating metrics using filters). */
  readonly since: number;
}

export interface MetricFilterRecord extends Kept {
  readonly metricTransformations: readonly Shapes['MetricTransformation'][];
}

export interface SubscriptionFilterRecord extends Kept {
  readonly destinationArn: string;
  readonly distribution: 'Random' | 'ByLogStream';
}

/** How far the events of a group have been through its filters. */
export interface FollowedGroup {
  readonly place: AwsPlace;
  readonly name: string;
  /** The id of the last event. */
  readonly seen: number;
}

const nameOf = ({ place, logGroupName, filterName }: Pick<Kept, 'place' | 'logGroupName' | 'filterName'>) =>
  `${place.region} ${logGroupName} ${filterName}`;

function everywhere({ ground, place }: Keeping): Keeping {
  return { ground, place: { ...place, region: '*' } };
}

/** One kind of filter. */
export interface Filters<T extends Kept> {
  readonly find: (call: Keeping, logGroupName: string, filterName: string) => T | undefined;
  /** Of the call's Region, in order of group and name. */
  readonly here: (call: Keeping) => readonly T[];
  readonly all: (call: Keeping) => readonly T[];
  readonly save: (call: Keeping, filter: T) => void;
  readonly remove: (call: Keeping, filter: T) => void;
}

function filtersOf<T extends Kept>(documents: DocumentsOfKind<T>): Filters<T> {
  const all = (call: Keeping) => documents.list(everywhere(call));
  return {
    find: (call, logGroupName, filterName) =>
      documents.get(everywhere(call), nameOf({ place: call.place, logGroupName, filterName })),
    here: (call) => all(call).filter(({ place }) => place.region === call.place.region),
    all,
    save: (call, filter) => documents.put(everywhere(call), nameOf(filter), filter),
    remove: (call, filter) => {
      documents.remove(everywhere(call), nameOf(filter));
    },
  };
}

export const metricFilters = filtersOf(documentsOf<MetricFilterRecord>('logs/metric-filter'));
export const subscriptionFilters = filtersOf(
  documentsOf<SubscriptionFilterRecord>('logs/subscription-filter'),
);

const followed = documentsOf<FollowedGroup>('logs/followed-group');

export function followedGroup(call: Keeping, name: string): FollowedGroup {
  const place = call.place;
  return followed.get(everywhere(call), `${place.region} ${name}`) ?? { place, name, seen: 0 };
}

export function saveFollowed(call: Keeping, group: FollowedGroup): void {
  followed.put(everywhere(call), `${group.place.region} ${group.name}`, group);
}

/** With a group go its filters. */
export function removeFiltersOf(call: Keeping, logGroupName: string): void {
  const isOfGroup = (filter: Kept) => filter.logGroupName === logGroupName;
  for (const filter of metricFilters.here(call).filter(isOfGroup)) metricFilters.remove(call, filter);
  for (const filter of subscriptionFilters.here(call).filter(isOfGroup))
    subscriptionFilters.remove(call, filter);
  followed.remove(everywhere(call), `${call.place.region} ${logGroupName}`);
}
