// Executions that other commands asked this process to run, and wait for.
import type { StateFolder } from '../../state/state-folder.ts';
import { shortExecutionId } from '../render/describe.ts';
import type { Terminal } from '../terminal.ts';
import { aborted } from './interruption.ts';
import type { OwnedPipeline } from './own-pipeline.ts';
import { isAwaited } from './request-token.ts';

/** In flight, and started by a command that still waits for their end. */
export function awaitedExecutions(
  { journal, history }: Pick<StateFolder, 'journal' | 'history'>,
  pipelineName: string,
): readonly string[] {
  return history
    .inFlight(pipelineName)
    .filter(({ status }) => status === 'InProgress' || status === 'Stopping')
    .map(({ executionId }) => executionId)
    .filter((executionId) => {
      const [first] = journal.read({ executionId, limit: 1 });
      return first?.event.type === 'ExecutionStarted' && isAwaited(first.event.clientRequestToken);
    });
}

/**
 * Starts nothing more, and returns when no other command waits for what runs here: otherwise its actions would be
 * interrupted only because the execution of this command has ended. What waits for a person needs no process.
 */
export async function awaitOthers(
  owned: OwnedPipeline,
  { terminal, signal }: { readonly terminal: Terminal; readonly signal: AbortSignal },
): Promise<void> {
  owned.leave();
  let reported = false;
  while (!signal.aborted) {
    const [next] = awaitedExecutions(owned.state, owned.pipelineName);
    if (next === undefined) return;
    if (!reported)
      terminal.writeError(
        `Execution ${shortExecutionId(next)} of another command runs here: this one leaves when it has ended (Ctrl-C leaves it to that command)\n`,
      );
    reported = true;
    const idle = owned.runner.idle().then(() => 'idle');
    if ((await Promise.race([owned.runner.ended(next), aborted(signal), idle])) === 'idle') return;
  }
}
