// The status command for an account of AWS: its pipelines, and what waits.
import { calling } from '../../ship/aws/access.ts';
import type { PipelineStatus } from '../../view/pipeline-status.ts';
import { pipelineLines } from '../show/show-status.ts';
import { statusDocument } from '../show/status-document.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { openOperation, type Operation, type OperationOptions } from './open-operation.ts';
import { readExecutions } from './read-executions.ts';
import { statusOfState } from './status-of-state.ts';
import { writeLines } from '../write-lines.ts';

export async function showAwsStatus(options: OperationOptions, terminal: Terminal): Promise<ExitStatus> {
  const operation = await openOperation(options, terminal);
  const pipelines: PipelineStatus[] = [];
  for (const name of operation.names) pipelines.push(await readStatus(operation, name));
  if (options.json === true) {
    const document = { pipelines, targets: [], owner: undefined, fullDisk: undefined };
    terminal.write(`${JSON.stringify(statusDocument(document))}\n`);
    return 0;
  }
  const hints = { ...terminal.hints, command: operation.command };
  const lines = pipelines.flatMap((each) => [...pipelineLines(each, { now: Date.now(), hints }), []]);
  writeLines(terminal, lines);
  if (pipelines.length === 0) terminal.write('The account has no pipeline in this Region\n');
  return 0;
}

/** As many executions are in flight at most as a pipeline has stages and a queue of 50. */
const newest = 100;

async function readStatus(operation: Operation, name: string): Promise<PipelineStatus> {
  const { GetPipelineStateCommand } = await import('@aws-sdk/client-codepipeline');
  const state = await calling(`the state of ${name}`, async () =>
    operation.client.send(new GetPipelineStateCommand({ name })),
  );
  const executions = await readExecutions(operation, name, newest);
  return statusOfState(
    state,
    executions.filter(({ endedAt }) => endedAt === undefined),
  );
}
