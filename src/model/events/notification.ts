// The recipients of events, of which, and how. Slipway's own: on AWS rules of EventBridge and topics of SNS stand for
// it. Pure.
import { defined } from '../../lib/defined.ts';
import type { AwsEvent } from './aws-event.ts';

export interface Notification {
  readonly name: string;
  /** An event pattern of EventBridge; all events when absent. */
  readonly eventPattern?: unknown;
  /** `eventbridge`: the event as it is. `notification`: a short message, as in `messageOf`. */
  readonly format?: 'eventbridge' | 'notification';
  readonly target: NotificationTarget;
}

/** Values that begin with `secret:` are names in the local Secrets Manager. */
export type NotificationTarget =
  | { readonly type: 'file'; readonly path: string }
  | { readonly type: 'webhook'; readonly url: string; readonly signingSecret?: string }
  | { readonly type: 'slack'; readonly url: string }
  | { readonly type: 'teams'; readonly url: string }
  | {
      readonly type: 'email';
      readonly host: string;
      readonly port?: number;
      readonly secure?: boolean;
      readonly user?: string;
      readonly password?: string;
      readonly from: string;
      readonly to: readonly string[];
    }
  | { readonly type: 'sns'; readonly subscriptions: readonly Subscription[] };

/** Of a topic of SNS, in its words. Nothing of this machine sends what such a subscription gets: it is kept in a file. */
export interface Subscription {
  readonly protocol: 'email' | 'sms';
  /** A mail address, or a telephone number such as +15555550100. */
  readonly endpoint: string;
}

export interface NotificationMessage {
  readonly pipeline: string;
  readonly stage?: string;
  readonly action?: string;
  readonly status: string;
  readonly executionId: string;
  readonly timestamp: string;
  readonly error?: string;
  readonly rollback?: 'initiated';
}

/** The short form of an event. */
export function messageOf({ detail, time }: AwsEvent): NotificationMessage {
  const text = (...names: readonly string[]): string | undefined =>
    names.map((name) => detail[name]).find((value) => typeof value === 'string');
  const result = detail['execution-result'] as { readonly 'external-execution-summary'?: string } | undefined;
  const trigger = detail['execution-trigger'] as { readonly 'trigger-type'?: string } | undefined;
  const stage = text('stage');
  const action = text('action');
  const alarm = detail['state'] as { readonly value?: string; readonly reason?: string } | undefined;
  const error = text('error-message') ?? result?.['external-execution-summary'] ?? alarm?.reason;
  const status = text('state', 'build-status', 'completed-phase-status') ?? alarm?.value ?? '';
  const isRollback =
    trigger?.['trigger-type']?.endsWith('Rollback') === true || detail['creator'] === 'codeDeployRollback';
  return {
    pipeline: text('pipeline', 'project-name', 'application', 'alarmName') ?? '',
    ...defined({ stage, action }),
    status,
    executionId: text('execution-id', 'build-id', 'deploymentId') ?? '',
    timestamp: time,
    ...(error === undefined || !/FAIL|ABANDON|STOP|ALARM/.test(status) ? {} : { error }),
    ...(isRollback ? { rollback: 'initiated' } : {}),
  };
}

/** Where it happened, from the pipeline inwards: `shop › Build › compile`. */
export function placeText({ pipeline, stage, action }: NotificationMessage): string {
  return [pipeline, stage, action].filter((part) => part !== undefined && part !== '').join(' › ');
}

/** The same with the phase of a build and the instance of a deployment, where the event is about one. */
export function placeOfEvent(event: AwsEvent): string {
  const { 'completed-phase': phase, instanceId } = event.detail;
  const more = [phase, instanceId].filter((part) => typeof part === 'string' && part !== '');
  return [placeText(messageOf(event)), ...more].join(' › ');
}
