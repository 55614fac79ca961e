// What CreateService refuses although every key by itself is right (Amazon ECS API reference, CreateService and the types below
// it). What concerns the task definition as well is check/rules/services.ts.
import { parseArn } from '../../../model/arn.ts';
import type { Node } from '../../../lib/node.ts';
import type { Problem } from '../../../lib/problem.ts';
import { problemsOf, when, type Complaint } from './registration.ts';
import type { RawService } from './service-shape.ts';

export function checkServiceInput(root: Node, raw: RawService): readonly Problem[] {
  const complaints = [
    ...checkCapacity(raw),
    ...checkController(raw),
    ...checkScheduling(raw),
    ...checkLoadBalancers(raw),
    ...checkPercentages(raw),
    ...checkStrategy(raw),
    ...checkPlacement(raw),
  ];
  return problemsOf(root, complaints, {
    code: 'ServiceInvalid',
    aws: 'CreateService answers InvalidParameterException.',
  });
}

function checkCapacity(raw: RawService): readonly Complaint[] {
  const { launchType, capacityProviderStrategy: strategy = [], platformVersion } = raw;
  const path = ['capacityProviderStrategy'];
  const fargate = strategy.filter(({ capacityProvider }) => /^FARGATE(_SPOT)?$/.test(capacityProvider));
  const runsOnFargate = launchType === 'FARGATE' || (launchType === undefined && fargate.length > 0);
  const isKnown = launchType !== undefined || strategy.length > 0;
  return [
    ...when(launchType !== undefined && strategy.length > 0, {
      message: 'The service has a launchType and a capacityProviderStrategy',
      path: ['launchType'],
      remedy: 'Leave out one of them.',
    }),
    ...when(launchType === 'MANAGED_INSTANCES', {
      message: 'Managed Instances are chosen by a capacityProviderStrategy, not by a launchType',
      path: ['launchType'],
      remedy: 'Leave out launchType, and name the capacity provider.',
    }),
    ...when(strategy.filter(({ base = 0 }) => base > 0).length > 1, {
      message: 'More than one capacity provider has a base',
      path,
      remedy: 'Give one of them a base.',
    }),
    ...when(strategy.length > 1 && strategy.every(({ weight = 0 }) => weight === 0), {
      message: 'No capacity provider has a weight above 0',
      path,
      remedy: 'Give one of them "weight": 1.',
    }),
    ...when(fargate.length > 0 && fargate.length < strategy.length, {
      message: 'The capacity provider strategy mixes Fargate with Auto Scaling groups',
      path,
      remedy: 'Name FARGATE and FARGATE_SPOT alone, or neither.',
    }),
    ...when(platformVersion !== undefined && isKnown && !runsOnFargate, {
      message: 'Only tasks on Fargate have a platformVersion',
      path: ['platformVersion'],
      remedy: 'Leave it out, or run the service on Fargate.',
    }),
  ];
}

function checkController(raw: RawService): readonly Complaint[] {
  const { deploymentController: { type = 'ECS' } = {}, deploymentConfiguration: configuration = {} } = raw;
  const ofEcs = ['deploymentCircuitBreaker', 'strategy', 'lifecycleHooks', 'bakeTimeInMinutes', 'alarms'];
  const given = ofEcs.filter((key) => key in configuration);
  return [
    ...given.flatMap((key) =>
      when(type !== 'ECS', {
        message: `"${key}" is for the deployment controller ECS, and the service has ${type}`,
        path: ['deploymentConfiguration', key],
        remedy: 'Leave it out, or use the deployment controller ECS.',
      }),
    ),
    ...when(type === 'CODE_DEPLOY' && (raw.loadBalancers ?? []).length === 0, {
      message: 'A service with the deployment controller CODE_DEPLOY needs a load balancer',
      path: ['deploymentController', 'type'],
      remedy: 'Write "loadBalancers" with one target group.',
    }),
    ...when(type !== 'ECS' && raw.schedulingStrategy === 'DAEMON', {
      message: `The deployment controller ${type} takes the scheduling strategy REPLICA alone`,
      path: ['schedulingStrategy'],
      remedy: 'Write "REPLICA".',
    }),
    ...when(type === 'CODE_DEPLOY' && raw.serviceConnectConfiguration !== undefined, {
      message: 'Service Connect needs the deployment controller ECS',
      path: ['serviceConnectConfiguration'],
      remedy: 'Use "deploymentController": { "type": "ECS" }.',
    }),
  ];
}

