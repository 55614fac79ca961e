// Services of ECS and the task definitions that they run: what CreateService and RegisterTaskDefinition refuse, and what makes
// a deployment wait for ever. Sources: Amazon ECS API reference; developer guide, "Amazon ECS service definition parameters".
import { didYouMean } from '../../lib/nearest.ts';
import type { Path } from '../../lib/node.ts';
import type { Definition } from '../../model/definition.ts';
import type { DeploymentGroup } from '../../model/deployment.ts';
import { findFunction } from '../../model/function.ts';
import { isDeadlocked } from '../../model/service-scheduler.ts';
import { familyOf, whyNotBalanced, type Service } from '../../model/service.ts';
import type { TaskDefinition } from '../../model/task-definition.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

export const services: Rule = (definition) => [
  ...definition.services.flatMap((service, index) => checkService(service, index, definition)),
  ...definition.deploymentGroups.flatMap((group, index) => checkGroup(group, index, definition)),
];

function checkService(service: Service, index: number, definition: Definition): readonly Finding[] {
  const at: Path = ['services', index];
  return [
    ...checkRunning(service, at, definition),
    ...checkConfiguration(service, at),
    ...checkHooks(service, at, definition),
  ];
}

/** A deployment group of CodeDeploy, and the service that it deploys to. */
function checkGroup(
  group: DeploymentGroup,
  index: number,
  { services: known }: Definition,
): readonly Finding[] {
  const at: Path = ['deploymentGroups', index];
  const [target] = group.ecsServices ?? [];
  const findings: Finding[] = [];
  if (target === undefined) return findings;
  const { clusterName = '', serviceName = '' } = target;
  const service = known.find((each) => each.cluster === clusterName && each.serviceName === serviceName);
  const path = [...at, 'ecsServices', 0, 'serviceName'];
  if (service === undefined)
    findings.push({
      code: 'ServiceUnknown',
      severity: known.length === 0 ? 'warning' : 'error',
      message: `The deployment group "${group.deploymentGroupName}" names the service "${serviceName}" in the cluster "${clusterName}", which is not part of the definition`,
      path,
      remedy: 'Put the input of "aws ecs create-service" into a file next to the pipeline.',
      aws: 'CreateDeploymentGroup refuses a service that is not there; here nothing can be deployed to it.',
    });
  else if (service.controller !== 'CODE_DEPLOY')
    findings.push({
      code: 'ServiceControllerInvalid',
      message: `The deployment group "${group.deploymentGroupName}" names the service "${serviceName}", whose deployment controller is ${service.controller}`,
      path,
      remedy: 'Give the service "deploymentController": { "type": "CODE_DEPLOY" }.',
      aws: 'The deployment fails with INVALID_ECS_SERVICE.',
    });
  return findings;
}

function checkRunning(service: Service, at: Path, { taskDefinitions }: Definition): readonly Finding[] {
  const { family } = familyOf(service.taskDefinition);
  const found = taskDefinitions.find((each) => each.family === family);
  if (found === undefined) {
    // CodeDeploy brings its task definition along.
    if (service.controller !== 'ECS') return [];
    return [
      {
        code: 'TaskDefinitionUnknown',
        message: `The service "${service.serviceName}" runs the task definition "${family}", which is not part of the definition`,
        path: [...at, 'taskDefinition'],
        remedy: didYouMean(
          family,
          taskDefinitions.map((each) => each.family),
          'Put the input of "aws ecs register-task-definition" into a file next to the pipeline.',
        ),
        aws: 'CreateService fails when no such task definition is registered; here the service cannot run.',
      },
    ];
  }
  const wrong = whyNotBalanced(service, found);
  const misfits = checkFit(service, at, found);
  if (wrong === undefined) return misfits;
  return [
    ...misfits,
    {
      code: 'ServiceLoadBalancerInvalid',
      message: wrong,
      path: [...at, 'loadBalancers', 0],
      remedy: 'Name a container of the task definition, and one of the containerPort of its portMappings.',
      aws: 'CreateService answers InvalidParameterException.',
    },
  ];
}

