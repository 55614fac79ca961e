// Which instances a deployment group means, by tags (CodeDeploy user guide, "Tagging instances for deployment groups").
import { unreachable } from '../../lib/unreachable.ts';
import type { DeploymentGroup, TagFilter } from '../../model/deployment.ts';
import type { Fleet, Instance } from '../../model/fleet.ts';

export interface SelectedInstance {
  readonly fleet: Fleet;
  readonly instance: Instance;
}

/** Instances of EC2, on-premises instances and Auto Scaling groups together, each once, in the order of the fleets. */
export function selectInstances(
  group: DeploymentGroup,
  fleets: readonly Fleet[],
): readonly SelectedInstance[] {
  return fleets.flatMap((fleet) =>
    fleet.instances
      .filter((instance) => isSelected(group, fleet, instance))
      .map((instance) => ({ fleet, instance })),
  );
}

function isSelected(group: DeploymentGroup, fleet: Fleet, { tags }: Instance): boolean {
  const lists = [group.ec2TagFilters, group.onPremisesInstanceTagFilters];
  const sets = [group.ec2TagSet?.ec2TagSetList, group.onPremisesTagSet?.onPremisesTagSetList];
  const scalingGroups = (group.autoScalingGroups ?? []).map((name) =>
    name === fleet.name ? (fleet.scalingGroup ?? name) : name,
  );
  return (
    lists.some((filters) => filters?.some((filter) => matchesFilter(filter, tags)) === true) ||
    sets.some((set) => set !== undefined && set.length > 0 && matchesSet(set, tags)) ||
    scalingGroups.includes(tags['aws:autoscaling:groupName'] ?? fleet.name)
  );
}

/** Up to three groups, all of which must match; within a group one filter is enough. */
function matchesSet(set: readonly (readonly TagFilter[])[], tags: Instance['tags']): boolean {
  return set.every((filters) => filters.some((filter) => matchesFilter(filter, tags)));
}

/** Keys and values count as written, capital letters included. */
function matchesFilter({ Key, Value, Type }: TagFilter, tags: Instance['tags']): boolean {
  const type =
    Type ?? (Value === undefined ? 'KEY_ONLY' : Key === undefined ? 'VALUE_ONLY' : 'KEY_AND_VALUE');
  switch (type) {
    case 'KEY_ONLY':
      return Key !== undefined && Object.hasOwn(tags, Key);
    case 'VALUE_ONLY':
      return Object.values(tags).includes(Value ?? '');
    case 'KEY_AND_VALUE':
      return Key !== undefined && Object.hasOwn(tags, Key) && tags[Key] === (Value ?? '');
    default:
      return unreachable(type);
  }
}

/** The remedy for NO_INSTANCES: what was looked for, and what there is. */
export function explainNoInstances(group: DeploymentGroup, fleets: readonly Fleet[]): string {
  const present = new Set(
    fleets.flatMap((fleet) =>
      fleet.instances.flatMap(({ tags }) => Object.entries(tags).map(([key, value]) => `${key}=${value}`)),
    ),
  );
  const there =
    fleets.length === 0
      ? 'The definition has no fleet; add one whose instances carry these tags'
      : present.size === 0
        ? 'The instances of its fleets carry no tags'
        : `The instances of its fleets carry the tags ${[...present].sort().join(', ')}`;
  return `The deployment group looks for ${wanted(group)}. ${there}. Keys and values are case-sensitive.`;
}

function wanted(group: DeploymentGroup): string {
  const any = (filters: readonly TagFilter[]): string => filters.map(written).join(' or ');
  const all = (set: readonly (readonly TagFilter[])[]): string =>
    set.map((filters) => `(${any(filters)})`).join(' and ');
  const parts = [
    any(group.ec2TagFilters ?? []),
    any(group.onPremisesInstanceTagFilters ?? []),
    all(group.ec2TagSet?.ec2TagSetList ?? []),
    all(group.onPremisesTagSet?.onPremisesTagSetList ?? []),
    (group.autoScalingGroups ?? []).map((name) => `the Auto Scaling group ${name}`).join(' or '),
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'nothing (it has no tag filters)' : parts.join(' or ');
}

function written({ Key, Value }: TagFilter): string {
  return `${Key ?? 'any key'}=${Value ?? 'any value'}`;
}
