// Pauses an action at a command that failed, and notes what the user wants.
import { unreachable } from '../lib/unreachable.ts';
import type { FailedCommand, Resumption } from './pause.ts';
import type { ActionContext } from './provider.ts';

type Pausing = Pick<ActionContext<unknown>, 'pause' | 'signal' | 'log' | 'now' | 'report'>;

export interface Answer {
  readonly how: Resumption;
  /** Does not count for the time that the work may take. */
  readonly pausedMs: number;
}

/** Asks for a command that failed. What was not run as written, or not run at all, is reported. */
export async function askHowToGoOn(context: Pausing, failed: FailedCommand): Promise<Answer> {
  const { pause, signal, log, now } = context;
  if (pause === undefined || signal.aborted) return { how: 'fail', pausedMs: 0 };
  log.line(`Paused: ${failed.command}`);
  const startedAt = now();
  const how = await pause({ ...failed, command: log.hide(failed.command) }, signal);
  log.line(`Going on: ${describe(how, failed)}`);
  reportAnswer(context, failed, how);
  return { how, pausedMs: now() - startedAt };
}

function reportAnswer({ report, log }: Pausing, failed: FailedCommand, how: Resumption): void {
  if (how === 'fail') return;
  const command = log.hide(firstLine(failed.command));
  if (how === 'skip')
    report({ kind: 'NotExecuted', what: `${failed.where}: ${command}`, reason: 'it failed and was skipped' });
  else
    report({
      kind: 'Notice',
      message: `${failed.where} was paused at "${command}" and went on after a shell: what was changed there is not in the source`,
    });
}

function describe(how: Resumption, { where }: FailedCommand): string {
  switch (how) {
    case 'command':
      return 'from the same command';
    case 'beginning':
      return `from the beginning of ${where}`;
    case 'skip':
      return 'without the command';
    case 'fail':
      return 'the command counts as failed';
    default:
      return unreachable(how);
  }
}

function firstLine(text: string): string {
  const [first = '', ...more] = text.trim().split('\n');
  return more.length === 0 ? first : `${first} …`;
}
