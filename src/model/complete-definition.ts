// Fills in what a pipeline names and its definition lacks altogether, so that a pipeline alone can be run: AWS's
// defaults, each with a notice. Where the definition has other things of that kind, a missing one is left to the rules.
import type { Definition } from './definition.ts';
import type { DeploymentGroup, TagFilter } from './deployment.ts';
import { instanceIdOf, targetGroupDefaults, type Fleet } from './fleet.ts';
import { plainProject } from './plain-project.ts';
import { actionsOf, type PlacedAction } from './pipeline-walk.ts';
import type { Finding } from '../lib/finding.ts';

export interface Completed {
  readonly definition: Definition;
  readonly findings: readonly Finding[];
}

export function completeDefinition(definition: Definition): Completed {
  return [completeProjects, completeGroups, completeApplications, completeFleets].reduce<Completed>(
    (sofar, complete) => {
      const { definition, findings } = complete(sofar.definition);
      return { definition, findings: [...sofar.findings, ...findings] };
    },
    { definition, findings: [] },
  );
}

interface Named {
  readonly placed: PlacedAction;
  readonly name: string;
  readonly key: string;
}

/** The first action that names each thing. */
function namesOf(definition: Definition, provider: string, key: string): readonly Named[] {
  const found = new Map<string, Named>();
  for (const placed of actionsOf(definition.pipeline)) {
    const name = placed.action.configuration?.[key] ?? '';
    if (placed.action.actionTypeId.provider !== provider || name === '' || name.includes('#{')) continue;
    if (!found.has(name)) found.set(name, { placed, name, key });
  }
  return [...found.values()];
}

function notice({ placed, key }: Named, message: string, remedy: string): Finding {
  return {
    code: 'DefinitionCompleted',
    severity: 'notice',
    message,
    path: [...placed.path, 'configuration', key],
    remedy,
  };
}

function completeProjects(definition: Definition): Completed {
  if (definition.projects.length > 0) return { definition, findings: [] };
  const named = namesOf(definition, 'CodeBuild', 'ProjectName');
  return {
    definition: {
      ...definition,
      projects: named.map(({ name }) =>
        plainProject(name, { source: { type: 'CODEPIPELINE' }, artifacts: { type: 'CODEPIPELINE' } }),
      ),
    },
    findings: named.map((each) =>
      notice(
        each,
        `The definition has no build project "${each.name}"; a plain one stands in, with buildspec.yml of the source`,
        'Put the input of "aws codebuild create-project" into a file beside the pipeline.',
      ),
    ),
  };
}

function completeGroups(definition: Definition): Completed {
  if (definition.deploymentGroups.length > 0) return { definition, findings: [] };
  const named = namesOf(definition, 'CodeDeploy', 'DeploymentGroupName');
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
      notice(
        each,
        `The definition has no deployment group "${each.name}"; one with CodeDeployDefault.OneAtATime stands in`,
        'Put the input of "aws deploy create-deployment-group" into a file beside the pipeline.',
      ),
    ),
  };
}

/** An application is no more than its name and platform: one is made for every deployment group, without a word. */
function completeApplications(definition: Definition): Completed {
  if (definition.applications.length > 0) return { definition, findings: [] };
  const names = new Set(definition.deploymentGroups.map((group) => group.applicationName));
  const applications = [...names]
    .filter((name) => name !== '')
    .map((applicationName) => ({ applicationName, computePlatform: 'Server' as const }));
  return { definition: { ...definition, applications }, findings: [] };
}

function completeFleets(definition: Definition): Completed {
  if (definition.fleets.length > 0) return { definition, findings: [] };
  const named = namesOf(definition, 'CodeDeploy', 'DeploymentGroupName');
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
      notice(
        each,
        `The definition has no fleet for the deployment group "${each.name}"; one host stands in${targetGroup === undefined ? '' : `, with its health checked on port ${targetGroup.port}`}`,
        'Put a fleet into a file beside the pipeline: { "name": "…", "instances": 3, "tags": { … } }.',
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
