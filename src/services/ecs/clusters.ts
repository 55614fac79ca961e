// Clusters: they are in the register. What a service of a definition's file names is there too.
import type { EcsApi } from '../../aws/operations/ecs.ts';
import { defined } from '../../lib/defined.ts';
import { listServices, type ServiceRecord } from '../../targets/service/service-record.ts';
import { documentsOf } from '../documents.ts';
import { isMadeByCall } from '../made-by-call.ts';
import { noteNotExecuted } from '../note-not-executed.ts';
import { refuse, type ServiceCall } from '../service.ts';
import { arnPage, ecsArn, nameIn, tagsFrom, tagsOutput, type Op, type Shapes } from './ecs-call.ts';
import { isTasksOf, runTasksName } from './run-tasks-name.ts';

type ClusterSettings = Omit<Shapes['CreateClusterRequest'], 'clusterName' | 'tags'>;

const settings = documentsOf<ClusterSettings>('ecs/cluster');

/** Of calls that name none (ECS API reference, "If you do not specify a cluster, the default cluster is assumed"). */
function clusterIn(nameOrArn: string | undefined): string {
  return nameIn(nameOrArn ?? 'default');
}

export function clusterArn(call: Pick<ServiceCall, 'place'>, name: string): string {
  return ecsArn(call, `cluster/${name}`);
}

/** @throws AwsError when there is none. Gives its name */
export function clusterNamed(call: ServiceCall, nameOrArn: string | undefined): string {
  const name = clusterIn(nameOrArn);
  if (!clusterNames(call).includes(name)) throw noCluster();
  return name;
}

function noCluster(): Error {
  return refuse<EcsApi>('ClusterNotFoundException', 'Cluster not found.');
}

function clusterNames(call: ServiceCall): readonly string[] {
  const resources = call.ground.account.at(call.place);
  const names = [
    ...resources.list('AWS::ECS::Cluster').map(({ name }) => name),
    ...resources.valuesOf('AWS::ECS::Service').map(({ cluster }) => cluster),
  ];
  return [...new Set(names)].toSorted();
}

/** Created again, it is given as it is. */
export const createCluster: Op<'CreateCluster'> = async (input, call) => {
  const { clusterName: name = 'default', tags, ...given } = input;
  const found = call.ground.account.at(call.place).find('AWS::ECS::Cluster', name);
  if (!isMadeByCall(found)) {
    noteSettings(call, given);
    saveCluster(call, name, { operation: 'CreateCluster', settings: given, tags: tagsFrom(tags) });
  }
  return { cluster: await clusterOutput(call, name, allParts) };
};

function noteSettings(call: ServiceCall, given: ClusterSettings): void {
  const insights = (given.settings ?? []).find(({ value = 'disabled' }) => value !== 'disabled');
  if (insights !== undefined) noteNotExecuted(call, 'ECS', `${insights.name} of a cluster`);
  if (given.serviceConnectDefaults !== undefined)
    noteNotExecuted(call, 'ECS', 'serviceConnectDefaults of a cluster');
}

interface Change {
  readonly operation: string;
  readonly settings: ClusterSettings;
  readonly tags?: Readonly<Record<string, string>>;
}

function saveCluster(call: ServiceCall, name: string, { operation, settings: value, tags }: Change): void {
  settings.put(call, name, value);
  call.ground.account.put({
    ...call.place,
    type: 'AWS::ECS::Cluster',
    name,
    values: { ClusterName: name },
    ...defined({ tags }),
    madeBy: { kind: 'api', operation, principal: call.caller.arn },
    at: call.now,
  });
}

export const describeClusters: Op<'DescribeClusters'> = async (
  { clusters = ['default'], include = [] },
  call,
) => {
  const known = clusterNames(call);
  const found = clusters.map((each) => ({ each, name: clusterIn(each) }));
  return {
    clusters: await Promise.all(
      found
        .filter(({ name }) => known.includes(name))
        .map(async ({ name }) => clusterOutput(call, name, new Set(include))),
    ),
    failures: found
      .filter(({ name }) => !known.includes(name))
      .map(({ name }) => ({ arn: clusterArn(call, name), reason: 'MISSING' })),
  };
};

type Part = 'ATTACHMENTS' | 'CONFIGURATIONS' | 'SETTINGS' | 'STATISTICS' | 'TAGS';
const allParts: ReadonlySet<Part> = new Set(['CONFIGURATIONS', 'SETTINGS', 'STATISTICS', 'TAGS']);

