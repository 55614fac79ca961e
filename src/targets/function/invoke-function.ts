// Invokes a function: a process of its own for each invocation, which speaks the Lambda Runtime API and is ended with
// all that it started.
import type { FunctionWithCode } from '../../account/resource.ts';
import { defined } from '../../lib/defined.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import { formatArn } from '../../model/arn.ts';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '../../lib/id.ts';
import { nearest } from '../../lib/nearest.ts';
import { ProblemError } from '../../lib/problem.ts';
import { unreachable } from '../../lib/unreachable.ts';
import { findFunctionCode } from '../../load/find-function-code.ts';
import { findFunction, nameOfFunction } from '../../model/function.ts';
import type { CommandResult } from '../../process/command.ts';
import { endMarked } from '../../process/end-marked.ts';
import { runCommand } from '../../process/run-command.ts';
import { linesOf } from '../agent/output-lines.ts';
import { explainFunctionError } from './explain-function-error.ts';
import type { FunctionCall, Invocation } from './function-call.ts';
import { functionAccess } from './function-access.ts';
import { functionEnvironment } from './function-environment.ts';
import { openInvocationLog, type InvocationLog } from './invocation-log.ts';
import { notExecutedHere, runtimeCommand, type RuntimeCommand } from './runtime-command.ts';
import { serveRuntimeApi, type FunctionErrorDocument, type RuntimeAnswer } from './runtime-api.ts';
import { unpackCode } from './unpack-code.ts';
import { watchTime, type TimeWatch } from './watch-time.ts';

export interface InvokeOptions extends FunctionCall {
  /** Anything that JSON can say. */
  readonly payload: unknown;
  /** Where AWS's services answer here: AWS_ENDPOINT_URL_CODEDEPLOY and its like. */
  readonly endpoints?: Readonly<Record<string, string>>;
  /** What `functionAccess` gives, where the caller has it already. */
  readonly access?: Readonly<Record<string, string>>;
  /** Counts when it is shorter than the function's own Timeout. */
  readonly timeoutMs?: number;
}

/**
 * Resolves when the invocation is over and no process of it is left. Whatever the function does wrong, and whatever
 * keeps it from starting, is a `functionError`. Rejects with the signal's reason when that aborts.
 */
