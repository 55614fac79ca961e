// All that exists in the account: what the register has, what moto keeps, and parameters and secrets, without values.
import { defined } from '../lib/defined.ts';
import { parseArn } from '../model/arn.ts';
import { placeOfPipeline, type AwsPlace } from '../model/place.ts';
import { openAccountForReading } from './open-account.ts';
import { recordedResources, type Here, type RecordedResource } from './recorded-resources.ts';
import type { Maker, Resource } from './resource.ts';
import { storedResources } from './stored-resources.ts';

/** Of the register, which keeps versions, or of moto or the store of secrets, whose versions are not shown. */
export type ListedResource = (Omit<Resource, 'values'> & { readonly here: Here }) | RecordedResource;

/** Where what the store has is listed: in the place of a pipeline, so that it can be found by its ARN there. */
function placeIn(resources: readonly ListedResource[]): AwsPlace {
  const { arn } = resources.find(({ type }) => type === 'AWS::CodePipeline::Pipeline') ?? {};
  return { ...placeOfPipeline({}), ...(arn === undefined ? {} : placeOfArn(arn)) };
}

function placeOfArn(arn: string): Partial<AwsPlace> {
  const { partition, region, account } = parseArn(arn) ?? {};
  return defined({ partition, region, account });
}

/**
 * The register first, each in order of type and name.
 * @param stateFolder absolute
 */
export function listResources(stateFolder: string): readonly ListedResource[] {
  using account = openAccountForReading(stateFolder);
  const own = account.list().map(({ values: _values, ...each }) => ({ ...each, here: 'ran' as const }));
  // A definition may declare a parameter whose value `slipway secret set` has put.
  const declared = new Set(own.map(({ type, name }) => `${type} ${name}`));
  const stored = storedResources(stateFolder, placeIn(own)).filter(
    ({ type, name }) => !declared.has(`${type} ${name}`),
  );
  return [...own, ...recordedResources(stateFolder), ...stored];
}

/** Who made its newest version, and when in milliseconds since the epoch. */
export function lastChange(resource: ListedResource): { readonly by: Maker; readonly at: number } {
  return 'changedAt' in resource
    ? { by: resource.changedBy, at: resource.changedAt }
    : { by: resource.madeBy, at: resource.madeAt };
}

/** Whether the pipeline's definition declares it, or its deployments made or changed it. What only calls made is of none. */
export function isOfPipeline(pipelineName: string, resource: ListedResource): boolean {
  return [resource.madeBy, lastChange(resource).by].some(
    (maker) => 'pipelineName' in maker && maker.pipelineName === pipelineName,
  );
}
