// The logs command for an account of AWS: what builds printed, and the summary of all else.
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { setTimeout as delay } from 'node:timers/promises';
import { defined } from '../../lib/defined.ts';
import { calling } from '../../ship/aws/access.ts';
import type { ActionExecutionSummary } from '../../state/execution-history.ts';
import { logPrinter, type LogsOptions } from '../show/show-logs.ts';
import type { PrintLine } from '../show/step-lines.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { onlyPipeline, openOperation, refusedCall, type OperationOptions } from './open-operation.ts';
import { chooseExecution, readActionRuns } from './read-executions.ts';

export async function showAwsLogs(
  execution: string,
  options: LogsOptions & OperationOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const operation = await openOperation(options, terminal);
  const pipelineName = onlyPipeline(operation);
  const { executionId } = await chooseExecution(operation, pipelineName, execution);
  const aws = await import('@aws-sdk/client-cloudwatch-logs');
  const reader: Reader = {
    logs: new aws.CloudWatchLogsClient(operation.access.config),
    config: operation.access.config,
    print: logPrinter(options, terminal),
    tokens: new Map(),
  };
  for (;;) {
    const { endedAt } = await chooseExecution(operation, pipelineName, executionId);
    const runs = await readActionRuns(operation, pipelineName, executionId);
    const wanted = runs.filter(({ actionName }) => (options.action ?? actionName) === actionName);
    if (wanted.length === 0 && options.follow !== true && options.action !== undefined)
      throw refusedCall(
        `No action "${options.action}" has run in this execution`,
        `Those that ran: ${runs.map(({ actionName }) => actionName).join(', ') || 'none yet'}`,
      );
    for (const run of wanted) await showRun(run, reader);
    if (options.follow !== true || endedAt !== undefined) return 0;
    await delay(operation.access.pollMs);
  }
}

interface Reader {
  readonly logs: CloudWatchLogsClient;
  readonly config: object;
  readonly print: PrintLine;
  /** Where reading goes on, by the run; absent for one of which nothing was read. */
  readonly tokens: Map<string, string>;
}

async function showRun(run: ActionExecutionSummary, reader: Reader): Promise<void> {
  const { externalExecutionId: id = '' } = run;
  if (isBuildId(id)) {
    const place = await logOfBuild(id, reader);
    if (place !== undefined) return await showStream(run, place, reader);
  }
  if (run.endedAt === undefined || reader.tokens.has(run.actionExecutionId)) return;
  reader.tokens.set(run.actionExecutionId, '');
  const text = run.error?.message ?? run.summary ?? '';
  if (text !== '') reader.print(run, { at: run.endedAt, text });
}

/** `shop:0b6e6f4e-8f3e-4a3f-9d0e-6f2b1c7d8e9f`, as no other work has. */
function isBuildId(id: string): boolean {
  return /^[\w-]+:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}

interface LogPlace {
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/** Undefined before a build has one. */
async function logOfBuild(id: string, { config }: Reader): Promise<LogPlace | undefined> {
  const aws = await import('@aws-sdk/client-codebuild');
  const { builds = [] } = await calling(`the build ${id}`, async () =>
    new aws.CodeBuildClient(config).send(new aws.BatchGetBuildsCommand({ ids: [id] })),
  );
  const { groupName, streamName } = builds[0]?.logs ?? {};
  if (groupName === undefined || streamName === undefined) return undefined;
  return { logGroupName: groupName, logStreamName: streamName };
}

/** What is new in it. The last page of a stream has the token that it was asked with. */
async function showStream(
  run: ActionExecutionSummary,
  place: LogPlace,
  { logs, print, tokens }: Reader,
): Promise<void> {
  const { GetLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  for (;;) {
    const nextToken = tokens.get(run.actionExecutionId);
    const input = { ...place, startFromHead: true, ...defined({ nextToken }) };
    const { events = [], nextForwardToken = '' } = await calling(`the log ${place.logStreamName}`, async () =>
      logs.send(new GetLogEventsCommand(input)),
    );
    for (const { timestamp = 0, message = '' } of events)
      print(run, { at: timestamp, text: message.replace(/\r?\n$/, '') });
    tokens.set(run.actionExecutionId, nextForwardToken);
    if (nextForwardToken === nextToken || events.length === 0) return;
  }
}