function checkScheduling(raw: RawService): readonly Complaint[] {
  const { schedulingStrategy = 'REPLICA', desiredCount, launchType, placementStrategy = [] } = raw;
  const isDaemon = schedulingStrategy === 'DAEMON';
  const maximum = raw.deploymentConfiguration?.maximumPercent;
  return [
    ...when(!isDaemon && desiredCount === undefined && raw.deploymentController?.type !== 'EXTERNAL', {
      message: 'A service with the scheduling strategy REPLICA needs a desiredCount',
      path: ['serviceName'],
      remedy: 'Write for example "desiredCount": 1.',
    }),
    ...when(isDaemon && desiredCount !== undefined, {
      message: 'A DAEMON service has no desiredCount: it runs one task on each instance',
      path: ['desiredCount'],
      remedy: 'Leave it out.',
    }),
    ...when(isDaemon && launchType === 'FARGATE', {
      message: 'Fargate does not run DAEMON services',
      path: ['schedulingStrategy'],
      remedy: 'Write "REPLICA", or use EC2.',
    }),
    ...when(isDaemon && placementStrategy.length > 0, {
      message: 'A DAEMON service has no placement strategy',
      path: ['placementStrategy'],
      remedy: 'Leave it out.',
    }),
    ...when(isDaemon && maximum !== undefined && maximum !== 100, {
      message: `A DAEMON service has a maximumPercent of 100, not ${maximum ?? ''}`,
      path: ['deploymentConfiguration', 'maximumPercent'],
      remedy: 'Write 100, or leave it out.',
    }),
    ...when(isDaemon && raw.availabilityZoneRebalancing === 'ENABLED', {
      message: 'A DAEMON service is not rebalanced over Availability Zones',
      path: ['availabilityZoneRebalancing'],
      remedy: 'Write "DISABLED".',
    }),
  ];
}

const mostTargetGroups = 5;

function checkLoadBalancers(raw: RawService): readonly Complaint[] {
  const { loadBalancers = [], deploymentController: { type = 'ECS' } = {}, role } = raw;
  return [
    ...when(loadBalancers.length > mostTargetGroups || (type === 'CODE_DEPLOY' && loadBalancers.length > 1), {
      message: `A service with the deployment controller ${type} has ${loadBalancers.length} load balancers, and may have ${type === 'CODE_DEPLOY' ? 1 : mostTargetGroups}`,
      path: ['loadBalancers'],
      remedy: 'Leave out the others.',
    }),
    ...loadBalancers.flatMap(({ targetGroupArn, loadBalancerName, containerPort }, index) => [
      ...when(targetGroupArn === undefined && loadBalancerName === undefined, {
        message: 'A load balancer of the service has neither targetGroupArn nor loadBalancerName',
        path: ['loadBalancers', index],
        remedy: 'Write the ARN of its target group.',
      }),
      ...when(targetGroupArn !== undefined && loadBalancerName !== undefined, {
        message: 'A load balancer of the service has targetGroupArn and loadBalancerName',
        path: ['loadBalancers', index, 'loadBalancerName'],
        remedy: 'A Classic Load Balancer has a name, the others have a target group: leave out one of them.',
      }),
      ...when(targetGroupArn !== undefined && !isTargetGroup(targetGroupArn), {
        message: `"${targetGroupArn ?? ''}" is no ARN of a target group`,
        path: ['loadBalancers', index, 'targetGroupArn'],
        remedy: 'Write arn:aws:elasticloadbalancing:REGION:ACCOUNT:targetgroup/NAME/ID.',
      }),
      ...when(containerPort === 0, {
        message: 'The containerPort of a load balancer is 0',
        path: ['loadBalancers', index, 'containerPort'],
        remedy: 'Write a port that the container maps.',
      }),
    ]),
    ...when(role !== undefined && loadBalancers.length === 0, {
      message: 'The service has a role, and no load balancer that it would be for',
      path: ['role'],
      remedy: 'Leave it out.',
    }),
  ];
}

function checkPercentages({
  deploymentConfiguration = {},
  schedulingStrategy,
}: RawService): readonly Complaint[] {
  const isDaemon = schedulingStrategy === 'DAEMON';
  const { maximumPercent = isDaemon ? 100 : 200, minimumHealthyPercent = isDaemon ? 0 : 100 } =
    deploymentConfiguration;
  return [
    ...when(maximumPercent < 100 || (maximumPercent === 100 && minimumHealthyPercent === 100), {
      message: `With maximumPercent ${maximumPercent} and minimumHealthyPercent ${minimumHealthyPercent} no task could ever be replaced`,
      path: ['deploymentConfiguration'],
      remedy: 'Raise maximumPercent above 100, or lower minimumHealthyPercent below 100.',
    }),
  ];
}