async function clusterOutput(
  call: ServiceCall,
  name: string,
  include: ReadonlySet<Part>,
): Promise<Shapes['Cluster']> {
  const own = settings.get(call, name) ?? {};
  const found = call.ground.account.at(call.place).find('AWS::ECS::Cluster', name);
  const records = (await listServices(call.ground.targetsFolder)).filter(
    ({ service }) => service.cluster === name,
  );
  const { configuration, serviceConnectDefaults } = own;
  return {
    clusterArn: clusterArn(call, name),
    clusterName: name,
    status: 'ACTIVE',
    registeredContainerInstancesCount: 0,
    runningTasksCount: countOf(records, ({ wasHealthy }) => wasHealthy),
    pendingTasksCount: countOf(records, ({ wasHealthy }) => !wasHealthy),
    activeServicesCount: records.filter(({ service }) => !isTasksOf(service)).length,
    statistics: [],
    tags: include.has('TAGS') ? tagsOutput(found?.tags ?? {}) : [],
    settings: include.has('SETTINGS')
      ? (own.settings ?? [{ name: 'containerInsights', value: 'disabled' }])
      : [],
    capacityProviders: own.capacityProviders ?? [],
    defaultCapacityProviderStrategy: own.defaultCapacityProviderStrategy ?? [],
    ...(include.has('CONFIGURATIONS') ? defined({ configuration }) : {}),
    ...defined({ serviceConnectDefaults }),
  };
}

function countOf(
  records: readonly ServiceRecord[],
  isMeant: (task: ServiceRecord['tasks'][number]) => boolean,
): number {
  return records
    .flatMap(({ tasks }) => tasks)
    .filter((task) => task.desiredStatus === 'RUNNING' && isMeant(task)).length;
}

export const listClusters: Op<'ListClusters'> = (input, call) => {
  const arns = clusterNames(call).map((name) => clusterArn(call, name));
  const { items, next } = arnPage(arns, input, 100);
  return defined({ clusterArns: items, nextToken: next });
};

export const updateCluster: Op<'UpdateCluster'> = async (input, call) => {
  const name = clusterNamed(call, input.cluster);
  const { cluster: _, ...changed } = input;
  noteSettings(call, changed);
  saveCluster(call, name, {
    operation: 'UpdateCluster',
    settings: { ...settings.get(call, name), ...changed },
  });
  return { cluster: await clusterOutput(call, name, allParts) };
};

export const updateClusterSettings: Op<'UpdateClusterSettings'> = async (input, call) => {
  const name = clusterNamed(call, input.cluster);
  const changed = { settings: input.settings };
  noteSettings(call, changed);
  saveCluster(call, name, {
    operation: 'UpdateClusterSettings',
    settings: { ...settings.get(call, name), ...changed },
  });
  return { cluster: await clusterOutput(call, name, allParts) };
};

export const putClusterCapacityProviders: Op<'PutClusterCapacityProviders'> = async (input, call) => {
  const name = clusterNamed(call, input.cluster);
  const { capacityProviders, defaultCapacityProviderStrategy } = input;
  saveCluster(call, name, {
    operation: 'PutClusterCapacityProviders',
    settings: { ...settings.get(call, name), capacityProviders, defaultCapacityProviderStrategy },
  });
  return { cluster: await clusterOutput(call, name, allParts) };
};

export const deleteCluster: Op<'DeleteCluster'> = async ({ cluster }, call) => {
  const name = clusterNamed(call, cluster);
  const records = (await listServices(call.ground.targetsFolder)).filter(
    ({ service }) => service.cluster === name,
  );
  // One that only a file declares is not there yet.
  const services = call.ground.account.at(call.place).list('AWS::ECS::Service').filter(isMadeByCall);
  const hasServices =
    records.some(({ service }) => !isTasksOf(service)) ||
    services.some(({ values }) => values.cluster === name);
  if (hasServices)
    throw refuse<EcsApi>(
      'ClusterContainsServicesException',
      'The Cluster cannot be deleted while Services are active.',
    );
  if (records.some(({ service, tasks }) => service.serviceName === runTasksName && tasks.length > 0))
    throw refuse<EcsApi>(
      'ClusterContainsTasksException',
      'The Cluster cannot be deleted while Tasks are active.',
    );
  const output = await clusterOutput(call, name, allParts);
  const { account, region } = call.place;
  call.ground.account.remove({ account, region, type: 'AWS::ECS::Cluster', name });
  settings.remove(call, name);
  return { cluster: { ...output, status: 'INACTIVE' } };
};

/** Those that every cluster may use (Amazon ECS developer guide, "Fargate capacity providers"). */
const ownProviders = ['FARGATE', 'FARGATE_SPOT'] as const;

export const describeCapacityProviders: Op<'DescribeCapacityProviders'> = ({ capacityProviders }, call) => {
  const wanted = (capacityProviders ?? ownProviders).map(nameIn);
  return {
    capacityProviders: ownProviders
      .filter((name) => wanted.includes(name))
      .map((name) => ({
        capacityProviderArn: ecsArn(call, `capacity-provider/${name}`),
        name,
        status: 'ACTIVE' as const,
        type: name,
        tags: [],
      })),
    failures: wanted
      .filter((name) => !ownProviders.some((each) => each === name))
      .map((name) => ({ arn: ecsArn(call, `capacity-provider/${name}`), reason: 'MISSING' })),
  };
};

/** The tags of a cluster change, and nothing else of it. */
export function saveClusterTags(
  call: ServiceCall,
  nameOrArn: string,
  change: { readonly operation: string; readonly tags: Readonly<Record<string, string>> },
): void {
  const name = clusterNamed(call, nameOrArn);
  saveCluster(call, name, { ...change, settings: settings.get(call, name) ?? {} });
}
