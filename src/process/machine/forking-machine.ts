// A machine whose commands are forked by one server.
import { readFileSync, rmSync } from 'node:fs';
import type { CommandResult } from '../command.ts';
import type { ForkServer } from '../fork-server.ts';
import { lineOf } from './line.ts';
import { quoteForShell } from '../../lib/quote-for-shell.ts';
import type { Captured, CaptureOptions, Machine, MachineCommand } from './machine.ts';
import { runNextToOthers, type Surroundings } from './next-to-others.ts';

export interface ForkingMachineOptions
  extends Surroundings, Pick<Machine, 'isolation' | 'outside' | 'enter'> {
  /** A file that takes what is captured, as the machine sees it and as this process does. */
  readonly capture: { readonly inside: string; readonly outside: string };
}

const captureTimeoutMs = 60_000;

export function forkingMachine(server: ForkServer, options: ForkingMachineOptions): Machine {
  const { isolation, outside, enter } = options;
  return {
    isolation,
    outside,
    enter,
    pid: server.pid,
    run: async (command: MachineCommand): Promise<CommandResult> =>
      command.isBackground === true
        ? await runNextToOthers(enter, options, command)
        : await runInTurn(server, options, command),
    capture: capturing(server, options),
    end: async () => server.end(),
  };
}

async function runInTurn(
  server: ForkServer,
  options: ForkingMachineOptions,
  { file, args, account, ...command }: MachineCommand,
): Promise<CommandResult> {
  return await server.run({
    line: lineOf([file, ...args], account),
    ...command,
    ...signalOf(command.signal, options.signal),
  });
}

function signalOf(...given: readonly (AbortSignal | undefined)[]): { readonly signal?: AbortSignal } {
  const signals = given.filter((each) => each !== undefined);
  return signals.length === 0 ? {} : { signal: AbortSignal.any(signals) };
}

/** Through a file, because what earlier commands have left running may print at any time. */
function capturing(server: ForkServer, options: ForkingMachineOptions): Machine['capture'] {
  let number = 0;
  return async (
    argv: readonly string[],
    { account, timeoutMs = captureTimeoutMs, withErrors = false, signal }: CaptureOptions = {},
  ): Promise<Captured> => {
    number += 1;
    const [inside, file] = [options.capture.inside, options.capture.outside].map(
      (each) => `${each}-${number}`,
    );
    const errors = withErrors ? '2>&1' : '2>/dev/null';
    const line = `${lineOf(argv, account)} >${quoteForShell(inside ?? '')} ${errors}`;
    const { exitCode } = await server.run({ line, timeoutMs, ...signalOf(signal, options.signal) });
    try {
      return { exitCode, output: readFileSync(file ?? '') };
    } catch {
      return { exitCode, output: Buffer.alloc(0) };
    } finally {
      rmSync(file ?? '', { force: true });
    }
  };
}
