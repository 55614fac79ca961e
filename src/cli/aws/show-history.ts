// The history command for an account of AWS.
import { readLimit } from '../show/read-limit.ts';
import { writeHistory } from '../show/show-history.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { openOperation, type OperationOptions } from './open-operation.ts';
import { readActionRuns, readExecutions } from './read-executions.ts';

export async function showAwsHistory(
  options: OperationOptions & { readonly limit: string },
  terminal: Terminal,
): Promise<ExitStatus> {
  const limit = readLimit(options.limit);
  const operation = await openOperation(options, terminal);
  const found = await Promise.all(
    operation.names.map(async (name) => readExecutions(operation, name, limit)),
  );
  const newest = found
    .flat()
    .toSorted((a, b) => b.startedAt - a.startedAt)
    .slice(0, limit);
  const executions = [];
  for (const each of newest)
    executions.push({
      ...each,
      actions: await readActionRuns(operation, each.pipelineName, each.executionId),
    });
  writeHistory(executions, { names: operation.names, json: options.json === true }, terminal);
  return 0;
}
