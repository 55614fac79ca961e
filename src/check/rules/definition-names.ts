// Whatever a pipeline or a deployment names is there once: of two with one name, it would not be clear which one runs.
import type { Path } from '../../lib/node.ts';
import type { Definition } from '../../model/definition.ts';
import { repeats } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

export const definitionNames: Rule = (definition) => [
  ...twice('build projects', named(definition, 'projects', 'name')),
  ...twice('applications', named(definition, 'applications', 'applicationName')),
  ...twice('deployment groups of one application', groups(definition)),
  ...twice('deployment configurations', named(definition, 'deploymentConfigs', 'deploymentConfigName')),
  ...twice('fleets', named(definition, 'fleets', 'name')),
  ...twice('buckets', named(definition, 'buckets', 'name')),
  ...twice('distributions', named(definition, 'distributions', 'name')),
  ...twice('environments', named(definition, 'environments', 'environmentName')),
  ...twice('functions', named(definition, 'functions', 'functionName')),
  ...twice('places for the code of one function', named(definition, 'functionCode', 'functionName')),
  ...twice('services of one cluster', servicesOf(definition)),
  ...twice('task definitions of one family', named(definition, 'taskDefinitions', 'family')),
  ...twice('parameters', named(definition, 'parameters', 'name')),
  ...twice('listeners', named(definition, 'listeners', 'name')),
  ...twice('alarms', named(definition, 'alarms', 'alarmName')),
  ...twice('gates of one project', named(definition, 'gates', 'projectName')),
  ...twice('limits', limits(definition)),
  ...twice('budgets', named(definition, 'budgets', 'name')),
  ...twice('entries of costs', entriesOf(definition, 'costs')),
  ...twice('entries of retention', entriesOf(definition, 'retention')),
  ...twice('entries of reuse for one project', named(definition, 'reuse', 'projectName')),
  ...twice('schedules', named(definition, 'schedules', 'name')),
  ...twice('environments to ship to', named(definition, 'shipping', 'name')),
  ...twice('notifications', named(definition, 'notifications', 'name')),
  ...twice('target groups', targetGroups(definition)),
  ...twice('instances', instances(definition)),
];

interface Named {
  /** Unique among its kind. */
  readonly key: string;
  readonly name: string;
  readonly path: Path;
}

function twice(what: string, things: readonly Named[]): readonly Finding[] {
  return repeats(things, ({ key }) => key).map(([thing, first]) => ({
    code: 'DefinitionNameDuplicate',
    message: `There are two ${what} named "${thing.name}"`,
    path: thing.path,
    notes: [{ message: 'the first one', path: first.path }],
    remedy: 'Rename one, or remove the file that is not meant.',
  }));
}

function named<
  Part extends
    | 'projects'
    | 'applications'
    | 'deploymentConfigs'
    | 'fleets'
    | 'buckets'
    | 'budgets'
    | 'distributions'
    | 'environments'
    | 'taskDefinitions'
    | 'functions'
    | 'functionCode'
    | 'parameters'
    | 'listeners'
    | 'alarms'
    | 'gates'
    | 'reuse'
    | 'notifications'
    | 'schedules'
    | 'shipping',
>(definition: Definition, part: Part, key: keyof Definition[Part][number] & string): readonly Named[] {
  return definition[part].map((each, index) => {
    const name = String((each as unknown as Readonly<Record<string, unknown>>)[key]);
    return { key: name, name, path: [part, index, key] };
  });
}

/** Of a part that a definition has once. */
function entriesOf(definition: Definition, part: 'costs' | 'retention'): readonly Named[] {
  return definition[part].map((_, index) => ({ key: part, name: part, path: [part, index] }));
}

function limits({ limits: all }: Definition): readonly Named[] {
  return all.map(({ pipelineName = 'every pipeline' }, index) => ({
    key: pipelineName,
    name: pipelineName,
    path: ['limits', index],
  }));
}

function groups({ deploymentGroups }: Definition): readonly Named[] {
  return deploymentGroups.map(({ applicationName, deploymentGroupName: name }, index) => ({
    key: name === '' ? '' : `${applicationName}\n${name}`,
    name,
    path: ['deploymentGroups', index, 'deploymentGroupName'],
  }));
}

function servicesOf({ services }: Definition): readonly Named[] {
  return services.map(({ cluster, serviceName: name }, index) => ({
    key: `${cluster}\n${name}`,
    name,
    path: ['services', index, 'serviceName'],
  }));
}

/** Those of fleets, and those of services. */
function targetGroups({ fleets, targetGroups: ofServices }: Definition): readonly Named[] {
  const own = ofServices.map(({ name }, index) => ({
    key: name,
    name,
    path: ['targetGroups', index, 'Name'],
  }));
  const ofFleets = fleets.flatMap(({ targetGroup }, index) =>
    targetGroup === undefined
      ? []
      : [
          {
            key: targetGroup.name,
            name: targetGroup.name,
            path: ['fleets', index, 'targetGroup', 'name'],
          },
        ],
  );
  return [...own, ...ofFleets];
}

function instances({ fleets }: Definition): readonly Named[] {
  return fleets.flatMap((fleet, fleetIndex) =>
    fleet.instances.map(({ instanceId }, index) => ({
      key: instanceId,
      name: instanceId,
      path: ['fleets', fleetIndex, 'instances', index, 'instanceId'],
    })),
  );
}
