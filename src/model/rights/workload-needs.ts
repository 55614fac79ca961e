// What tasks and functions need of their roles before their own code runs; what that calls cannot be seen. Sources: Amazon
// ECS developer guide, "Amazon ECS task execution IAM role"; Lambda developer guide, "Defining Lambda function permissions".
import { nameOfFunction, type LambdaFunction } from '../function.ts';
import type { ContainerDefinition, TaskDefinition } from '../task-definition.ts';
import { logRights } from './shared-rights.ts';
import { arnOf, type Where } from './arns.ts';
import type { RightsContext, NeedOfRole } from './rights-context.ts';
import { parameterRight, pullRights, secretRight } from './build-rights.ts';
import { actionsOf, right, type Right } from './right.ts';

export function workloadNeeds({ definition, where }: RightsContext): readonly NeedOfRole[] {
  return [
    ...definition.taskDefinitions.flatMap((task, index) => taskNeeds(task, index, where)),
    ...definition.functions.flatMap((one, index) => functionNeeds(one, index, where)),
  ];
}

function taskNeeds(
  task: TaskDefinition,
  index: number,
  where: RightsContext['where'],
): readonly NeedOfRole[] {
  const { family, executionRoleArn, taskRoleArn } = task;
  const at = { name: family, path: ['taskDefinitions', index, 'family'], isPartial: true } as const;
  const needs: NeedOfRole[] = [];
  if (executionRoleArn !== undefined)
    needs.push({
      arn: executionRoleArn,
      service: 'ecs-tasks',
      need: {
        ...at,
        what: `start of the tasks of "${family}"`,
        rights: taskStartRights(task, where(executionRoleArn)),
        note: 'What log drivers other than awslogs need is not derived.',
      },
    });
  if (taskRoleArn !== undefined)
    needs.push({
      arn: taskRoleArn,
      service: 'ecs-tasks',
      need: {
        ...at,
        what: `code of the tasks of "${family}"`,
        rights: [],
        note: 'What its code calls is not derived.',
      },
    });
  return needs;
}

/** What ECS calls before the containers of a task run, and for their logs. */
export function taskStartRights({ containers }: TaskDefinition, where: Where): readonly Right[] {
  return containers.flatMap((container) => startRights(container, where));
}

function startRights({ image, secrets, awsLogs }: ContainerDefinition, where: Where): readonly Right[] {
  return [
    ...pullRights(image, where),
    ...logsOf(awsLogs, where),
    ...secrets.map(({ valueFrom }) =>
      valueFrom.includes(':secretsmanager:')
        ? secretRight(valueFrom, where)
        : parameterRight(valueFrom, where),
    ),
  ];
}

/** The group is made only when the log driver is asked to (Amazon ECS developer guide, "awslogs-create-group"). */
function logsOf(logs: ContainerDefinition['awsLogs'], where: Where): readonly Right[] {
  if (logs === undefined) return [];
  const there = { ...where, region: logs.region ?? where.region };
  const name = `log-group:${logs.group}`;
  return [
    ...(logs.createsGroup === true
      ? [
          right('logs:CreateLogGroup', [arnOf(there, 'logs', name), arnOf(there, 'logs', `${name}:*`)], {
            anyOf: true,
          }),
        ]
      : []),
    right(actionsOf('logs', 'CreateLogStream', 'PutLogEvents'), arnOf(there, 'logs', `${name}:log-stream:*`)),
  ];
}

function functionNeeds(
  { functionName, role }: LambdaFunction,
  index: number,
  where: RightsContext['where'],
): readonly NeedOfRole[] {
  if (role === undefined) return [];
  const { name } = nameOfFunction(functionName);
  const need = {
    what: `function "${name}"`,
    name,
    path: ['functions', index, 'FunctionName'],
    rights: logRights(where(role), `/aws/lambda/${name}`),
    note: 'What its code calls is not derived.',
    isPartial: true,
  } as const;
  return [{ arn: role, service: 'lambda', need }];
}
