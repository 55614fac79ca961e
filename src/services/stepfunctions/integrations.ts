// What the Resource of a Task is: a function, or a call of AWS's API, with what is waited for. Pure. Source: Step Functions developer
// guide, "Integrating services".
import { isFailed, type Result } from '../../lib/result.ts';
import { universalCall } from '../universal-call.ts';

export type Integration =
  /** A function named by its ARN: its answer is the result as it is. */
  | { readonly kind: 'lambda'; readonly functionArn: string }
  /** Work that a worker asks for. */
  | { readonly kind: 'activity'; readonly activityArn: string }
  | {
      readonly kind: 'call';
      /** `lambda`, `aws-sdk:dynamodb` */
      readonly resourceType: string;
      /** `invoke.waitForTaskToken` */
      readonly resource: string;
      /** By its name in the SDK for Java. */
      readonly service: string;
      readonly operation: string;
      readonly waits: 'request' | 'sync' | 'sync:2' | 'waitForTaskToken';
    };

/** The services that Step Functions calls in its own way, as far as they are executed, and what their operations wait for. */
const optimized: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  lambda: { invoke: ['request', 'waitForTaskToken'] },
  sqs: { sendMessage: ['request', 'waitForTaskToken'] },
  sns: { publish: ['request', 'waitForTaskToken'] },
  events: { putEvents: ['request', 'waitForTaskToken'] },
  dynamodb: { getItem: ['request'], putItem: ['request'], updateItem: ['request'], deleteItem: ['request'] },
  states: { startExecution: ['request', 'sync', 'sync:2', 'waitForTaskToken'] },
  codebuild: { startBuild: ['request', 'sync'], stopBuild: ['request'] },
  ecs: { runTask: ['request', 'sync', 'waitForTaskToken'] },
};

const sdkNames: Readonly<Record<string, string>> = { states: 'sfn', events: 'eventbridge' };

/** @returns why it is not executed here */
export function integrationOf(resource: string): Result<Integration> {
  if (/^arn:[^:]+:lambda:[^:]*:\d*:function:/.test(resource))
    return { kind: 'lambda', functionArn: resource };
  if (/^arn:[^:]+:states:[^:]*:\d*:activity:/.test(resource))
    return { kind: 'activity', activityArn: resource };
  const [, called = ''] = /^arn:[^:]+:states:[^:]*:[^:]*:(.+)$/.exec(resource) ?? [];
  const [, own = '', operation = '', waits = 'request'] =
    /^((?:aws-sdk:)?[a-z0-9]+):(\w+)(?:\.(sync:2|sync|waitForTaskToken))?$/.exec(called) ?? [];
  const sdk = /^aws-sdk:(.+)$/.exec(own)?.[1];
  const service = sdk ?? sdkNames[own] ?? own;
  const allowed = sdk === undefined ? (optimized[own]?.[operation] ?? []) : ['request', 'waitForTaskToken'];
  const isThere = operation !== '' && !isFailed(universalCall(service, operation, {}));
  if (!isThere || !allowed.includes(waits))
    return { failed: `Slipway does not execute the Resource ${resource}` };
  return {
    kind: 'call',
    resourceType: own,
    resource: waits === 'request' ? operation : `${operation}.${waits}`,
    service,
    operation,
    waits: waits as 'request',
  };
}
