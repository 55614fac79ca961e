// Commands of a machine that run next to its others: each is started by this process, and led into the machine.
import { constants } from 'node:os';
import { defined } from '../../lib/defined.ts';
import type { CommandResult } from '../command.ts';
import { firstChildOf } from '../namespace-processes.ts';
import { runCommand } from '../run-command.ts';
import type { Machine, MachineCommand } from './machine.ts';

export interface Surroundings {
  readonly environment: Readonly<Record<string, string>>;
  /** Carried by all that commands leave running. */
  readonly mark: string;
  /** When it aborts, what runs is ended. */
  readonly signal?: AbortSignal;
}

export async function runNextToOthers(
  enter: readonly string[],
  { environment, mark, signal: all }: Surroundings,
  { file, args, signal: own, isBackground: _is, account: _account, onOutput, ...limits }: MachineCommand,
): Promise<CommandResult> {
  const [program = file, ...words] = [...enter, file, ...args];
  const signals = [all, own].filter((each) => each !== undefined);
  const result = await runCommand({
    ...limits,
    file: program,
    args: words,
    cwd: '/',
    env: environment,
    mark,
    endsOn: 'exit',
    ...(enter.length === 0 ? {} : { innerProcess: firstChildOf }),
    ...(signals.length === 0 ? {} : { signal: AbortSignal.any(signals) }),
    ...(onOutput === undefined ? {} : { onOutput, onLateOutput: onOutput }),
  });
  return { ...result, ...statusOf(result) };
}

/** A signal that ends a command is a status above 128, as everywhere in a machine. */
function statusOf({ signal, end }: CommandResult): Partial<CommandResult> {
  return signal === null || end !== 'Exited'
    ? {}
    : { exitCode: 128 + constants.signals[signal], signal: null };
}

/** The same machine for one who must not wait for what runs in it. */
export function nextToOthers(machine: Machine): Machine {
  return {
    ...machine,
    run: async (command) => await machine.run({ ...command, isBackground: true }),
    capture: async (argv, { timeoutMs = captureTimeoutMs, withErrors = false, signal } = {}) => {
      const parts: Uint8Array[] = [];
      const errors = withErrors ? '2>&1' : '2>/dev/null';
      const { exitCode } = await machine.run({
        file: '/bin/sh',
        args: ['-c', `exec "$@" ${errors}`, 'sh', ...argv],
        timeoutMs,
        isBackground: true,
        ...defined({ signal }),
        onOutput: (bytes) => void parts.push(bytes),
      });
      return { exitCode, output: Buffer.concat(parts) };
    },
  };
}

const captureTimeoutMs = 60_000;
