// Which account and region the user of a state folder works in: those of its first pipeline.
import { exampleAccount, type AwsPlace } from '../model/place.ts';
import type { Account } from './account.ts';
import type { ListedResource } from './listed-resources.ts';
import type { Resource } from './resource.ts';

/** @param region for a state folder without a pipeline */
export function placeOfAccount(account: Pick<Account, 'list'>, region = 'us-east-1'): AwsPlace {
  const resources = account.list();
  const first = resources.find(({ type }) => type === 'AWS::CodePipeline::Pipeline') ?? resources[0];
  const partition = first === undefined ? 'aws' : partitionOf(first);
  return {
    partition,
    account: first?.account ?? exampleAccount,
    region: first === undefined || first.region === '' ? region : first.region,
  };
}

/** Each account and region that has a resource, once; that of the first pipeline first. */
export function placesOfAccount(
  account: Pick<Account, 'list'>,
  region?: string,
): readonly [AwsPlace, ...AwsPlace[]] {
  const first = placeOfAccount(account, region);
  const places = account
    .list()
    .filter((resource) => resource.region !== '')
    .map((resource) => ({
      partition: partitionOf(resource),
      account: resource.account,
      region: resource.region,
    }));
  const keyOf = (place: AwsPlace) => `${place.account} ${place.region}`;
  const others = new Map(places.map((place) => [keyOf(place), place]));
  others.delete(keyOf(first));
  return [first, ...others.values()];
}

/**
 * The region in which a tool of the user finds what is here: the one that its environment names, where something is in it; else the
 * one in which calls and stacks have made most; else that of the account.
 */
export function regionOfTools(
  all: readonly Pick<ListedResource, 'account' | 'region' | 'madeBy'>[],
  place: Pick<AwsPlace, 'account' | 'region'>,
  named: string | undefined,
): string {
  const here = all.filter(({ account, region }) => account === place.account && region !== '');
  if (named !== undefined && here.some(({ region }) => region === named)) return named;
  const made = here.filter(({ madeBy }) => madeBy.kind === 'api' || madeBy.kind === 'stack');
  const counts = [...Map.groupBy(made, ({ region }) => region)].map(
    ([region, of]) => [region, of.length] as const,
  );
  const own = counts.find(([region]) => region === place.region) ?? ([place.region, 0] as const);
  return counts.reduce((most, each) => (each[1] > most[1] ? each : most), own)[0];
}

function partitionOf({ arn }: Pick<Resource, 'arn'>): string {
  return arn?.split(':')[1] ?? 'aws';
}