export async function invokeFunction(options: InvokeOptions): Promise<Invocation> {
  options.signal.throwIfAborted();
  const log = openInvocationLog(options.onLine);
  const lambda = findFunction(functionsOf(options), options.functionName);
  if (lambda === undefined) return notStarted(log, unknownFunction(options));
  for (const { what, reason } of lambda.notExecuted ?? [])
    log.line(`"${what}" of the function is not executed here: ${reason}`);
  const folder = await mkdtemp(join(tmpdir(), 'slipway-function-'));
  try {
    const ready = await prepare(lambda, folder);
    if (isFailed(ready)) return notStarted(log, ready.failed);
    const access = options.access ?? (await functionAccess(options));
    return await runOnce({ ...ready, lambda, log, options, access, runtimeFolder: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Ready {
  readonly taskRoot: string;
  readonly command: RuntimeCommand;
}

async function prepare(
  lambda: FunctionWithCode,
  folder: string,
): Promise<Result<Ready, FunctionErrorDocument>> {
  const refusal = notExecutedHere(lambda);
  if (refusal !== undefined) return { failed: refusal };
  const found = findFunctionCode(lambda, lambda.code);
  if (found.kind === 'none')
    return {
      failed: {
        errorType: 'Runtime.ImportModuleError',
        errorMessage: `The code is not found: ${found.why}`,
      },
    };
  let taskRoot = found.path;
  if (found.kind === 'zip') {
    taskRoot = join(folder, 'task');
    try {
      await unpackCode(found.path, taskRoot);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { failed: { errorType: 'InvalidZipFileException', errorMessage: error.message } };
    }
  }
  const command = runtimeCommand(lambda, taskRoot);
  return isFailed(command) ? command : { taskRoot, command };
}

interface Run extends Ready {
  readonly lambda: FunctionWithCode;
  readonly log: InvocationLog;
  readonly options: InvokeOptions;
  readonly runtimeFolder: string;
  readonly access: Readonly<Record<string, string>>;
}

async function runOnce(run: Run): Promise<Invocation> {
  const { lambda, log, options } = run;
  const requestId = newId();
  const time = watchTime(Math.min(lambda.timeout * 1000, options.timeoutMs ?? Infinity));
  await using api = await serveRuntimeApi({
    requestId,
    payload: JSON.stringify(options.payload === undefined ? {} : options.payload),
    invokedFunctionArn: arnOf(options),
    traceId: newTraceId(),
    deadline: time.deadline,
  });
  void api.taken.then(() => log.start(requestId));
  const lines = linesOf(log.line);
  const over = new AbortController();
  const mark = `function-${requestId}`;
  const ended = runCommand({
    ...run.command,
    cwd: run.taskRoot,
    env: environmentOf(run, api.address),
    mark,
    endsOn: 'exit',
    // Lambda freezes and kills, without a signal to end.
    graceMs: 0,
    signal: AbortSignal.any([over.signal, options.signal]),
    watchesUsage: true,
    onOutput: lines.write,
  });
  const outcome = await Promise.race([
    api.answered,
    ended.then((exit) => ({ type: 'Exited' as const, exit })),
    time.isUp.then(() => ({ type: 'TimedOut' as const })),
  ]);
  time.stop();
  // What it still writes after its answer belongs to the log, and comes before it asks for more.
  if (outcome.type === 'Response' || outcome.type === 'Error')
    await Promise.race([api.idle, ended, delay(lateOutputMs, undefined, { ref: false })]);
  over.abort();
  const { usage } = await ended;
  await endMarked(mark);
  lines.end();
  options.signal.throwIfAborted();
  return finish(outcome, { run, requestId, time, peakMemoryBytes: usage?.peakMemoryBytes });
}

const lateOutputMs = 1000;

type Outcome =
  RuntimeAnswer | { readonly type: 'Exited'; readonly exit: CommandResult } | { readonly type: 'TimedOut' };

interface End {
  readonly run: Run;
  readonly requestId: string;
  readonly time: TimeWatch;
  readonly peakMemoryBytes: number | undefined;
}

function finish(outcome: Outcome, { run, requestId, time, peakMemoryBytes }: End): Invocation {
  const { log, lambda } = run;
  const { initMs, durationMs } = time.spent();
  const error = errorOf(outcome, requestId, time);
  if (!time.hasBegun()) log.start(requestId);
  if (outcome.type === 'TimedOut') log.line(`${new Date().toISOString()} ${requestId} ${time.text}`);
  else if (outcome.type === 'Exited') log.line(error?.errorMessage ?? '');
  log.end({
    requestId,
    durationMs,
    initMs,
    memorySize: lambda.memorySize,
    ...defined({ peakMemoryBytes }),
    ...(error === undefined ? {} : { status: outcome.type === 'TimedOut' ? 'timeout' : 'error' }),
  });
  if (outcome.type === 'Response')
    return { payload: payloadOf(outcome.body), logTail: log.tail(), durationMs };
  return failed(error ?? { errorType: 'Unhandled', errorMessage: '' }, { log, durationMs });
}

function errorOf(outcome: Outcome, requestId: string, time: TimeWatch): FunctionErrorDocument | undefined {
  switch (outcome.type) {
    case 'Response':
      return undefined;
    case 'Error':
    case 'InitError':
      return outcome.error;
    case 'TimedOut':
      return { errorType: 'Sandbox.Timedout', errorMessage: `RequestId: ${requestId} Error: ${time.text}` };
    case 'Exited':
      return exitError(outcome.exit, requestId);
    default:
      return unreachable(outcome);
  }
}

/** In the words of Lambda, which is written in Go. */
function exitError(
  { exitCode, signal, startError }: CommandResult,
  requestId: string,
): FunctionErrorDocument {
  if (startError !== undefined)
    return {
      errorType: 'Runtime.InvalidEntrypoint',
      errorMessage: `RequestId: ${requestId} Error: ${startError}`,
    };
  const how =
    exitCode === 0
      ? 'Runtime exited without providing a reason'
      : `Runtime exited with error: ${signal === null ? `exit status ${exitCode}` : `signal: ${signal}`}`;
  return { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${how}` };
}

/** Custom runtimes may answer anything; what is no JSON is given as text. */
function payloadOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function failed(
  error: FunctionErrorDocument,
  { log, durationMs }: { readonly log: InvocationLog; readonly durationMs: number },
): Invocation {
  const explanation = explainFunctionError(error);
  if (explanation !== undefined) log.line(explanation);
  return {
    payload: error,
    functionError: `${error.errorType}: ${error.errorMessage}`,
    ...defined({ explanation }),
    logTail: log.tail(),
    durationMs,
  };
}

function notStarted(log: InvocationLog, error: FunctionErrorDocument): Invocation {
  log.line(error.errorMessage);
  return failed(error, { log, durationMs: 0 });
}

function functionsOf({ resources }: InvokeOptions): readonly FunctionWithCode[] {
  return resources.list('AWS::Lambda::Function').map(({ values }) => values);
}

function unknownFunction(options: InvokeOptions): FunctionErrorDocument {
  const { functionName } = options;
  const names = functionsOf(options).map((each) => each.functionName);
  const meant = nearest(nameOfFunction(functionName).name, names);
  const hint = meant === undefined ? `functions: ${names.join(', ') || 'none'}` : `did you mean "${meant}"?`;
  return {
    errorType: 'ResourceNotFoundException',
    errorMessage: `The definition has no function "${functionName}" (${hint})`,
  };
}

function arnOf({ functionName, place: { partition, region, account } }: InvokeOptions): string {
  const { name, qualifier } = nameOfFunction(functionName);
  const resource = `function:${name}${qualifier === undefined ? '' : `:${qualifier}`}`;
  return formatArn({ partition, service: 'lambda', region, account, resource });
}

function newTraceId(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')};Parent=${randomBytes(8).toString('hex')};Sampled=0`;
}

function environmentOf(
  { lambda, options, taskRoot, runtimeFolder, access }: Run,
  runtimeApi: string,
): Record<string, string> {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  return functionEnvironment({
    lambda,
    name: nameOfFunction(lambda.functionName).name,
    region: options.place.region,
    taskRoot,
    runtimeFolder,
    logStreamName: `${day}/[$LATEST]${randomBytes(16).toString('hex')}`,
    runtimeApi,
    endpoints: options.endpoints ?? {},
    access,
    environment: options.environment ?? {},
  });
}
