// What the rules say about services, task definitions and the actions and deployment groups that name them.
import { expect, test } from 'vitest';
import { actionsByType } from '../../../src/check/rules/actions-by-type.ts';
import type { Rule } from '../../../src/check/rules/rule.ts';
import { services } from '../../../src/check/rules/services.ts';
import type { ContainerDefinition, TaskDefinition } from '../../../src/model/task-definition.ts';
import { serviceDefaults, type Service } from '../../../src/model/service.ts';
import type { Definition } from '../../../src/model/definition.ts';
import { deploymentGroup, findingsOf, withActions } from '../../rig/empty-definition.ts';
import { containerDefinition as container } from '../../rig/container-definition.ts';
import { lambda } from '../../rig/functions.ts';

const task = (...containers: readonly ContainerDefinition[]): TaskDefinition => ({
  family: 'web',
  containers: containers.length === 0 ? [container()] : containers,
  volumes: [],
  notExecuted: [],
});

const service = (parts: Partial<Service> = {}): Service => ({
  serviceName: 'web',
  cluster: 'shop',
  taskDefinition: 'web:3',
  desiredCount: 2,
  controller: 'ECS',
  strategy: 'ROLLING',
  minimumHealthyPercent: 100,
  maximumPercent: 200,
  circuitBreaker: { enable: true, rollback: true },
  alarms: { alarmNames: [], enable: false, rollback: false },
  healthCheckGracePeriodSeconds: 0,
  loadBalancer: { targetGroupName: 'web', containerName: 'web', containerPort: 8080, hasTestListener: false },
  bakeTimeMinutes: serviceDefaults.bakeTimeMinutes,
  canary: serviceDefaults.canary,
  linear: serviceDefaults.linear,
  lifecycleHooks: [],
  notExecuted: [],
  ...parts,
});

const action = (provider: string, ServiceName: string) =>
  withActions({
    name: 'Deploy',
    actionTypeId: { category: 'Deploy', owner: 'AWS', provider, version: '1' },
    configuration: { ClusterName: 'shop', ServiceName },
  });

const group = (parts: object = {}) =>
  deploymentGroup({ ecsServices: [{ clusterName: 'shop', serviceName: 'web' }], ...parts });

const hook = {
  targetType: 'AWS_LAMBDA',
  functionName: 'elsewhere',
  stages: ['POST_SCALE_UP'],
  timeoutMinutes: 1,
  onTimeout: 'ROLLBACK',
} as const;
const at = 'pipeline.stages.0.actions.0.configuration.ServiceName';
const codeDeploy = { controller: 'CODE_DEPLOY' } as const;

const cases: readonly (readonly [string, Partial<Definition>, readonly string[]])[] = [
  ['a sound one', { services: [service()], taskDefinitions: [task()], pipeline: action('ECS', 'web') }, []],
  ['an action without a service', { pipeline: action('ECS', 'web') }, [`ServiceUnknown warning ${at}`]],
  [
    'an action with another service',
    { services: [service()], taskDefinitions: [task()], pipeline: action('ECS', 'wbe') },
    [`ServiceUnknown error ${at}`],
  ],
  ['an action whose service is only known later', { pipeline: action('ECS', '#{variables.Service}') }, []],
  [
    'an ECS action on a service of CodeDeploy',
    { services: [service(codeDeploy)], taskDefinitions: [task()], pipeline: action('ECS', 'web') },
    [`ServiceControllerInvalid error ${at}`],
  ],
  [
    'no task definition',
    { services: [service()] },
    ['TaskDefinitionUnknown error services.0.taskDefinition'],
  ],
  ['no task definition, which CodeDeploy brings along', { services: [service(codeDeploy)] }, []],
  [
    'a load balancer without its container',
    { services: [service()], taskDefinitions: [task(container({ name: 'api' }))] },
    ['ServiceLoadBalancerInvalid error services.0.loadBalancers.0'],
  ],
  [
    'a load balancer without its port',
    { services: [service()], taskDefinitions: [task(container({ portMappings: [] }))] },
    ['ServiceLoadBalancerInvalid error services.0.loadBalancers.0'],
  ],
  [
    'percentages that let nothing move',
    { services: [service({ maximumPercent: 125 })], taskDefinitions: [task()] },
    ['ServiceDeadlocked error services.0.serviceName'],
  ],
  [
    'nothing that ends a failing deployment',
    {
      services: [service({ circuitBreaker: { enable: false, rollback: false } })],
      taskDefinitions: [task()],
    },
    ['ServiceWithoutCircuitBreaker notice services.0.serviceName'],
  ],
  [
    'a hook without its function',
    { services: [service({ lifecycleHooks: [hook] })], taskDefinitions: [task()], functions: [lambda()] },
    ['FunctionUnknown error services.0.deploymentConfiguration.lifecycleHooks.0.hookTargetArn'],
  ],
  [
    'a hook that names no function',
    { services: [service({ lifecycleHooks: [{ ...hook, functionName: '' }] })], taskDefinitions: [task()] },
    ['FunctionUnknown error services.0.deploymentConfiguration.lifecycleHooks.0'],
  ],
  [
    'a hook that waits for a user',
    {
      services: [service({ lifecycleHooks: [{ ...hook, targetType: 'PAUSE', functionName: '' }] })],
      taskDefinitions: [task()],
    },
    ['NotExecutedHere error services.0.deploymentConfiguration.lifecycleHooks.0.targetType'],
  ],
  [
    'a deployment group without its service',
    { deploymentGroups: [group()] },
    ['ServiceUnknown warning deploymentGroups.0.ecsServices.0.serviceName'],
  ],
  [
    'a deployment group with a service of ECS itself',
    { deploymentGroups: [group()], services: [service()], taskDefinitions: [task()] },
    ['ServiceControllerInvalid error deploymentGroups.0.ecsServices.0.serviceName'],
  ],
  [
    'a service on Fargate with a task definition for EC2',
    {
      services: [service({ launchType: 'FARGATE' })],
      taskDefinitions: [{ ...task(), whyNotFargate: ['Fargate needs cpu'] }],
    },
    ['ServiceInvalid error services.0.launchType'],
  ],
  [
    'the same by its capacity provider',
    {
      services: [service({ capacityProviders: ['FARGATE_SPOT'] })],
      taskDefinitions: [{ ...task(), whyNotFargate: ['Fargate needs cpu'] }],
    },
    ['ServiceInvalid error services.0.capacityProviderStrategy'],
  ],
  [
    'a service without subnets for tasks with networks of their own',
    {
      services: [service({ hasNetworkConfiguration: false })],
      taskDefinitions: [{ ...task(), networkMode: 'awsvpc' }],
    },
    ['ServiceInvalid error services.0.serviceName'],
  ],
  [
    'a service with subnets for tasks on a bridge',
    { services: [service({ hasNetworkConfiguration: true })], taskDefinitions: [task()] },
    ['ServiceInvalid error services.0.networkConfiguration'],
  ],
];

test.each(cases)('%s', (_, parts, expected) => {
  const rules: Rule = (...given) => [...services(...given), ...actionsByType(...given)];
  expect(findingsOf(rules, parts)).toEqual(expected);
});