/** What CreateService finds when it puts the two together (Amazon ECS API reference, CreateService). */
function checkFit(service: Service, at: Path, task: TaskDefinition): readonly Finding[] {
  const { serviceName, launchType, capacityProviders = [], hasNetworkConfiguration } = service;
  const isOnFargate =
    launchType === 'FARGATE' || capacityProviders.some((name) => name.startsWith('FARGATE'));
  const [reason] = task.whyNotFargate ?? [];
  const isAwsvpc = task.networkMode === 'awsvpc';
  const of = { code: 'ServiceInvalid', aws: 'CreateService answers InvalidParameterException.' } as const;
  return [
    ...(isOnFargate && reason !== undefined
      ? [
          {
            ...of,
            message: `The service "${serviceName}" runs on Fargate, which does not take its task definition "${task.family}": ${reason}`,
            path: [...at, launchType === undefined ? 'capacityProviderStrategy' : 'launchType'],
            remedy: 'Change the task definition, or run the service on EC2.',
          },
        ]
      : []),
    ...(isAwsvpc && hasNetworkConfiguration === false
      ? [
          {
            ...of,
            message: `The service "${serviceName}" has no networkConfiguration, and its tasks have the network mode awsvpc`,
            path: [...at, 'serviceName'],
            remedy: 'Write "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["subnet-…"] } }.',
          },
        ]
      : []),
    ...(!isAwsvpc && hasNetworkConfiguration === true
      ? [
          {
            ...of,
            message: `The service "${serviceName}" has a networkConfiguration, and its tasks have the network mode ${task.networkMode ?? 'bridge'}`,
            path: [...at, 'networkConfiguration'],
            remedy: 'Leave it out, or write "networkMode": "awsvpc" in the task definition.',
          },
        ]
      : []),
  ];
}

function checkConfiguration(service: Service, at: Path): readonly Finding[] {
  const path = [...at, 'serviceName'];
  if (service.controller !== 'ECS' || service.strategy !== 'ROLLING') return [];
  const { desiredCount, minimumHealthyPercent, maximumPercent } = service;
  if (isDeadlocked(service))
    return [
      {
        code: 'ServiceDeadlocked',
        message: `With ${desiredCount} tasks desired, minimumHealthyPercent ${minimumHealthyPercent} and maximumPercent ${maximumPercent} let no task of "${service.serviceName}" stop and none start`,
        path,
        remedy: 'Raise maximumPercent, or lower minimumHealthyPercent.',
        aws: 'A deployment stays in progress and replaces nothing, until the action fails after its time is up.',
      },
    ];
  if (service.circuitBreaker.enable || service.alarms.enable) return [];
  return [
    {
      code: 'ServiceWithoutCircuitBreaker',
      severity: 'notice',
      message: `The service "${service.serviceName}" has neither a deployment circuit breaker nor alarms`,
      path,
      remedy:
        'Add "deploymentCircuitBreaker": { "enable": true, "rollback": true } to deploymentConfiguration.',
      aws: 'ECS goes on starting tasks that fail, and the action fails only when its time is up: after an hour, with no reason.',
    },
  ];
}

function checkHooks(service: Service, at: Path, { functions }: Definition): readonly Finding[] {
  return service.lifecycleHooks.flatMap(({ targetType, functionName }, index): readonly Finding[] => {
    const path = [...at, 'deploymentConfiguration', 'lifecycleHooks', index];
    if (targetType === 'PAUSE')
      return [
        {
          code: 'NotExecutedHere',
          severity: 'error',
          message: `A lifecycle hook of "${service.serviceName}" waits for ContinueServiceDeployment, and that call is not available here`,
          path: [...path, 'targetType'],
          remedy: 'Use a function that decides, and put an approval before the action.',
        },
      ];
    if (functionName === '')
      return [
        {
          code: 'FunctionUnknown',
          severity: 'error',
          message: `A lifecycle hook of "${service.serviceName}" names no function`,
          path,
          remedy: 'Give it "hookTargetArn": the ARN of a function.',
          aws: 'CreateService answers InvalidParameterException.',
        },
      ];
    if (findFunction(functions, functionName) !== undefined) return [];
    return [
      {
        code: 'FunctionUnknown',
        severity: functions.length === 0 ? 'warning' : 'error',
        message: `A lifecycle hook of "${service.serviceName}" names the function "${functionName}", which is not part of the definition`,
        path: [...path, 'hookTargetArn'],
        remedy: 'Put the input of "aws lambda create-function" into a file next to the pipeline.',
        aws: 'The deployment is rolled back when the function cannot be invoked.',
      },
    ];
  });
}
