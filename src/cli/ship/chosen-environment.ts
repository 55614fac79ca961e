// --env: one of the environments that a file of the definition names.
import { didYouMean } from '../../lib/nearest.ts';
import { ProblemError } from '../../lib/problem.ts';
import { defined } from '../../lib/defined.ts';
import type { Definition } from '../../model/definition.ts';
import type { AwsPlace } from '../../model/place.ts';
import { namedPlace } from '../../model/place.ts';
import { inEnvironment, placeOfEnvironment, type ShippingEnvironment } from '../../model/shipping.ts';
import { wrongCall } from '../run/build-call.ts';
import type { Shipping, ShippingOptions } from './open-shipping.ts';

export interface EnvironmentOptions extends ShippingOptions {
  readonly env?: string;
  readonly stack?: string;
}

export interface Chosen<T extends EnvironmentOptions, D extends Definition> {
  readonly definition: D;
  /** What the call says goes before what the environment says. */
  readonly options: T;
  /** As far as the environment or the definition names it. */
  readonly place: Partial<AwsPlace>;
  readonly environment?: ShippingEnvironment;
}

/** Throws a ProblemError for an environment that the definition does not have, or that sets what the pipeline lacks. */
export function inChosenEnvironment<T extends EnvironmentOptions, D extends Definition>(
  definition: D,
  options: T,
): Chosen<T, D> {
  const place = namedPlace(definition.pipeline);
  if (options.env === undefined) return { definition, options, place };
  const environment = environmentOf(definition, options.env);
  const { pipeline, unknown } = inEnvironment(definition.pipeline, environment);
  if (unknown.length > 0)
    throw refusal(
      `The environment "${environment.name}" has values for variables that the pipeline does not have: ${unknown.join(', ')}`,
      'Declare them in the pipeline, or leave them out',
    );
  const { region, profile, stack } = environment;
  const added = defined({ region, stack, profile: options.aws === true ? profile : undefined });
  return {
    environment,
    definition: { ...definition, pipeline },
    options: { ...added, ...options },
    place: { ...place, ...placeOfEnvironment(environment) },
  };
}

function environmentOf({ shipping }: Definition, name: string): ShippingEnvironment {
  const found = shipping.find((each) => each.name === name);
  if (found !== undefined) return found;
  const names = shipping.map((each) => each.name);
  throw refusal(
    `The definition has no environment "${name}"`,
    names.length === 0
      ? 'Name it in shipping.json next to the definition: {"shipping": [{"name": …, "account": …, "region": …}]}'
      : didYouMean(name, names, `It has ${names.join(', ')}`),
  );
}

/** Credentials of another account than the environment's would ship into the wrong one. */
export function checkAccount(
  { place, where }: Shipping,
  { environment }: { readonly environment?: ShippingEnvironment },
): void {
  const { name = '', account } = environment ?? {};
  if (account === undefined || account === place.account) return;
  throw refusal(
    `The environment "${name}" is in account ${account}, and the credentials are of ${where}`,
    'Name the profile of that account with --profile, or in shipping.json',
  );
}

/**
 * Names of a pipeline, its roles and its buckets are those of its definition in every environment: two in one account would be one
 * stack, or two of which the second cannot be made.
 */
export function refuseSharedAccount(
  { shipping, pipeline }: Definition,
  {
    environment,
    options,
  }: Pick<Chosen<EnvironmentOptions & { useRoles?: boolean }, Definition>, 'environment' | 'options'>,
): void {
  if (environment === undefined) return;
  // With --aws the account that is not named is that of the credentials.
  const placeOf = (each: ShippingEnvironment) => {
    const { account, region } = {
      ...(options.aws === true ? {} : namedPlace(pipeline)),
      ...placeOfEnvironment(each),
    };
    return { account: account ?? `of the profile ${each.profile ?? ''}`, region };
  };
  const own = placeOf(environment);
  const isApart = (region: string | undefined): boolean =>
    region !== own.region &&
    options.useRoles === true &&
    [region, own.region].every((each) => pipeline.artifactStores?.[each ?? ''] !== undefined);
  const other = shipping.find((each) => {
    const { account, region } = placeOf(each);
    return each.name !== environment.name && account === own.account && !isApart(region);
  });
  if (other === undefined) return;
  throw refusal(
    `The environments "${environment.name}" and "${other.name}" are in one account, which has one pipeline ${pipeline.name}, and its roles and buckets once`,
    'Give each an account of its own in shipping.json, or a definition with names of its own',
  );
}

function refusal(message: string, remedy: string): ProblemError {
  return new ProblemError([wrongCall(message, remedy)]);
}
