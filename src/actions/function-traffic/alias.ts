// The alias of a function: the version that it points to, and the one that gets a part of its requests (Lambda developer guide,
// "Implement Lambda canary deployments using a weighted alias").
import type { CallAws } from '../../account/call-aws.ts';
import { isValues } from '../../aws/wire/message.ts';
import { textOf } from '../account-calls.ts';

export interface AliasName {
  readonly functionName: string;
  readonly alias: string;
}

export interface AliasRoute {
  readonly version: string;
  /** By their versions, the parts of the requests that others get: 0.1 for a tenth. */
  readonly weights: Readonly<Record<string, number>>;
}

/** @throws CallRefused when there is no such function or alias */
export async function readAlias(call: CallAws, { functionName, alias }: AliasName): Promise<AliasRoute> {
  const answer = await call('lambda', 'GetAlias', { FunctionName: functionName, Name: alias });
  return { version: textOf(answer['FunctionVersion']), weights: weightsIn(answer['RoutingConfig']) };
}

/** @throws CallRefused */
export async function routeAlias(
  call: CallAws,
  { functionName, alias }: AliasName,
  { version, weights }: AliasRoute,
): Promise<void> {
  await call('lambda', 'UpdateAlias', {
    FunctionName: functionName,
    Name: alias,
    FunctionVersion: version,
    RoutingConfig: { AdditionalVersionWeights: weights },
  });
}

/** For people: `2`, or `2 (90 %) and 3 (10 %)`. */
export function describeRoute({ version, weights }: AliasRoute): string {
  const [additional] = Object.entries(weights);
  if (additional === undefined) return version;
  const percent = Math.round(additional[1] * 1000) / 10;
  return `${version} (${100 - percent} %) and ${additional[0]} (${percent} %)`;
}

function weightsIn(routing: unknown): AliasRoute['weights'] {
  const weights = isValues(routing) ? routing['AdditionalVersionWeights'] : undefined;
  return isValues(weights)
    ? Object.fromEntries(Object.entries(weights).map(([version, weight]) => [version, Number(weight)]))
    : {};
}
