// Step Functions: executions of the state machines that are kept behind the endpoint. Source: Step Functions API reference.
import type { StepFunctionsApi } from '../../aws/operations/stepfunctions.ts';
import { CallRefused } from '../../aws/client/decode-response.ts';
import type { Values } from '../../aws/wire/message.ts';
import { callingAs } from '../../account/call-aws.ts';
import { localUser } from '../../account/principals.ts';
import { defined } from '../../lib/defined.ts';
import { newId } from '../../lib/id.ts';
import { isFailed } from '../../lib/result.ts';
import { parseArn } from '../../model/arn.ts';
import { textIn } from '../cloudformation/resource-type.ts';
import { pageOf } from '../page.ts';
import { refuse, type Operation, type Operations, type ServiceCall } from '../service.ts';
import {
  addExecution,
  allExecutions,
  executionsOfMapRun,
  findExecution,
  historyOf,
  outcomeOfToken,
  saveExecution,
  saveTokenOutcome,
  type ExecutionRecord,
  type KeptEvent,
  type TokenOutcome,
} from './execution-record.ts';
import { takeTask } from './activities.ts';
import { describeMapRun, listMapRuns, redriveExecution, updateMapRun } from './map-run-calls.ts';
import { findMapRun } from './map-run-record.ts';
import { redriveStatusOf } from './redrive.ts';
import { endRun, readDefinition, runExpress, startRun } from './run-execution.ts';
import { testState } from './test-state.ts';
import { deskOf } from './waiting.ts';

type Op<N extends keyof StepFunctionsApi['operations']> = Operation<StepFunctionsApi, N>;
type Shapes = StepFunctionsApi['shapes'];

const startExecution: Op<'StartExecution'> = async (input, call) => {
  const { record, type } = await requested(call, input);
  if (type === 'EXPRESS') {
    runExpress(call.ground, record).catch((error: unknown) => {
      process.stderr.write(`${record.arn} cannot go on: ${String(error)}\n`);
    });
    return { executionArn: record.arn, startDate: new Date(call.now) };
  }
  if (addExecution(call, record)) {
    startRun(call.ground, record);
    return { executionArn: record.arn, startDate: new Date(call.now) };
  }
  const before = existing(call, record.arn);
  // The same name and input while it runs is the same execution (API reference, StartExecution).
  if (before.status !== 'RUNNING' || before.input !== record.input)
    throw refuse<StepFunctionsApi>('ExecutionAlreadyExists', `Execution Already Exists: '${record.arn}'`);
  return { executionArn: before.arn, startDate: new Date(before.startedAt) };
};

const startSyncExecution: Op<'StartSyncExecution'> = async (input, call) => {
  const { record, type } = await requested(call, input);
  if (type !== 'EXPRESS')
    throw refuse<StepFunctionsApi>(
      'StateMachineTypeNotSupported',
      'This operation is not supported by this type of state machine',
    );
  const { status, ...outcome } = await runExpress(call.ground, record);
  return defined({
    executionArn: record.arn,
    stateMachineArn: record.stateMachineArn,
    name: record.name,
    startDate: new Date(call.now),
    stopDate: new Date(),
    status: status as Shapes['StartSyncExecutionOutput']['status'],
    input: record.input,
    inputDetails: { included: true },
    outputDetails: { included: true },
    ...outcome,
  });
};

type Requested = Pick<Shapes['StartExecutionInput'], 'stateMachineArn' | 'name' | 'input'>;

