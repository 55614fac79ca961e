// The operations on map runs, and redriving. Source: Step Functions API reference.
import type { StepFunctionsApi } from '../../aws/operations/stepfunctions.ts';
import { defined } from '../../lib/defined.ts';
import { pageOf } from '../page.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import {
  executionsOfMapRun,
  findExecution,
  saveExecution,
  type ExecutionRecord,
  type ExecutionStatus,
} from './execution-record.ts';
import { findMapRun, mapRunsOf, saveMapRun, type MapRunRecord } from './map-run-record.ts';
import { wakeMapRun } from './perform-map-run.ts';
import { redriven, whyNotRedriven } from './redrive.ts';
import { startRun } from './run-execution.ts';

type Op<N extends keyof StepFunctionsApi['operations']> = Operation<StepFunctionsApi, N>;

function existingRun(call: ServiceCall, arn: string): MapRunRecord {
  const found = findMapRun(call, arn);
  if (found !== undefined) return found;
  throw refuse<StepFunctionsApi>('ResourceNotFound', `Resource not found: '${arn}'`);
}

const dateOf = (time: number | undefined) => (time === undefined ? undefined : new Date(time));

export const describeMapRun: Op<'DescribeMapRun'> = ({ mapRunArn }, call) => {
  const run = existingRun(call, mapRunArn);
  const children = executionsOfMapRun(call, mapRunArn);
  return defined({
    mapRunArn,
    executionArn: run.executionArn,
    status: run.status,
    startDate: new Date(run.startedAt),
    stopDate: dateOf(run.stoppedAt),
    maxConcurrency: run.maxConcurrency,
    toleratedFailurePercentage: run.tolerated.percentage ?? 0,
    toleratedFailureCount: run.tolerated.count ?? 0,
    executionCounts: countsOf(run, children, { of: () => 1, all: run.executions }),
    itemCounts: countsOf(run, children, { of: ({ items = 0 }) => items, all: run.items }),
    redriveCount: run.redriveCount,
    redriveDate: dateOf(run.redrivenAt),
  });
};

interface Counting {
  readonly of: (child: ExecutionRecord) => number;
  readonly all: number;
}

function countsOf(run: MapRunRecord, children: readonly ExecutionRecord[], { of, all }: Counting) {
  const count = (...statuses: readonly ExecutionStatus[]): number =>
    children.reduce((sum, child) => sum + (statuses.includes(child.status) ? of(child) : 0), 0);
  const begun = children.reduce((sum, child) => sum + of(child), 0);
  return {
    pending: Math.max(0, all - begun),
    running: count('RUNNING'),
    succeeded: count('SUCCEEDED'),
    failed: count('FAILED'),
    timedOut: count('TIMED_OUT'),
    aborted: count('ABORTED'),
    total: Math.max(all, begun),
    // All are written when the run has succeeded.
    resultsWritten: run.resultsWritten === 0 ? 0 : begun,
    failuresNotRedrivable: 0,
    pendingRedrive: 0,
  };
}

const onWrongToken = () => refuse<StepFunctionsApi>('InvalidToken', "Invalid Token: 'Invalid token'");

export const listMapRuns: Op<'ListMapRuns'> = ({ executionArn, maxResults = 100, nextToken }, call) => {
  existingExecution(call, executionArn);
  const keyOf = ({ startedAt, arn }: MapRunRecord) => `${9e15 - startedAt} ${arn}`;
  const size = maxResults === 0 ? 100 : maxResults;
  const page = pageOf(mapRunsOf(call, executionArn), { keyOf, size, token: nextToken, onWrongToken });
  const mapRuns = page.items.map((run) =>
    defined({
      executionArn,
      mapRunArn: run.arn,
      stateMachineArn: `${run.stateMachineArn}/${run.label}`,
      startDate: new Date(run.startedAt),
      stopDate: dateOf(run.stoppedAt),
    }),
  );
  return defined({ mapRuns, nextToken: page.next });
};

export const updateMapRun: Op<'UpdateMapRun'> = (input, call) => {
  const { mapRunArn, maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = input;
  const run = existingRun(call, mapRunArn);
  if (run.status !== 'RUNNING')
    throw refuse<StepFunctionsApi>('ValidationException', `Map Run is ${run.status} and cannot be updated`);
  const tolerated = defined({ count: toleratedFailureCount, percentage: toleratedFailurePercentage });
  saveMapRun(call, {
    ...run,
    ...defined({ maxConcurrency }),
    tolerated: { ...run.tolerated, ...tolerated },
  });
  wakeMapRun(call, mapRunArn);
  return {};
};

function existingExecution(call: ServiceCall, arn: string): ExecutionRecord {
  const found = findExecution(call, arn);
  if (found !== undefined) return found;
  throw refuse<StepFunctionsApi>('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
}

export const redriveExecution: Op<'RedriveExecution'> = ({ executionArn, clientToken }, call) => {
  const record = existingExecution(call, executionArn);
  // The same request once more is answered as the first one.
  if (clientToken !== undefined && record.redriveToken === clientToken && record.redrivenAt !== undefined)
    return { redriveDate: new Date(record.redrivenAt) };
  const wrong = whyNotRedriven(call, record);
  if (wrong !== undefined) throw refuse<StepFunctionsApi>('ExecutionNotRedrivable', wrong);
  const again = { ...redriven(call, record, call.now), ...defined({ redriveToken: clientToken }) };
  saveExecution(call, again);
  startRun(call.ground, again);
  return { redriveDate: new Date(call.now) };
};
