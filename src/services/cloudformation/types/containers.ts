// Clusters, task definitions and services of ECS, and repositories of ECR, in a stack.
import { setTimeout as delay } from 'node:timers/promises';
import type { Values } from '../../../aws/wire/message.ts';
import { defined } from '../../../lib/defined.ts';
import { isEqual } from '../../../stacks/values/evaluate.ts';
import {
  createOnce,
  isFound,
  listIn,
  tagList,
  textIn,
  unless,
  without,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { templateInput } from '../template-input.ts';

function withTags({ properties, tags }: ResourceWork): Values {
  return {
    ...without(properties, 'Tags'),
    ...(Object.keys(tags).length === 0 ? {} : { Tags: tagList(tags) }),
  };
}

/** Names of lists that the API has in the singular or with another word. */
function serviceInput(work: ResourceWork, operation: string, name: string): Values {
  const { LoadBalancers, PlacementStrategies, ...rest } = withTags(work);
  return templateInput('ecs', operation, {
    ...rest,
    ...(operation === 'CreateService' ? { ServiceName: name } : { service: name }),
    ...defined({ LoadBalancers }),
    ...defined({ placementStrategy: PlacementStrategies }),
  });
}

/** Steady: as many tasks as wanted, and one deployment. A failed deployment ends the wait (circuit breaker). */
async function serviceSteady({ call, properties }: ResourceWork, service: string): Promise<Made> {
  for (;;) {
    const cluster = properties['Cluster'];
    const answer = await call('ecs', 'DescribeServices', {
      services: [service],
      ...defined({ cluster }),
    });
    const [found = {}] = listIn(answer, 'services') as readonly Values[];
    const deployments = listIn(found, 'deployments') as readonly Values[];
    if (deployments.some((each) => textIn(each, 'rolloutState') === 'FAILED'))
      throw new Error('ECS Deployment Circuit Breaker was triggered');
    if (textIn(found, 'runningCount') === textIn(found, 'desiredCount') && deployments.length === 1) {
      const ServiceArn = textIn(found, 'serviceArn');
      return { physicalId: ServiceArn, attributes: { ServiceArn, Name: textIn(found, 'serviceName') } };
    }
    await delay(100);
  }
}

function clusterInput(work: ResourceWork, name: string): Values {
  const { ClusterSettings, ...rest } = withTags(work);
  return templateInput('ecs', 'CreateCluster', {
    ...rest,
    ClusterName: name,
    ...defined({ settings: ClusterSettings }),
  });
}

function clusterMade({ place }: ResourceWork, name: string): Made {
  const { partition, region, account } = place;
  return {
    physicalId: name,
    attributes: { Arn: `arn:${partition}:ecs:${region}:${account}:cluster/${name}` },
  };
}

const repositoryProperties = [
  'EmptyOnDelete',
  'EncryptionConfiguration',
  'ImageScanningConfiguration',
  'ImageTagMutability',
  'LifecyclePolicy',
  'RepositoryName',
  'RepositoryPolicyText',
  'Tags',
];

async function setPolicies(
  { call, properties }: ResourceWork,
  repositoryName: string,
  before: Values,
): Promise<void> {
  const { LifecyclePolicy, RepositoryPolicyText } = properties;
  if (LifecyclePolicy !== undefined)
    await call('ecr', 'PutLifecyclePolicy', {
      repositoryName,
      lifecyclePolicyText: textIn(LifecyclePolicy as Values, 'LifecyclePolicyText'),
    });
  else if (before['LifecyclePolicy'] !== undefined)
    await call('ecr', 'DeleteLifecyclePolicy', { repositoryName });
  if (RepositoryPolicyText !== undefined)
    await call('ecr', 'SetRepositoryPolicy', {
      repositoryName,
      policyText:
        typeof RepositoryPolicyText === 'string'
          ? RepositoryPolicyText
          : JSON.stringify(RepositoryPolicyText),
    });
  else if (before['RepositoryPolicyText'] !== undefined)
    await call('ecr', 'DeleteRepositoryPolicy', { repositoryName });
}

async function repositoryMade({ call }: ResourceWork, name: string): Promise<Made> {
  const answer = await call('ecr', 'DescribeRepositories', { repositoryNames: [name] });
  const [found = {}] = listIn(answer, 'repositories') as readonly Values[];
  return {
    physicalId: name,
    attributes: { Arn: textIn(found, 'repositoryArn'), RepositoryUri: textIn(found, 'repositoryUri') },
  };
}

export const containerTypes: ResourceHandlers = {
  'AWS::ECR::Repository': {
    here: 'executed',
    properties: repositoryProperties,
    name: { property: 'RepositoryName', longest: 256, isLower: true },
    create: async (work) => {
      const { call, name } = work;
      const given = without(withTags(work), 'EmptyOnDelete', 'LifecyclePolicy', 'RepositoryPolicyText');
      const input = templateInput('ecr', 'CreateRepository', { ...given, RepositoryName: name });
      await createOnce(work, ['RepositoryAlreadyExistsException'], call('ecr', 'CreateRepository', input));
      work.onMade(name);
      await setPolicies(work, name, {});
      return await repositoryMade(work, name);
    },
    update: async (work, { physicalId, properties: before }) => {
      const { call, properties } = work;
      const imageTagMutability = textIn(properties, 'ImageTagMutability') || 'MUTABLE';
      await call('ecr', 'PutImageTagMutability', { repositoryName: physicalId, imageTagMutability });
      await setPolicies(work, physicalId, before);
      return await repositoryMade(work, physicalId);
    },
    remove: async ({ call, properties }, { physicalId: repositoryName }) => {
      const force = isEqual(properties['EmptyOnDelete'] ?? false, true);
      await unless(
        ['RepositoryNotFoundException'],
        call('ecr', 'DeleteRepository', { repositoryName, force }),
      );
    },
  },
  'AWS::ECS::Cluster': {
    here: 'executed',
    name: { property: 'ClusterName', longest: 255 },
    isThere: async ({ call, name }) => {
      const answer = await call('ecs', 'DescribeClusters', { clusters: [name] });
      return (listIn(answer, 'clusters') as readonly Values[]).some(
        (each) => textIn(each, 'status') === 'ACTIVE',
      );
    },
    create: async (work) => {
      await work.call('ecs', 'CreateCluster', clusterInput(work, work.name));
      return clusterMade(work, work.name);
    },
    update: async (work, { physicalId }) => {
      const { clusterName: _name, tags: _tags, ...rest } = clusterInput(work, physicalId);
      await work.call('ecs', 'UpdateCluster', { ...rest, cluster: physicalId });
      return clusterMade(work, physicalId);
    },
    remove: async ({ call }, { physicalId: cluster }) => {
      await unless(['ClusterNotFoundException'], call('ecs', 'DeleteCluster', { cluster }));
    },
  },
  'AWS::ECS::Service': {
    here: 'executed',
    name: { property: 'ServiceName', longest: 255 },
    create: async (work) => {
      const { call, name } = work;
      const creating = call('ecs', 'CreateService', serviceInput(work, 'CreateService', name));
      const answer = await createOnce(work, ['InvalidParameterException'], creating);
      work.onMade(textIn(answer ?? {}, 'service', 'serviceArn') || name);
      return await serviceSteady(work, name);
    },
    update: async (work, { physicalId }) => {
      const { properties } = work;
      const changed = without(
        properties,
        'Cluster',
        'LaunchType',
        'Role',
        'SchedulingStrategy',
        'ServiceName',
        'Tags',
      );
      const input = serviceInput({ ...work, properties: changed, tags: {} }, 'UpdateService', physicalId);
      const cluster = properties['Cluster'];
      await work.call('ecs', 'UpdateService', { ...input, ...defined({ cluster }) });
      return await serviceSteady(work, physicalId);
    },
    remove: async ({ call, properties }, { physicalId: service }) => {
      const of = defined({ cluster: properties['Cluster'] });
      const absent = ['ServiceNotFoundException', 'ClusterNotFoundException', 'ServiceNotActiveException'];
      await unless(absent, call('ecs', 'DeleteService', { ...of, service, force: true }));
      // A cluster cannot be deleted while tasks of its services still end.
      for (;;) {
        const answer = await unless(absent, call('ecs', 'DescribeServices', { ...of, services: [service] }));
        const [found] = listIn(answer ?? {}, 'services') as readonly Values[];
        if (found === undefined || textIn(found, 'status') === 'INACTIVE') return;
        await delay(100);
      }
    },
  },
  'AWS::ECS::TaskDefinition': {
    here: 'executed',
    create: async (work) => {
      const { call, properties, stackName, logicalId, onMade } = work;
      const Family = textIn(properties, 'Family') || `${stackName}${logicalId}`.replaceAll(/[^\w-]/g, '');
      const input = templateInput('ecs', 'RegisterTaskDefinition', { ...withTags(work), Family });
      const answer = await call('ecs', 'RegisterTaskDefinition', input);
      const TaskDefinitionArn = textIn(answer, 'taskDefinition', 'taskDefinitionArn');
      onMade(TaskDefinitionArn);
      return { physicalId: TaskDefinitionArn, attributes: { TaskDefinitionArn } };
    },
    update: async (_work, { physicalId }) =>
      Promise.resolve({ physicalId, attributes: { TaskDefinitionArn: physicalId } }),
    remove: async ({ call }, { physicalId: taskDefinition }) => {
      const isThere = await isFound(
        ['ClientException'],
        call('ecs', 'DescribeTaskDefinition', { taskDefinition }),
      );
      if (isThere)
        await unless(['ClientException'], call('ecs', 'DeregisterTaskDefinition', { taskDefinition }));
    },
  },
};
