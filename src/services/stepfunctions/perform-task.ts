// The work of a Task: the function or the operation is called in the name of the state machine's role. Source: Step Functions
// developer guide, "Integrating services" and "Handling errors".
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { CallRefused } from '../../aws/client/decode-response.ts';
import type { Values } from '../../aws/wire/message.ts';
import type { CallAws } from '../../account/call-aws.ts';
import { defined } from '../../lib/defined.ts';
import type { JsonValue } from '../../lib/json-path.ts';
import { isFailed } from '../../lib/result.ts';
import { unreachable } from '../../lib/unreachable.ts';
import { textIn } from '../cloudformation/resource-type.ts';
import type { Keeping } from '../documents.ts';
import { capitalised, universalCall } from '../universal-call.ts';
import { integrationOf, type Integration } from './integrations.ts';
import { offerTask, withdrawTask } from './activities.ts';
import type { TaskWork } from './language/walking.ts';
import type { JsonObject } from './language/machine.ts';
import { runtimeError, StateError } from './language/state-error.ts';
import { deskOf } from './waiting.ts';

export interface TaskGround extends Keeping {
  readonly call: CallAws;
}

type CallIntegration = Extract<Integration, { kind: 'call' }>;

/** Rejects with a StateError, `States.Timeout` when its time is up. */
export async function performTask(ground: TaskGround, work: TaskWork): Promise<JsonValue> {
  const integration = integrationOf(work.resource);
  if (isFailed(integration)) throw runtimeError(integration.failed);
  const events = eventsOf(integration, work);
  events.scheduled();
  const limit = new AbortController();
  const timer = work.timeoutMs === undefined ? undefined : setTimeout(() => limit.abort(), work.timeoutMs);
  const signal = AbortSignal.any([work.signal, limit.signal]);
  try {
    const working = workOf(ground, integration, { ...work, signal, submitted: events.submitted });
    const result = await unlessAborted(working, signal);
    events.succeeded(result);
    return result;
  } catch (error) {
    work.signal.throwIfAborted();
    const failure = limit.signal.aborted
      ? new StateError('States.Timeout', '')
      : failureOf(error, integration);
    events.failed(failure);
    throw failure;
  } finally {
    clearTimeout(timer);
  }
}

async function workOf(ground: TaskGround, integration: Integration, work: CallWork): Promise<JsonValue> {
  switch (integration.kind) {
    case 'lambda':
      return await callFunction(ground.call, integration.functionArn, work.input);
    case 'activity':
      return await workedOn(ground, integration.activityArn, work);
    case 'call':
      return await callService(ground, integration, work);
    default:
      return unreachable(integration);
  }
}

/** A worker takes it, and answers with its token. */
async function workedOn(ground: TaskGround, activityArn: string, work: CallWork): Promise<JsonValue> {
  const { token, input, record, signal } = work;
  const taken = Promise.withResolvers<void>();
  const onTaken = (workerName: string): void => {
    record('started', 'ActivityStarted', workerName === '' ? {} : { workerName });
    taken.resolve();
  };
  offerTask(ground, { token, activityArn, input: JSON.stringify(input), onTaken });
  try {
    // Heartbeats count from here.
    await unlessAborted(taken.promise, signal);
    return await answeredByToken(ground, work);
  } finally {
    withdrawTask(ground, token);
  }
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
    work.catch(() => undefined);
  }
}

/** The events of both kinds of tasks (API reference, HistoryEvent). */
function eventsOf(integration: Integration, work: TaskWork) {
  const { record, input, timeoutMs } = work;
  const parameters = JSON.stringify(input);
  const timeout = timeoutMs === undefined ? {} : { timeoutInSeconds: timeoutMs / 1000 };
  if (integration.kind === 'lambda')
    return {
      scheduled: () => {
        record('scheduled', 'LambdaFunctionScheduled', {
          resource: integration.functionArn,
          input: parameters,
          ...timeout,
        });
        record('started', 'LambdaFunctionStarted');
      },
      submitted: () => undefined,
      succeeded: (result: JsonValue) =>
        record('succeeded', 'LambdaFunctionSucceeded', { output: JSON.stringify(result) }),
      failed: ({ error, cause_: cause }: StateError) =>
        record('failed', error === 'States.Timeout' ? 'LambdaFunctionTimedOut' : 'LambdaFunctionFailed', {
          error,
          cause,
        }),
    };
  if (integration.kind === 'activity') return activityEvents(integration.activityArn, work);
  const about = { resourceType: integration.resourceType, resource: integration.resource };
  return {
    scheduled: () => {
      record('scheduled', 'TaskScheduled', { ...about, parameters, ...timeout });
      record('started', 'TaskStarted', about);
    },
    submitted: (output: JsonValue) =>
      record('submitted', 'TaskSubmitted', { ...about, output: JSON.stringify(output) }),
    succeeded: (result: JsonValue) =>
      record('succeeded', 'TaskSucceeded', { ...about, output: JSON.stringify(result) }),
    failed: ({ error, cause_: cause }: StateError) =>
      record('failed', error === 'States.Timeout' ? 'TaskTimedOut' : 'TaskFailed', {
        ...about,
        error,
        cause,
      }),
  };
}

