// What a person at the server's terminal sees: one line for each thing that matters, nothing of what actions print.
import { formatDuration } from '../../lib/duration.ts';
import type { Pipelines } from '../../server/pipelines.ts';
import type { JournalEntry } from '../../state/journal.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { shortExecutionId } from '../render/describe.ts';
import { span, type Line } from '../render/line.ts';
import { markOf } from '../render/appearance.ts';
import type { Terminal } from '../terminal.ts';
import { writeLines } from '../write-lines.ts';
import { addressOf } from '../../view/execution-view.ts';

/** Until it is disposed. */
export function reportHappenings(
  {
    pipelines,
    state,
    url,
  }: { readonly pipelines: Pipelines; readonly state: StateFolder; readonly url: string },
  terminal: Terminal,
): Disposable {
  const unsubscribe = pipelines.subscribe((entry) => {
    const line = lineOf(entry, state, url);
    if (line === undefined) return;
    const time = new Date(entry.event.at).toTimeString().slice(0, 8);
    writeLines(terminal, [[span(`${time} `, 'dim'), ...line]]);
  });
  return { [Symbol.dispose]: unsubscribe };
}

function lineOf({ workload, event }: JournalEntry, { history }: StateFolder, url: string): Line | undefined {
  if (!('executionId' in event)) return undefined;
  const { executionId } = event;
  const name = span(` ${workload.name} `, 'bold');
  const id = span(shortExecutionId(executionId), 'dim');
  switch (event.type) {
    case 'ExecutionStarted':
      return [markOf('InProgress'), name, id, span(` started by ${event.trigger.triggerDetail}`)];
    case 'ExecutionSuperseded':
      return [
        markOf('Superseded'),
        name,
        id,
        span(` superseded by ${shortExecutionId(event.byExecutionId)}`),
      ];
    case 'ExecutionEnded': {
      const startedAt = history.execution(executionId)?.startedAt ?? event.at;
      const displayStatus =
        event.status === 'Succeeded' ? 'Succeeded' : event.status === 'Failed' ? 'Failed' : 'Cancelled';
      return [
        markOf(displayStatus),
        name,
        id,
        span(` ${event.status.toLowerCase()} after ${formatDuration(event.at - startedAt)}`),
      ];
    }
    case 'ApprovalRequested':
      return [
        markOf('Waiting'),
        name,
        id,
        span(` ${event.stageName} › ${event.actionName} waits for approval  `),
        span(`${url}/executions/${executionId}`, 'cyan'),
      ];
    case 'ActionFailed':
      return [
        markOf('Failed'),
        name,
        id,
        span(` ${event.stageName} › ${event.actionName}: ${event.error.message.split('\n')[0] ?? ''}`),
      ];
    case 'ActionProgressed':
      return event.progress.kind === 'Endpoint'
        ? [span('↗', 'cyan'), name, id, span(` ${event.progress.name} ${addressOf(event.progress)}`)]
        : undefined;
    default:
      return undefined;
  }
}