async function requested(
  call: ServiceCall,
  { stateMachineArn, name = newId(), input = '{}' }: Requested,
): Promise<{ readonly record: ExecutionRecord; readonly type: string }> {
  if (!isJson(input))
    throw refuse<StepFunctionsApi>(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: '${input}'`,
    );
  const machine = await described(call, stateMachineArn);
  const definition = textIn(machine, 'definition');
  const read = readDefinition(definition);
  if (isFailed(read))
    throw refuse<StepFunctionsApi>(
      'ValidationException',
      `Invalid State Machine Definition: '${read.failed}'`,
    );
  const [type, machineName] = [textIn(machine, 'type'), textIn(machine, 'name')];
  const { partition, region, account } = call.place;
  const kind = type === 'EXPRESS' ? 'express' : 'execution';
  const attempt = type === 'EXPRESS' ? `:${newId()}` : '';
  const record: ExecutionRecord = {
    arn: `arn:${partition}:states:${region}:${account}:${kind}:${machineName}:${name}${attempt}`,
    name,
    stateMachineArn: textIn(machine, 'stateMachineArn'),
    stateMachineName: machineName,
    roleArn: textIn(machine, 'roleArn'),
    definition,
    input,
    place: call.place,
    startedAt: call.now,
    status: 'RUNNING',
  };
  return { record, type };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function described(call: ServiceCall, stateMachineArn: string): Promise<Values> {
  const input = { stateMachineArn };
  return await kept(call, stateMachineArn, {
    operation: 'DescribeStateMachine',
    input,
    missing: 'State Machine Does Not Exist',
  });
}

/** What is kept behind the endpoint. @throws AwsError */
async function kept(
  { ground, place }: ServiceCall,
  arn: string,
  {
    operation,
    input,
    missing,
  }: { readonly operation: string; readonly input: Values; readonly missing: string },
): Promise<Values> {
  const region = parseArn(arn)?.region ?? place.region;
  const callAws = callingAs(ground, { principal: localUser(place), region });
  try {
    return await callAws('stepfunctions', operation, input);
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    throw refuse<StepFunctionsApi>(
      error.code as StepFunctionsApi['errors'],
      error.message === '' ? `${missing}: '${arn}'` : error.message,
    );
  }
}

function existing(call: ServiceCall, arn: string): ExecutionRecord {
  const found = findExecution(call, arn);
  if (found !== undefined) return found;
  throw refuse<StepFunctionsApi>('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
}

const stopExecution: Op<'StopExecution'> = async ({ executionArn, error, cause }, call) => {
  const record = existing(call, executionArn);
  if (record.status === 'RUNNING') {
    const how = { status: 'ABORTED' as const, ...defined({ error, cause }) };
    const isEnded = await endRun(call.ground, executionArn, how);
    if (!isEnded) saveExecution(call, { ...record, ...how, stoppedAt: call.now });
  }
  return { stopDate: new Date(existing(call, executionArn).stoppedAt ?? call.now) };
};

const describeExecution: Op<'DescribeExecution'> = ({ executionArn }, call) => {
  const record = existing(call, executionArn);
  const { status, input, output, error, cause } = record;
  return defined({
    ...summaryOf(record),
    ...redriveStatusOf(record),
    status,
    input,
    inputDetails: { included: true },
    output,
    outputDetails: output === undefined ? undefined : { included: true },
    error,
    cause,
  });
};

function summaryOf(record: ExecutionRecord) {
  const { arn, stateMachineArn, name, status, startedAt, stoppedAt, mapRunArn, redrivenAt } = record;
  return defined({
    executionArn: arn,
    stateMachineArn,
    name,
    status,
    startDate: new Date(startedAt),
    stopDate: stoppedAt === undefined ? undefined : new Date(stoppedAt),
    mapRunArn,
    redriveCount: record.redriveCount ?? 0,
    redriveDate: redrivenAt === undefined ? undefined : new Date(redrivenAt),
  });
}

const describeStateMachineForExecution: Op<'DescribeStateMachineForExecution'> = ({ executionArn }, call) => {
  const record = existing(call, executionArn);
  const { stateMachineArn, stateMachineName: name, definition, roleArn, startedAt, mapRunArn } = record;
  const updateDate = new Date(startedAt);
  const label = mapRunArn === undefined ? undefined : name.split('/').at(-1);
  return defined({ stateMachineArn, name, definition, roleArn, updateDate, mapRunArn, label });
};

const onWrongToken = () => refuse<StepFunctionsApi>('InvalidToken', "Invalid Token: 'Invalid token'");

const listExecutions: Op<'ListExecutions'> = async (input, call) => {
  const { stateMachineArn, mapRunArn, statusFilter, redriveFilter, maxResults = 100, nextToken } = input;
  if ((stateMachineArn === undefined) === (mapRunArn === undefined))
    throw refuse<StepFunctionsApi>(
      'ValidationException',
      'Must specify exactly one of stateMachineArn, mapRunArn',
    );
  if (stateMachineArn !== undefined) await described(call, stateMachineArn);
  else if (findMapRun(call, mapRunArn ?? '') === undefined)
    throw refuse<StepFunctionsApi>('ResourceNotFound', `Resource not found: '${mapRunArn ?? ''}'`);
  const candidates =
    mapRunArn === undefined
      ? allExecutions(call).filter((each) => each.stateMachineArn === stateMachineArn)
      : executionsOfMapRun(call, mapRunArn);
  const all = candidates.filter(
    ({ status, redriveCount = 0 }) =>
      (statusFilter === undefined || status === statusFilter) &&
      (redriveFilter === undefined || (redriveFilter === 'REDRIVEN') === redriveCount > 0),
  );
  const keyOf = ({ startedAt, arn }: ExecutionRecord) => `${9e15 - startedAt} ${arn}`;
  const { items, next } = pageOf(all, { keyOf, size: maxResults, token: nextToken, onWrongToken });
  return defined({ executions: items.map(summaryOf), nextToken: next });
};

const getExecutionHistory: Op<'GetExecutionHistory'> = (input, call) => {
  const { executionArn, maxResults = 100, nextToken, reverseOrder = false } = input;
  existing(call, executionArn);
  const events = historyOf(call, executionArn);
  const keyOf = ({ id }: KeptEvent) => String(reverseOrder ? 1e9 - id : id).padStart(10, '0');
  const ordered = reverseOrder ? events.toReversed() : events;
  const { items, next } = pageOf(ordered, { keyOf, size: maxResults, token: nextToken, onWrongToken });
  return defined({ events: items.map(eventOf), nextToken: next });
};

function eventOf({ id, previous, type, details, at }: KeptEvent): Shapes['HistoryEvent'] {
  const word = /State(Entered|Exited)$/.exec(type)?.[1];
  const name = word === undefined ? `${type.charAt(0).toLowerCase()}${type.slice(1)}` : `state${word}`;
  const event = { id, previousEventId: previous, type, timestamp: new Date(at) };
  const hasDetails = Object.keys(details).length > 0;
  return { ...event, ...(hasDetails ? { [`${name}EventDetails`]: details } : {}) } as Shapes['HistoryEvent'];
}

/** @throws AwsError for a token that nothing waits for */
function said(call: ServiceCall, outcome: TokenOutcome): void {
  const { token } = outcome;
  const isWaiting = deskOf(call).isWaiting(token) || isOfRunning(call, token);
  if (!isWaiting) throw refuse<StepFunctionsApi>('InvalidToken', "Invalid Token: 'Invalid token'");
  if (outcomeOfToken(call, token) !== undefined)
    throw refuse<StepFunctionsApi>('TaskTimedOut', 'Task Timed Out: the task was answered already');
  saveTokenOutcome(call, outcome);
  deskOf(call).wake(token, call.now);
}

/** Its execution runs, and may come to wait for it in a moment. */
function isOfRunning(call: ServiceCall, token: string): boolean {
  const [arn = ''] = Buffer.from(token, 'base64url').toString('utf8').split(' ');
  return findExecution(call, arn)?.status === 'RUNNING';
}

const getActivityTask: Op<'GetActivityTask'> = async ({ activityArn, workerName = '' }, call) => {
  const input = { activityArn };
  await kept(call, activityArn, { operation: 'DescribeActivity', input, missing: 'Activity Does Not Exist' });
  const taken = await takeTask(call, { activityArn, worker: workerName });
  return taken === undefined ? {} : { taskToken: taken.token, input: taken.input };
};

const sendTaskSuccess: Op<'SendTaskSuccess'> = ({ taskToken, output }, call) => {
  if (!isJson(output)) throw refuse<StepFunctionsApi>('InvalidOutput', `Invalid Output: '${output}'`);
  said(call, { token: taskToken, output });
  return {};
};

const sendTaskFailure: Op<'SendTaskFailure'> = ({ taskToken, error = '', cause = '' }, call) => {
  said(call, { token: taskToken, error, cause });
  return {};
};

const sendTaskHeartbeat: Op<'SendTaskHeartbeat'> = ({ taskToken }, call) => {
  if (!deskOf(call).wake(taskToken, call.now) && !isOfRunning(call, taskToken))
    throw refuse<StepFunctionsApi>('InvalidToken', "Invalid Token: 'Invalid token'");
  return {};
};

export const stepFunctions: Operations<StepFunctionsApi> = {
  DescribeExecution: describeExecution,
  DescribeMapRun: describeMapRun,
  DescribeStateMachineForExecution: describeStateMachineForExecution,
  GetActivityTask: getActivityTask,
  GetExecutionHistory: getExecutionHistory,
  ListExecutions: listExecutions,
  ListMapRuns: listMapRuns,
  RedriveExecution: redriveExecution,
  SendTaskFailure: sendTaskFailure,
  SendTaskHeartbeat: sendTaskHeartbeat,
  SendTaskSuccess: sendTaskSuccess,
  StartExecution: startExecution,
  StartSyncExecution: startSyncExecution,
  StopExecution: stopExecution,
  TestState: testState,
  UpdateMapRun: updateMapRun,
};
