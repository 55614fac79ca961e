// Which call of AWS's API a schedule's target is. Pure but for the tables of AWS's models.
// Source: EventBridge Scheduler user guide, "Using templated targets" and "Using universal targets".
import type { Values } from '../../aws/wire/message.ts';
import type { SchedulerApi } from '../../aws/operations/scheduler.ts';
import type { CallAws } from '../../account/call-aws.ts';
import { parseArn, type Arn } from '../../model/arn.ts';
import { defined } from '../../lib/defined.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import { documentIn } from '../cloudformation/signal-document.ts';
import { queueUrl } from '../lambda/queue.ts';
import { universalCall } from '../universal-call.ts';

export type Target = SchedulerApi['shapes']['Target'];
export type TargetCall = Parameters<CallAws>;

/** What the words in `<>` of an input stand for. */
export interface InputContext {
  readonly 'schedule-arn': string;
  /** ISO 8601, to the second. */
  readonly 'scheduled-time': string;
  readonly 'execution-id': string;
  readonly 'attempt-number': string;
}

/** @returns why the target is not called on this machine, or never could be */
export function callOf(target: Target, context: InputContext): Result<TargetCall> {
  const arn = parseArn(target.Arn);
  if (arn === undefined) return { failed: `Invalid RequestPayload: ${target.Arn} is not a valid ARN` };
  const input = inputOf(target, arn, context);
  const universal = /^aws-sdk:([^:]+):(\w+)$/.exec(arn.resource);
  if (arn.service === 'scheduler' && universal !== null)
    return universalTarget(universal[1] ?? '', universal[2] ?? '', input);
  return templatedCall(target, arn, input);
}

function inputOf({ Input }: Target, arn: Arn, context: InputContext): string {
  if (Input === undefined) return JSON.stringify(scheduledEvent(arn, context));
  return Input.replaceAll(/<aws\.scheduler\.([\w-]+)>/g, (word, name: string) =>
    Object.hasOwn(context, name) ? context[name as keyof InputContext] : word,
  );
}

/** A target without an input receives this (user guide, Adding context attributes; the console's example event). */
function scheduledEvent(arn: Arn, context: InputContext): Values {
  const schedule = parseArn(context['schedule-arn']);
  return {
    version: '0',
    id: context['execution-id'],
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: schedule?.account ?? arn.account,
    time: context['scheduled-time'],
    region: schedule?.region ?? arn.region,
    resources: [context['schedule-arn']],
    detail: '{}',
  };
}

function templatedCall(target: Target, arn: Arn, input: string): Result<TargetCall> {
  switch (arn.service) {
    case 'lambda':
      return ['lambda', 'Invoke', { FunctionName: target.Arn, InvocationType: 'Event', Payload: input }];
    case 'sqs': {
      const MessageGroupId = target.SqsParameters?.MessageGroupId;
      return ['sqs', 'SendMessage', defined({ QueueUrl: queueUrl(arn), MessageBody: input, MessageGroupId })];
    }
    case 'sns':
      return ['sns', 'Publish', { TopicArn: target.Arn, Message: input }];
    case 'states':
      return ['stepfunctions', 'StartExecution', { stateMachineArn: target.Arn, input }];
    case 'codepipeline':
      return ['codepipeline', 'StartPipelineExecution', { name: arn.resource }];
    case 'codebuild':
      return [
        'codebuild',
        'StartBuild',
        { ...overrides(target), projectName: arn.resource.replace(/^project\//, '') },
      ];
    case 'ecs':
      return taskCall(target, arn);
    case 'events':
      return eventCall(target, input);
    default:
      return { failed: `delivery to ${arn.service}` };
  }
}

function overrides({ Input }: Target): Values {
  return documentIn(Input ?? '{}') ?? {};
}

function taskCall({ EcsParameters, Input, Arn }: Target, arn: Arn): Result<TargetCall> {
  if (arn.resource.startsWith('task-definition/') || EcsParameters === undefined)
    return { failed: `Invalid RequestPayload: EcsParameters are required for ${Arn}` };
  const given = Object.entries(EcsParameters).map(
    ([name, value]) => [`${name.charAt(0).toLowerCase()}${name.slice(1)}`, value] as const,
  );
  const { taskDefinitionArn, taskCount, ...rest } = Object.fromEntries(given) as Values;
  const overridden = documentIn(Input ?? '{}');
  return [
    'ecs',
    'RunTask',
    defined({
      ...overridden,
      ...rest,
      taskDefinition: taskDefinitionArn,
      count: taskCount,
      cluster: arn.resource.replace(/^cluster\//, ''),
    }),
  ];
}

function eventCall({ EventBridgeParameters, Arn }: Target, Detail: string): Result<TargetCall> {
  if (EventBridgeParameters === undefined)
    return { failed: `Invalid RequestPayload: EventBridgeParameters are required for ${Arn}` };
  return ['events', 'PutEvents', { Entries: [{ ...EventBridgeParameters, Detail, EventBusName: Arn }] }];
}

/** Only what changes something is called (user guide, Unsupported API actions). */
const reads =
  /^(admin)?(get|describe|list|poll|receive|search|scan|query|select|read|lookup|discover|validate|batchGet|batchDescribe|batchRead|transactGet)/;

function universalTarget(service: string, operation: string, input: string): Result<TargetCall> {
  if (reads.test(operation))
    return { failed: `Invalid RequestPayload: ${service}:${operation} is not a supported API action` };
  const given = documentIn(input);
  if (given === undefined) return { failed: 'Invalid RequestPayload: the input is not a JSON object' };
  return universalCall(service, operation, given);
}

/** Whether the target is wrong whatever happens, so that CreateSchedule refuses it. */
export function wrongTarget(target: Target): string | undefined {
  const context = { 'schedule-arn': '', 'scheduled-time': '', 'execution-id': '', 'attempt-number': '' };
  const call = callOf(target, context);
  return isFailed(call) && call.failed.startsWith('Invalid') ? call.failed : undefined;
}
