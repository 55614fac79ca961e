// What is stored, as resources with their ARN. Pure.
import { defined } from '../lib/defined.ts';
import type { AwsPlace } from '../model/place.ts';
import type { Resources } from './account.ts';
import type { Histories, StoredResource } from './histories.ts';
import type { Resource, ResourceType } from './resource.ts';
import { arnOf } from './resource-types.ts';
import { newestOf } from './versions.ts';

/** The resources of one account as one region sees them. */
export function resourcesIn(
  histories: Pick<Histories, 'ofType'>,
  place: AwsPlace,
  home: AwsPlace,
): Resources {
  const regions = [place.region, '', home.region];
  const list = <T extends ResourceType>(type: T, name?: string): readonly Resource<T>[] => {
    const found = histories
      .ofType(place.account, type, name)
      .filter(({ region }) => regions.includes(region));
    const nearest = Map.groupBy(found, (each) => each.name).values();
    return [...nearest].flatMap((same) => {
      const [first] = same.toSorted((a, b) => regions.indexOf(a.region) - regions.indexOf(b.region));
      return first === undefined ? [] : [typed(type, first)];
    });
  };
  return {
    find: (type, name) => list(type, name)[0],
    list: (type) => list(type),
    valuesOf: (type) => list(type).map(({ values }) => values),
  };
}

/** What is stored under a type has its values: only `put` and `seed` write, and both take them together. */
export function typed<T extends ResourceType>(_type: T, stored: StoredResource): Resource<T> {
  return resourceOf(stored) as Resource<T>;
}

export function resourceOf({ partition, history, ...key }: StoredResource): Resource {
  const { version, values, tags, madeBy, madeAt } = newestOf(history);
  const { account, region } = key;
  const arn = arnOf<ResourceType>({ ...key, version, values }, { partition, account, region });
  return {
    account,
    region,
    type: key.type,
    name: key.name,
    ...defined({ arn }),
    version,
    values,
    tags,
    madeBy: history.madeBy,
    madeAt: history.madeAt,
    changedBy: madeBy,
    changedAt: madeAt,
  };
}
