// A machine that is this machine: nothing keeps its commands apart but the folders that they are started in.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { isFailed } from '../../lib/result.ts';
import { ForkServer } from '../fork-server.ts';
import { newNonce, serverScript, type Successor } from '../fork-server-script.ts';
import { systemProgram } from '../system-program.ts';
import { runCommand } from '../run-command.ts';
import { forkingMachine } from './forking-machine.ts';
import type { Captured, CaptureOptions, Machine, MachineCommand } from './machine.ts';

export interface PlainMachineOptions {
  readonly isolation: 'folder' | 'none';
  /** Absolute, this machine's alone. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Carried by all that commands leave running. */
  readonly mark: string;
  readonly signal?: AbortSignal;
  /** What forks the commands after some of them; as `serverScript` takes it. */
  readonly successor?: Successor | null;
}

export async function openPlainMachine(options: PlainMachineOptions): Promise<Machine> {
  return (await openForking(options)) ?? spawningMachine(options);
}

/** Undefined where the server's tools are missing (macOS). */
async function openForking(options: PlainMachineOptions): Promise<Machine | undefined> {
  if (process.platform !== 'linux' || !hasTools()) return undefined;
  const nonce = newNonce();
  const script = join(options.folder, 'machine.sh');
  writeFileSync(script, `${serverScript(nonce, options.successor)}\n`, { mode: 0o600 });
  const server = await ForkServer.start({
    file: '/bin/sh',
    args: [script],
    cwd: options.cwd,
    env: { ...options.environment, SLIPWAY_MARK: options.mark },
    nonce,
    hasOwnProcesses: false,
  });
  if (isFailed(server)) return undefined;
  const captured = join(options.folder, '.captured');
  return forkingMachine(server, {
    isolation: options.isolation,
    outside: (path) => path,
    enter: [],
    capture: { inside: captured, outside: captured },
    environment: options.environment,
    mark: options.mark,
    ...defined({ signal: options.signal }),
  });
}

function hasTools(): boolean {
  return ['setsid', 'setpriv'].every((name) => systemProgram(name) !== name);
}

/** Each command is started by this process. */
function spawningMachine(options: PlainMachineOptions): Machine {
  const common = {
    cwd: options.cwd,
    env: options.environment,
    mark: options.mark,
    // What a command leaves running does not hold up the next one.
    endsOn: 'exit',
    ...defined({ signal: options.signal }),
  } as const;
  return {
    isolation: options.isolation,
    outside: (path) => path,
    enter: [],
    run: async ({ account, onOutput, isBackground: _is, ...command }: MachineCommand) =>
      runCommand({
        ...common,
        ...command,
        ...withSignal(command.signal, options.signal),
        ...account,
        ...(onOutput === undefined ? {} : { onOutput, onLateOutput: onOutput }),
      }),
    capture: async (argv, options) => captureBySpawning(common, argv, options),
    end: async () => {},
  };
}

function withSignal(...given: readonly (AbortSignal | undefined)[]): { readonly signal?: AbortSignal } {
  const signals = given.filter((each) => each !== undefined);
  return signals.length === 0 ? {} : { signal: AbortSignal.any(signals) };
}

const captureTimeoutMs = 60_000;

async function captureBySpawning(
  common: Omit<Parameters<typeof runCommand>[0], 'file' | 'args'>,
  [file = '', ...args]: readonly string[],
  { account, timeoutMs = captureTimeoutMs, withErrors = false, signal }: CaptureOptions = {},
): Promise<Captured> {
  const parts: Uint8Array[] = [];
  const { exitCode } = await runCommand({
    ...common,
    file,
    args,
    timeoutMs,
    ...withSignal(signal, common.signal),
    ...account,
    onOutput: (bytes, stream) => void ((withErrors || stream === 'stdout') && parts.push(bytes)),
  });
  return { exitCode, output: Buffer.concat(parts) };
}