function activityEvents(resource: string, { record, input, timeoutMs, heartbeatMs }: TaskWork) {
  const seconds = (ms: number | undefined) => (ms === undefined ? undefined : ms / 1000);
  const limits = defined({
    timeoutInSeconds: seconds(timeoutMs),
    heartbeatInSeconds: seconds(heartbeatMs),
  });
  const hasTimedOut = (error: string) => /^States\.(Heartbeat)?Timeout$/.test(error);
  return {
    scheduled: () =>
      record('scheduled', 'ActivityScheduled', { resource, input: JSON.stringify(input), ...limits }),
    submitted: () => undefined,
    succeeded: (result: JsonValue) =>
      record('succeeded', 'ActivitySucceeded', { output: JSON.stringify(result) }),
    failed: ({ error, cause_: cause }: StateError) =>
      record('failed', hasTimedOut(error) ? 'ActivityTimedOut' : 'ActivityFailed', { error, cause }),
  };
}

/** The names of services in errors, where they are not those of the SDK with a capital. */
const errorNames: Readonly<Record<string, string>> = {
  dynamodb: 'DynamoDB',
  'aws-sdk:dynamodb': 'DynamoDb',
  sqs: 'SQS',
  sns: 'SNS',
  ecs: 'ECS',
  codebuild: 'CodeBuild',
  states: 'StepFunctions',
  events: 'EventBridge',
};

