// How a process has ended, in the words of Lambda, which is written in Go.
import type { CommandResult } from '../../process/command.ts';

/** `exit status 1`, `signal: killed` */
export function exitText({ exitCode, signal }: Pick<CommandResult, 'exitCode' | 'signal'>): string {
  return signal === null ? `exit status ${exitCode}` : `signal: ${signalText(signal)}`;
}

/** Go's names of signals. */
function signalText(signal: NodeJS.Signals): string {
  const names: Readonly<Partial<Record<NodeJS.Signals, string>>> = {
    SIGKILL: 'killed',
    SIGTERM: 'terminated',
    SIGSEGV: 'segmentation fault',
    SIGABRT: 'aborted',
    SIGILL: 'illegal instruction',
    SIGINT: 'interrupt',
    SIGHUP: 'hangup',
  };
  return names[signal] ?? signal;
}
