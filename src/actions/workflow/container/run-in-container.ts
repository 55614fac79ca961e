// One command in the container of a job, ended there: the end of the engine's client ends nothing in the container.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { defined } from '../../../lib/defined.ts';
import { newId } from '../../../lib/id.ts';
import type { CommandOptions, CommandResult } from '../../../process/command.ts';
import { callEngine } from '../../../process/container-engine.ts';
import { usualEnding, type Ending } from '../../../process/ending.ts';
import { interruptions } from '../../../process/interruptions.ts';
import type { Machine } from '../../../process/machine/machine.ts';
import { runCommand } from '../../../process/run-command.ts';
import { waitUntil } from '../../../process/wait-until.ts';
import type { LeftContainer } from '../../build/left-containers.ts';
import type { JobFolders } from '../job-folders.ts';

type MachineCommand = Parameters<Machine['run']>[0];

export interface CommandsOfContainer {
  readonly container: LeftContainer;
  readonly folders: JobFolders;
  /** Of the machine: when it aborts, all that runs in the container is killed. */
  readonly signal: AbortSignal;
  /** How the engine is called for a command. */
  readonly call: (
    command: Pick<MachineCommand, 'file' | 'args' | 'account'>,
  ) => Pick<CommandOptions, 'file' | 'args' | 'cwd' | 'env' | 'endsOn' | 'mark'>;
  /** How many commands run in it. */
  running: number;
}

/** Its first process notes its own number. A user of the container may not be able to write there: then it is killed with all. */
const noted = '{ echo $$ >"$0"; } 2>/dev/null; exec "$@"';

export async function runInContainer(
  commands: CommandsOfContainer,
  { timeoutMs, onOutput, signal, ending = usualEnding, file, args, ...command }: MachineCommand,
): Promise<CommandResult> {
  const { container, folders } = commands;
  const group = join(folders.temp, `${newId()}.group`);
  const client = new AbortController();
  let isOver = false;
  commands.running += 1;
  const run = runCommand({
    ...commands.call({ file: '/bin/sh', args: ['-c', noted, group, file, ...args], ...command }),
    signal: AbortSignal.any([commands.signal, client.signal]),
    ...(onOutput === undefined ? {} : { onOutput, onLateOutput: onOutput }),
  }).finally(() => (isOver = true));
  const asked = interruptions(defined({ timeoutMs, signal }));
  const first = await Promise.race([run.then(() => undefined), asked.happened]);
  asked.stop();
  if (first !== undefined) await askToEnd({ container, group, isOver: () => isOver }, ending);
  const isKilled = !isOver || ending.asks === 'group';
  client.abort();
  const result = await run;
  commands.running -= 1;
  const end = first ?? result.end;
  if (end === 'Aborted' || end === 'TimedOut') {
    if (commands.signal.aborted || (isKilled && commands.running === 0)) await endAllIn(container);
    else if (isKilled) await signalIn(container, { group, signal: 'KILL', to: 'group' });
  }
  rmSync(folders.here(group), { force: true });
  return { ...result, end };
}

interface Running {
  readonly container: LeftContainer;
  readonly group: string;
  readonly isOver: () => boolean;
}

/** As outside of containers (process/end-group.ts). Resolves when it is over, or has had its time. */
async function askToEnd(
  { container, group, isOver }: Running,
  { requests, asks, hurries }: Ending,
): Promise<void> {
  const isHurried = (): boolean => hurries?.aborted === true;
  for (const { signal, forMs } of requests) {
    if (isOver() || isHurried()) return;
    await signalIn(container, { group, signal: signal.replace(/^SIG/, ''), to: asks });
    await waitUntil(() => isOver() || isHurried(), forMs);
  }
}

/** What runs next to it goes on: the engine makes each command the leader of a session of its own. */
async function signalIn(
  container: LeftContainer,
  { group, signal, to }: { readonly group: string; readonly signal: string; readonly to: Ending['asks'] },
): Promise<void> {
  const script = `kill -${signal} "${to === 'group' ? '-' : ''}$(cat "$0")"`;
  await callEngine(container, ['exec', '--user', '0', container.name, 'sh', '-c', script, group]);
}

/** All but what holds the container open, which is its first process. */
async function endAllIn(container: LeftContainer): Promise<void> {
  await callEngine(container, ['exec', '--user', '0', container.name, 'sh', '-c', 'kill -9 -1']);
}
