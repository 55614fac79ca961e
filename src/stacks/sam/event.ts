// An event of a function or a state machine, and what all kinds of events share.
import { getAtt, ref } from './functions.ts';
import { isTruthy, member, type Json, type JsonMap, type Optional } from './json.ts';
import { idWithSuffix } from './logical-id.ts';
import { generated, type Generated, type Target } from './resource.ts';
import type { SamContext } from './context.ts';
import { SamEventError } from './sam-error.ts';

export interface SamEvent {
  /** Of the owner and of the event: what its resources are called by. */
  readonly id: string;
  /** As the template calls it. */
  readonly name: string;
  readonly properties: JsonMap;
  readonly target: Target;
  readonly context: SamContext;
}

export interface PermissionOf {
  readonly principal: string;
  readonly sourceArn?: Optional;
  readonly sourceAccount?: Optional;
  readonly eventSourceToken?: Optional;
  readonly suffix?: string;
  readonly prefix?: string;
}

/** That the service may invoke the function. */
export function permission({ id, target }: SamEvent, of: PermissionOf): Generated {
  const { principal, sourceArn, sourceAccount, eventSourceToken, suffix = '', prefix = id } = of;
  const properties = {
    Action: 'lambda:InvokeFunction',
    FunctionName: target.name,
    Principal: principal,
    SourceArn: sourceArn,
    SourceAccount: sourceAccount,
    EventSourceToken: eventSourceToken,
  };
  return generated(
    { id: idWithSuffix(`${prefix}Permission`, suffix), type: 'AWS::Lambda::Permission' },
    properties,
    {
      attributes: target.attributes,
    },
  );
}

export interface DeadLetters {
  readonly arn: Json;
  readonly resources: readonly Generated[];
}

/** A queue of the template's, or one that is made for the event. @throws SamEventError */
export function deadLetters(event: SamEvent, sourceArn?: JsonMap): DeadLetters | undefined {
  const config = event.properties['DeadLetterConfig'];
  if (config === undefined) return undefined;
  const { id, target } = event;
  const [arn, type] = [member(config, 'Arn'), member(config, 'Type')];
  if (arn !== undefined && type !== undefined)
    throw new SamEventError(id, "You can either define 'Arn' or 'Type' property of DeadLetterConfig.");
  if (type !== undefined && type !== 'SQS')
    throw new SamEventError(id, "The only valid value for 'Type' property of DeadLetterConfig is 'SQS'.");
  if (arn === undefined && type === undefined)
    throw new SamEventError(id, "No 'Arn' or 'Type' property provided for DeadLetterConfig.");
  if (arn !== undefined) return { arn, resources: [] };
  const named = member(config, 'QueueLogicalId');
  if (named !== undefined && typeof named !== 'string')
    throw new SamEventError(id, 'QueueLogicalId must be a string');
  const { attributes } = target;
  const queueId = isTruthy(named) ? named : `${id}Queue`;
  const queue = generated({ id: queueId, type: 'AWS::SQS::Queue' }, {}, { attributes });
  const own = getAtt(queueId, 'Arn');
  if (sourceArn === undefined) return { arn: own, resources: [queue] };
  const policy = queuePolicy(`${id}QueuePolicy`, {
    queueArn: own,
    queueUrl: ref(queueId),
    principal: { Service: 'events.amazonaws.com' },
    sourceArn,
    attributes,
  });
  return { arn: own, resources: [queue, policy] };
}

export interface QueuePolicy {
  readonly queueArn: Json;
  readonly queueUrl: Json;
  readonly principal: Json;
  readonly sourceArn: Json;
  readonly attributes: JsonMap;
}

/** That a topic or a rule may send messages to a queue. */
export function queuePolicy(
  id: string,
  { queueArn, queueUrl, principal, sourceArn, attributes }: QueuePolicy,
): Generated {
  const statement = {
    Action: 'sqs:SendMessage',
    Effect: 'Allow',
    Principal: principal,
    Resource: queueArn,
    Condition: { ArnEquals: { 'aws:SourceArn': sourceArn } },
  };
  const properties = {
    PolicyDocument: { Version: '2012-10-17', Statement: [statement] },
    Queues: [queueUrl],
  };
  return generated({ id, type: 'AWS::SQS::QueuePolicy' }, properties, { attributes });
}

/** Shortened to what EventBridge takes as an id of a target. */
export function targetId(id: string, suffix: string): string {
  return `${id.slice(0, 64 - suffix.length)}${suffix}`;
}

/** What `State` or `Enabled` says. @throws SamEventError */
export function ruleState({ name, properties }: SamEvent): Optional {
  const { State: state, Enabled: enabled } = properties;
  const isSet = enabled !== undefined && enabled !== null;
  if (isTruthy(state) && isSet)
    throw new SamEventError(name, 'State and Enabled Properties cannot both be specified.');
  if (isSet) return isTruthy(enabled) ? 'ENABLED' : 'DISABLED';
  return isTruthy(state) ? state : undefined;
}