const tenths = (value: number): boolean => Math.abs(value * 10 - Math.round(value * 10)) < 1e-9;

function checkStrategy(raw: RawService): readonly Complaint[] {
  const configuration = raw.deploymentConfiguration ?? {};
  const {
    strategy = 'ROLLING',
    lifecycleHooks = [],
    canaryConfiguration,
    linearConfiguration,
  } = configuration;
  const at = (...keys: readonly (string | number)[]) => ['deploymentConfiguration', ...keys];
  const isRolling = strategy === 'ROLLING';
  const misplaced = (key: string, wanted: string) =>
    when(key in configuration && strategy !== wanted, {
      message: `"${key}" is for the strategy ${wanted}, and the service has ${strategy}`,
      path: at(key),
      remedy: `Leave it out, or write "strategy": "${wanted}".`,
    });
  const percents = [
    ['canaryConfiguration', 'canaryPercent', canaryConfiguration?.canaryPercent],
    ['linearConfiguration', 'stepPercent', linearConfiguration?.stepPercent],
  ] as const;
  return [
    ...misplaced('canaryConfiguration', 'CANARY'),
    ...misplaced('linearConfiguration', 'LINEAR'),
    ...percents.flatMap(([key, name, value]) =>
      when(value !== undefined && !tenths(value), {
        message: `"${name}" is ${value ?? ''}, and goes in steps of 0.1`,
        path: at(key, name),
        remedy: 'Round it.',
      }),
    ),
    ...when(isRolling && 'bakeTimeInMinutes' in configuration, {
      message:
        '"bakeTimeInMinutes" is for the strategies BLUE_GREEN, LINEAR and CANARY, and the service has ROLLING',
      path: at('bakeTimeInMinutes'),
      remedy: 'Leave it out, or choose one of those.',
    }),
    ...when(!isRolling && raw.schedulingStrategy === 'DAEMON', {
      message: `A DAEMON service has the strategy ROLLING alone, not ${strategy}`,
      path: at('strategy'),
      remedy: 'Write "ROLLING".',
    }),
    ...(raw.loadBalancers ?? []).flatMap(({ targetGroupArn, advancedConfiguration: advanced }, index) =>
      when(
        !isRolling &&
          targetGroupArn !== undefined &&
          (advanced?.alternateTargetGroupArn === undefined ||
            advanced.productionListenerRule === undefined ||
            advanced.roleArn === undefined),
        {
          message: `The strategy ${strategy} needs the alternate target group, the production listener rule and the role of the load balancer`,
          path: ['loadBalancers', index],
          remedy:
            'Write "advancedConfiguration": { "alternateTargetGroupArn", "productionListenerRule", "roleArn" }.',
        },
      ),
    ),
    ...lifecycleHooks.flatMap(({ targetType = 'AWS_LAMBDA', hookTargetArn, roleArn }, index) =>
      when(targetType === 'AWS_LAMBDA' && hookTargetArn !== undefined && roleArn === undefined, {
        message: 'A lifecycle hook has no roleArn, with which ECS invokes its function',
        path: at('lifecycleHooks', index),
        remedy: 'Write "roleArn": a role that ECS may assume and that may invoke the function.',
      }),
    ),
  ];
}

function checkPlacement({
  placementConstraints = [],
  placementStrategy = [],
  launchType,
}: RawService): readonly Complaint[] {
  return [
    ...placementConstraints.flatMap(({ type, expression }, index) =>
      when((type === 'distinctInstance') === (expression !== undefined), {
        message:
          type === 'distinctInstance'
            ? 'The placement constraint distinctInstance has no expression'
            : 'A placement constraint has no expression',
        path: ['placementConstraints', index],
        remedy: 'memberOf has an expression, distinctInstance has none.',
      }),
    ),
    ...when(launchType === 'FARGATE' && placementConstraints.length + placementStrategy.length > 0, {
      message: 'Fargate places tasks by itself, and takes neither placementConstraints nor placementStrategy',
      path: [placementStrategy.length > 0 ? 'placementStrategy' : 'placementConstraints'],
      remedy: 'Leave them out.',
    }),
  ];
}

function isTargetGroup(text: string): boolean {
  const arn = parseArn(text);
  return arn?.service === 'elasticloadbalancing' && arn.resource.startsWith('targetgroup/');
}
