// The deployment groups that actions name, and fleets for them, when the definition has none at all.
import type { Completed } from '../../model/action-type.ts';
import { completedNotice, namesOf } from '../../model/completion.ts';
import type { Definition } from '../../model/definition.ts';
import type { DeploymentGroup, TagFilter } from '../../model/deployment.ts';
import { instanceIdOf, targetGroupDefaults, type Fleet } from '../../model/fleet.ts';
import type { PlacedAction } from '../../model/pipeline-walk.ts';

/** Pure. */
export function completeServers(actions: readonly PlacedAction[], definition: Definition): Completed {
  const onServers = actions.filter((placed) => !isForFunction(placed, definition));
  const groups = completeGroups(onServers, definition);
  const fleets = completeFleets(onServers, groups.definition);
  return { definition: fleets.definition, findings: [...groups.findings, ...fleets.findings] };
}

function isForFunction({ action }: PlacedAction, { applications }: Definition): boolean {
  const name = action.configuration?.['ApplicationName'];
  return applications.find((each) => each.applicationName === name)?.computePlatform === 'Lambda';
}

function completeGroups(actions: readonly PlacedAction[], definition: Definition): Completed {
  if (definition.deploymentGroups.length > 0) return { definition, findings: [] };
  const named = namesOf(actions, 'DeploymentGroupName');
  return {
    definition: {
      ...definition,
      deploymentGroups: named.map(({ name, placed }) => ({
        applicationName: placed.action.configuration?.['ApplicationName'] ?? '',
        deploymentGroupName: name,
        serviceRoleArn: '',
        ec2TagFilters: [{ Key: 'Name', Value: name, Type: 'KEY_AND_VALUE' }],
      })),
    },
    findings: named.map((each) =>
      completedNotice(
        each,
        `The definition has no deployment group "${each.name}"; one with CodeDeployDefault.OneAtATime stands in`,
        'Put the input of "aws deploy create-deployment-group" into a file next to the pipeline.',
      ),
    ),
  };
}

function completeFleets(actions: readonly PlacedAction[], definition: Definition): Completed {
  if (definition.fleets.length > 0) return { definition, findings: [] };
  const named = namesOf(actions, 'DeploymentGroupName');
  const made = named.flatMap((each) => {
    const group = definition.deploymentGroups.find(
      ({ deploymentGroupName, applicationName }) =>
        deploymentGroupName === each.name &&
        applicationName === each.placed.action.configuration?.['ApplicationName'],
    );
    const fleet = group === undefined ? undefined : defaultFleet(group);
    return fleet === undefined ? [] : [{ each, fleet }];
  });
  return {
    definition: { ...definition, fleets: made.map(({ fleet }) => fleet) },
    findings: made.map(({ each, fleet: { targetGroup } }) =>
      completedNotice(
        each,
        `The definition has no fleet for the deployment group "${each.name}"; one host stands in${targetGroup === undefined ? '' : `, with its health checked on port ${targetGroup.port}`}`,
        'Put a fleet into a file next to the pipeline: { "name": "…", "instances": 3, "tags": { … } }.',
      ),
    ),
  };
}

/** What the console of Elastic Load Balancing offers. */
const defaultPort = 80;

/** One host with the tags that the group looks for; undefined when it looks for none. */
function defaultFleet(group: DeploymentGroup): Fleet | undefined {
  const sets = [
    ...(group.ec2TagSet?.ec2TagSetList ?? []),
    ...(group.onPremisesTagSet?.onPremisesTagSetList ?? []),
  ];
  const filters = [
    ...sets.flatMap((set) => set.slice(0, 1)),
    ...(group.ec2TagFilters ?? group.onPremisesInstanceTagFilters ?? []).slice(0, 1),
  ];
  const name = group.autoScalingGroups?.[0] ?? group.deploymentGroupName;
  if (filters.length === 0 && group.autoScalingGroups?.[0] === undefined) return undefined;
  const { targetGroupInfoList = [], elbInfoList = [] } = group.loadBalancerInfo ?? {};
  const balancer = [...targetGroupInfoList, ...elbInfoList][0]?.name;
  return {
    name,
    isolation: 'auto',
    instances: [
      {
        instanceId: instanceIdOf(name, 1),
        tags: Object.fromEntries(filters.map(tagOf)),
        availabilityZone: 'local-1a',
      },
    ],
    ...(balancer === undefined
      ? {}
      : { targetGroup: { ...targetGroupDefaults, name: balancer, port: defaultPort } }),
  };
}

function tagOf({ Key, Value }: TagFilter): readonly [string, string] {
  return [Key ?? 'Name', Value ?? ''];
}
