// Starts a process with its output in pipes.
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { getSystemErrorMessage } from 'node:util';
import { defined } from '../lib/defined.ts';
import type { CommandOptions } from './command.ts';
import { takePipes, type OutputPipe } from './output-pipes.ts';

export interface StartedProcess {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
}

/** Or why it did not start, in the system's words. Listeners must be there before the next turn of the event loop. */
export async function startProcess(
  options: CommandOptions,
): Promise<StartedProcess | { readonly startError: string }> {
  const pipes = await takePipes(2);
  try {
    return await spawnWith(options, pipes);
  } finally {
    // Only the command may hold the writing ends, so that a pipe ends with it.
    for (const pipe of pipes ?? []) closeSync(pipe.writing);
  }
}

async function spawnWith(
  options: CommandOptions,
  pipes: readonly OutputPipe[] | undefined,
): Promise<StartedProcess | { readonly startError: string }> {
  const [out, err] = pipes ?? [];
  let child: ChildProcess;
  try {
    child = spawn(options.file, options.args, {
      cwd: options.cwd,
      env: { ...options.env, SLIPWAY_MARK: options.mark },
      // Its own session and group: a signal to the group reaches everything it starts, and no terminal reaches it.
      detached: true,
      stdio: ['ignore', out?.writing ?? 'pipe', err?.writing ?? 'pipe'],
      ...defined({ uid: options.uid, gid: options.gid }),
    });
  } catch (error) {
    for (const pipe of pipes ?? []) closeSync(pipe.reading);
    return { startError: startErrorText(error, options) };
  }
  const { pid } = child;
  const [stdout, stderr] = [
    out === undefined ? child.stdout : open(out),
    err === undefined ? child.stderr : open(err),
  ];
  if (pid !== undefined && stdout !== null && stderr !== null) return { child, pid, stdout, stderr };
  for (const stream of [stdout, stderr]) stream?.destroy();
  return { startError: startErrorText(await failureOf(child), options) };
}

function open(pipe: OutputPipe): Readable {
  return new Socket({ fd: pipe.reading, readable: true, writable: false });
}

async function failureOf(child: ChildProcess): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  child.once('error', resolve);
  return promise;
}

/** The system reports a missing working folder as if the program were missing. */
function startErrorText(error: unknown, options: CommandOptions): string {
  const { errno, message } = error as { readonly errno?: number; readonly message: string };
  if (!existsSync(options.cwd)) return `No such working directory: ${options.cwd}`;
  if (errno === undefined) return message;
  const words = getSystemErrorMessage(errno);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