function failureOf(error: unknown, integration: Integration): StateError {
  if (error instanceof StateError) return error;
  if (!(error instanceof CallRefused)) throw error;
  const own = integration.kind === 'call' ? integration.resourceType : integration.kind;
  const plain = own.replace(/^aws-sdk:/, '');
  const word = errorNames[own] ?? `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
  const code = /(Exception|Error|Fault)$/.test(error.code) ? error.code : `${error.code}Exception`;
  return new StateError(`${word}.${code}`, error.message);
}

async function callFunction(call: CallAws, functionArn: string, input: JsonValue): Promise<JsonValue> {
  return (await invoked(call, { FunctionName: functionArn }, input)).payload;
}

/** @throws StateError with the type of the function's error */
async function invoked(
  call: CallAws,
  request: Values,
  payload: JsonValue,
): Promise<{ readonly payload: JsonValue; readonly answer: Values }> {
  const answer = await call('lambda', 'Invoke', {
    ...request,
    Payload: Buffer.from(JSON.stringify(payload)),
  });
  const text = textIn(answer, 'Payload');
  const read = (text === '' ? null : JSON.parse(text)) as JsonValue;
  if (answer['FunctionError'] === undefined) return { payload: read, answer };
  const type = textIn((read ?? {}) as Values, 'errorType');
  throw new StateError(type === '' ? 'Lambda.Unknown' : type, text);
}

interface CallWork extends TaskWork {
  /** Notified of what the call has given, when something is waited for after it. */
  readonly submitted: (output: JsonValue) => void;
}

async function callService(
  ground: TaskGround,
  integration: CallIntegration,
  { submitted, ...work }: CallWork,
): Promise<JsonValue> {
  const { waits } = integration;
  const answer = await answerOf(ground.call, integration, work);
  if (waits === 'request') return answer;
  submitted(answer);
  if (waits === 'waitForTaskToken') return await answeredByToken(ground, work);
  return await ended(ground.call, { integration, answer: answer as JsonObject, signal: work.signal });
}

async function answerOf(call: CallAws, integration: CallIntegration, work: TaskWork): Promise<JsonValue> {
  const { resourceType, operation } = integration;
  const input = (work.input ?? {}) as JsonObject;
  if (resourceType === 'lambda') {
    const { Payload = {}, ...request } = input;
    const { payload, answer } = await invoked(call, request, Payload);
    const { ExecutedVersion = '$LATEST', StatusCode = 200 } = answer as JsonObject;
    return { ExecutedVersion, Payload: payload, StatusCode };
  }
  const made = universalCall(integration.service, operation, requestOf(integration, input, work));
  if (isFailed(made)) throw runtimeError(made.failed);
  const [service, called, request] = made;
  const answer = capitalised(service, called, await call(service, called, request));
  return JSON.parse(JSON.stringify(answer, plain)) as JsonValue;
}

function plain(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}

/** Where a text is wanted JSON may stand, and an execution or a build that is waited for is started once. */
function requestOf(
  { resourceType, waits }: CallIntegration,
  input: JsonObject,
  { token, key }: TaskWork,
): JsonObject {
  const text = (value: JsonValue | undefined) =>
    typeof value === 'string' ? value : JSON.stringify(value ?? {});
  const once = createHash('sha256').update(`${token} ${key}`).digest('hex').slice(0, 32);
  switch (resourceType) {
    case 'sqs':
      return { ...input, MessageBody: text(input['MessageBody']) };
    case 'sns':
      return { ...input, Message: text(input['Message']) };
    case 'events': {
      const entries = (input['Entries'] ?? []) as readonly JsonObject[];
      return { ...input, Entries: entries.map((entry) => ({ ...entry, Detail: text(entry['Detail']) })) };
    }
    case 'states':
      return {
        ...input,
        Input: text(input['Input']),
        ...(waits === 'request' ? {} : { Name: input['Name'] ?? once }),
      };
    case 'codebuild':
      return waits === 'request' ? input : { IdempotencyToken: once, ...input };
    default:
      return input;
  }
}

async function answeredByToken(
  ground: TaskGround,
  { token, heartbeatMs, signal }: TaskWork,
): Promise<JsonValue> {
  const outcome = await deskOf(ground).outcome(ground, token, {
    signal,
    ...defined({ silentMs: heartbeatMs }),
  });
  if (outcome === undefined) throw new StateError('States.HeartbeatTimeout', '');
  if ('error' in outcome) throw new StateError(outcome.error, outcome.cause);
  return JSON.parse(outcome.output) as JsonValue;
}

const askEveryMs = 500;

interface Waiting {
  readonly integration: CallIntegration;
  readonly answer: JsonObject;
  readonly signal: AbortSignal;
}

/** `.sync`: asks until what was started has ended. @throws StateError `States.TaskFailed` when it has failed */
async function ended(call: CallAws, { integration, answer, signal }: Waiting): Promise<JsonValue> {
  for (;;) {
    const state = await stateOf(call, integration, answer);
    if (state.isOver && state.failed) throw new StateError('States.TaskFailed', JSON.stringify(state.result));
    if (state.isOver) return state.result;
    await delay(askEveryMs, undefined, { signal });
  }
}

interface Ending {
  readonly isOver: boolean;
  readonly failed: boolean;
  readonly result: JsonValue;
}

async function stateOf(call: CallAws, integration: CallIntegration, answer: JsonObject): Promise<Ending> {
  switch (integration.resourceType) {
    case 'states':
      return await executionState(call, integration, textIn(answer, 'ExecutionArn'));
    case 'codebuild':
      return await buildState(call, (answer['Build'] as JsonObject)['Id']);
    default:
      return await tasksState(call, answer);
  }
}

async function asked(
  call: CallAws,
  ...[service, operation, input]: Parameters<CallAws>
): Promise<JsonObject> {
  const answer = capitalised(service, operation, await call(service, operation, input));
  return JSON.parse(JSON.stringify(answer, plain)) as JsonObject;
}

async function executionState(
  call: CallAws,
  { waits }: CallIntegration,
  executionArn: string,
): Promise<Ending> {
  const result = await asked(call, 'stepfunctions', 'DescribeExecution', { executionArn });
  const { Status, Output } = result;
  const isJson = waits === 'sync:2' && typeof Output === 'string';
  return {
    isOver: Status !== 'RUNNING',
    failed: Status !== 'SUCCEEDED',
    result: isJson ? { ...result, Output: JSON.parse(Output) as JsonValue } : result,
  };
}

async function buildState(call: CallAws, id: JsonValue | undefined): Promise<Ending> {
  const { Builds } = await asked(call, 'codebuild', 'BatchGetBuilds', { ids: [id] });
  const [build = {}] = (Builds ?? []) as readonly JsonObject[];
  return {
    isOver: build['BuildComplete'] === true,
    failed: build['BuildStatus'] !== 'SUCCEEDED',
    result: { Build: build },
  };
}

async function tasksState(call: CallAws, { Tasks = [] }: JsonObject): Promise<Ending> {
  const started = Tasks as readonly JsonObject[];
  const answer = await asked(call, 'ecs', 'DescribeTasks', {
    cluster: started[0]?.['ClusterArn'],
    tasks: started.map((task) => task['TaskArn']),
  });
  const tasks = (answer['Tasks'] ?? []) as readonly JsonObject[];
  const exits = tasks.flatMap((task) =>
    ((task['Containers'] ?? []) as readonly JsonObject[]).map((container) => container['ExitCode']),
  );
  return {
    isOver: tasks.every((task) => task['LastStatus'] === 'STOPPED'),
    failed: tasks.length === 0 || exits.some((code) => code !== 0),
    result: tasks[0] ?? {},
  };
}
