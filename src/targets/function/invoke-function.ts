// Invokes a function: a process of its own for each invocation, which speaks the Lambda Runtime API and is ended with
// all that it started.
import { packagesFor } from './runtime-packages.ts';
import type { FunctionWithCode } from '../../account/resource.ts';
import { defined } from '../../lib/defined.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import { formatArn } from '../../model/arn.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '../../lib/id.ts';
import { nearest } from '../../lib/nearest.ts';
import { ProblemError } from '../../lib/problem.ts';
import { findFunctionCode } from '../../load/find-function-code.ts';
import { findFunction, nameOfFunction } from '../../model/function.ts';
import { openEnvironment } from './execution-environment.ts';
import { explainFunctionError } from './explain-function-error.ts';
import type { FunctionCall, Invocation } from './function-call.ts';
import { functionAccess } from './function-access.ts';
import { namesInView, protectedCode } from './file-view.ts';
import { functionEnvironment } from './function-environment.ts';
import { newLogStream, openInvocationLog, type InvocationLog } from './invocation-log.ts';
import { reportEnd } from './report-end.ts';
import { notExecutedHere, provideRuntime, runtimeCommand, type RuntimeCommand } from './runtime-command.ts';
import type { FunctionErrorDocument } from './runtime-api.ts';
import { newTraceId } from './trace-id.ts';
import { unpackCode } from './unpack-code.ts';

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
    const missing = await provideRuntime(lambda, log.line);
    if (missing !== undefined) return notStarted(log, missing);
    const ready = await prepare(lambda, folder, log.line);
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
  onProgress: (text: string) => void,
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
  const copy = join(folder, 'task');
  const taskRoot = found.kind === 'zip' ? copy : await protectedCode(found.path, copy);
  if (found.kind === 'zip') {
    try {
      await unpackCode(found.path, taskRoot);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { failed: { errorType: 'InvalidZipFileException', errorMessage: error.message } };
    }
  }
  const command = runtimeCommand(lambda, taskRoot, {
    packages: await packagesFor(lambda, { code: taskRoot }, onProgress),
  });
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
  const logStream = newLogStream('$LATEST');
  await using environment = await openEnvironment({
    logStream,
    command: run.command,
    taskRoot: run.taskRoot,
    tmp: join(run.runtimeFolder, 'tmp'),
    env: (address) => environmentOf(run, { runtimeApi: address, logStream }),
    mark: `function-${requestId}`,
    ...namesOf(run),
  });
  const running = environment.run({
    requestId,
    payload: JSON.stringify(options.payload === undefined ? {} : options.payload),
    invokedFunctionArn: arnOf(options),
    traceId: newTraceId(),
    limitMs: Math.min(lambda.timeout * 1000, options.timeoutMs ?? Infinity),
    log,
    signal: options.signal,
  });
  const ended = await running.ended;
  await environment[Symbol.asyncDispose]();
  options.signal.throwIfAborted();
  const { error, durationMs } = reportEnd(ended, { requestId, log, memorySize: lambda.memorySize });
  const { outcome } = ended;
  if (outcome.type === 'Response')
    return { payload: payloadOf(outcome.body.toString('utf8')), logTail: log.tail(), durationMs };
  return failed(error ?? { errorType: 'Unhandled', errorMessage: '' }, { log, durationMs });
}

/** A function that has no access to the endpoint does without. */
function namesOf({ options, access, runtimeFolder }: Run) {
  const { targetsFolder, place } = options;
  const { AWS_ENDPOINT_URL: url } = access;
  if (targetsFolder === undefined || url === undefined) return {};
  const here = { targetsFolder, url, region: place.region };
  return { names: async () => namesInView(here, join(runtimeFolder, 'names')) };
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

function environmentOf(
  { lambda, options, taskRoot, runtimeFolder, access }: Run,
  { runtimeApi, logStream }: { readonly runtimeApi: string; readonly logStream: string },
): Record<string, string> {
  return functionEnvironment({
    lambda,
    name: nameOfFunction(lambda.functionName).name,
    region: options.place.region,
    taskRoot,
    runtimeFolder,
    logStreamName: logStream,
    runtimeApi,
    endpoints: options.endpoints ?? {},
    access,
    environment: options.environment ?? {},
  });
}
