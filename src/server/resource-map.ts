// What exists in the account and how it connects: the links of the account, and the hosts that deployment groups mean.
import { selectInstances } from '../actions/deployment/select-instances.ts';
import { keptMentions } from '../account/kept-mentions.ts';
import { listResources } from '../account/listed-resources.ts';
import { openAccountForReading } from '../account/open-account.ts';
import type { Resource, ResourceType } from '../account/resource.ts';
import { linksOf, resourceKey, type ResourceLink } from '../account/resource-links.ts';

/** @param stateFolder absolute */
export function readResourceLinks(stateFolder: string): readonly ResourceLink[] {
  using account = openAccountForReading(stateFolder);
  const own = account.list();
  const listed = listResources(stateFolder);
  const recorded = listed.filter((resource) => !('version' in resource));
  return [...linksOf([...own, ...recorded], keptMentions(stateFolder, listed)), ...hostsOfGroups(own)];
}

/** By the tags of the instances, as a deployment selects them. */
function hostsOfGroups(resources: readonly Resource[]): readonly ResourceLink[] {
  const fleets = resources.filter((resource) => isOf(resource, 'Slipway::EC2::Fleet'));
  return resources
    .filter((resource) => isOf(resource, 'AWS::CodeDeploy::DeploymentGroup'))
    .flatMap((group) =>
      fleets
        .filter(({ values }) => selectInstances(group.values, [values]).length > 0)
        .map((fleet) => ({ from: resourceKey(group), to: resourceKey(fleet), by: 'tags' })),
    );
}

function isOf<T extends ResourceType>(resource: Resource, type: T): resource is Resource<T> {
  return resource.type === type;
}
