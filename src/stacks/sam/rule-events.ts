// Schedules and rules of EventBridge as events.
import { getAtt } from './functions.ts';
import { compact, isTruthy, member, type JsonMap, type Optional } from './json.ts';
import { deadLetters, permission, ruleState, targetId, type SamEvent } from './event.ts';
import type { PropertyRules } from './properties.ts';
import { generated, type Generated } from './resource.ts';
import { SamEventError } from './sam-error.ts';

export const scheduleRules: PropertyRules = {
  Schedule: 'string!',
  RuleName: 'string',
  Input: 'string',
  Enabled: 'boolean',
  State: 'string',
  Name: 'string',
  Description: 'string',
  DeadLetterConfig: 'map',
  RetryPolicy: 'map',
};

export const ruleRules: PropertyRules = {
  EventBusName: 'string',
  RuleName: 'string',
  Pattern: 'map',
  DeadLetterConfig: 'map',
  RetryPolicy: 'map',
  Input: 'string',
  InputPath: 'string',
  Target: 'map',
  Enabled: 'boolean',
  State: 'string',
  InputTransformer: 'map',
};

/** What a rule needs besides: a permission of a function, or a role that starts a state machine. */
export interface Invocation {
  readonly suffix: 'LambdaTarget' | 'StepFunctionsTarget';
  readonly roleArn?: Optional;
  readonly besides: (sourceArn: JsonMap) => readonly Generated[];
}

function ofFunction(event: SamEvent): Invocation {
  return {
    suffix: 'LambdaTarget',
    besides: (sourceArn) => [permission(event, { principal: 'events.amazonaws.com', sourceArn })],
  };
}

export function scheduleEvent(event: SamEvent, invocation = ofFunction(event)): readonly Generated[] {
  const { Schedule, Name, Description } = event.properties;
  return rule(
    event,
    { ScheduleExpression: Schedule, Name, Description, State: ruleState(event) },
    invocation,
  );
}

export function ruleEvent(event: SamEvent, invocation = ofFunction(event)): readonly Generated[] {
  const { EventBusName, Pattern, RuleName } = event.properties;
  return rule(
    event,
    { EventBusName, EventPattern: Pattern, Name: RuleName, State: ruleState(event) },
    invocation,
  );
}

function rule(
  event: SamEvent,
  of: Readonly<Record<string, Optional>>,
  invocation: Invocation,
): readonly Generated[] {
  const { id, properties, target } = event;
  const sourceArn = getAtt(id, 'Arn');
  const letters = deadLetters(event, sourceArn);
  const { Input, InputPath, RetryPolicy, InputTransformer, Target } = properties;
  const to = compact({
    Arn: target.arn,
    Id: member(Target, 'Id') ?? targetId(id, invocation.suffix),
    RoleArn: invocation.roleArn,
    Input,
    InputPath,
    DeadLetterConfig: letters === undefined ? undefined : { Arn: letters.arn },
    RetryPolicy,
    InputTransformer,
  });
  return [
    generated({ id, type: 'AWS::Events::Rule' }, { ...of, Targets: [to] }, { attributes: target.attributes }),
    ...(letters?.resources ?? []),
    ...invocation.besides(sourceArn),
  ];
}

export const schedulerRules: PropertyRules = {
  PermissionsBoundary: 'string',
  ScheduleExpression: 'string!',
  FlexibleTimeWindow: 'map',
  Name: 'string',
  State: 'string',
  Description: 'string',
  StartDate: 'string',
  EndDate: 'string',
  ScheduleExpressionTimezone: 'string',
  GroupName: 'string',
  KmsKeyArn: 'string',
  Input: 'string',
  RoleArn: 'string',
  DeadLetterConfig: 'map',
  RetryPolicy: 'map',
  OmitName: 'boolean',
};

/** A schedule of EventBridge Scheduler, which calls with a role of its own. */
export function schedulerEvent(event: SamEvent, action: SchedulerAction): readonly Generated[] {
  const { id, properties, target } = event;
  const { attributes } = target;
  if (isTruthy(properties['OmitName']) && isTruthy(properties['Name']))
    throw new SamEventError(id, 'Name cannot be set when OmitName is True');
  const letters = deadLetters(event);
  const isRoleGiven = isTruthy(properties['RoleArn']);
  const { Description, StartDate, EndDate, ScheduleExpressionTimezone, GroupName, KmsKeyArn } = properties;
  const { Input, RetryPolicy, ScheduleExpression, State, FlexibleTimeWindow } = properties;
  const schedule = generated(
    { id, type: 'AWS::Scheduler::Schedule' },
    {
      ScheduleExpression,
      State: isTruthy(State) ? State : undefined,
      Name: isTruthy(properties['OmitName'])
        ? undefined
        : isTruthy(properties['Name'])
          ? properties['Name']
          : id,
      Description,
      FlexibleTimeWindow: isTruthy(FlexibleTimeWindow) ? FlexibleTimeWindow : { Mode: 'OFF' },
      StartDate,
      EndDate,
      ScheduleExpressionTimezone,
      GroupName,
      KmsKeyArn,
      Target: compact({
        Arn: target.arn,
        RoleArn: isRoleGiven ? properties['RoleArn'] : getAtt(`${id}Role`, 'Arn'),
        Input,
        DeadLetterConfig: letters === undefined ? undefined : { Arn: letters.arn },
        RetryPolicy,
      }),
    },
    { attributes },
  );
  const queuePolicy = {
    PolicyName: `${id}SQSPolicy`,
    PolicyDocument: {
      Statement: [{ Action: 'sqs:SendMessage', Effect: 'Allow', Resource: letters?.arn ?? null }],
    },
  };
  const role = generated(
    { id: `${id}Role`, type: 'AWS::IAM::Role' },
    {
      AssumeRolePolicyDocument: assumeRole('scheduler.amazonaws.com'),
      Policies: [
        {
          PolicyName: `${id}${action.policy}`,
          PolicyDocument: { Statement: [{ Action: action.name, Effect: 'Allow', Resource: target.arn }] },
        },
        ...(letters === undefined ? [] : [queuePolicy]),
      ],
      PermissionsBoundary: isTruthy(properties['PermissionsBoundary'])
        ? properties['PermissionsBoundary']
        : undefined,
    },
    { attributes },
  );
  return [schedule, ...(letters?.resources ?? []), ...(isRoleGiven ? [] : [role])];
}

export interface SchedulerAction {
  readonly name: string;
  readonly policy: string;
}

export function assumeRole(service: string): JsonMap {
  return {
    Version: '2012-10-17',
    Statement: [{ Action: ['sts:AssumeRole'], Effect: 'Allow', Principal: { Service: [service] } }],
  };
}
