// All that exists in the account: what the register has and what moto keeps, without values. Some of those are secrets.
import { openAccountForReading } from './open-account.ts';
import { recordedResources, type Here, type RecordedResource } from './recorded-resources.ts';
import type { Maker, Resource } from './resource.ts';

/** Of the register, which keeps versions, or of moto, which keeps none. */
export type ListedResource = (Omit<Resource, 'values'> & { readonly here: Here }) | RecordedResource;

/**
 * The register first, each in order of type and name.
 * @param stateFolder absolute
 */
export function listResources(stateFolder: string): readonly ListedResource[] {
  using account = openAccountForReading(stateFolder);
  const own = account.list().map(({ values: _values, ...each }) => ({ ...each, here: 'ran' as const }));
  return [...own, ...recordedResources(stateFolder)];
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
