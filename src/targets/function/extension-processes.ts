// The external extensions of one execution environment: programs of their own next to the function's process, which start before
// it and end after it. Source: Lambda developer guide, "Using the Lambda Extensions API to create extensions".
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { CommandResult } from '../../process/command.ts';
import { askingAll } from '../../process/ending.ts';
import { runCommand } from '../../process/run-command.ts';
import { linesOf } from '../agent/output-lines.ts';
import { exitText } from './exit-text.ts';
import { mostExtensions, type ExtensionsApi, type ShutdownReason } from './extensions-api.ts';
import type { RuntimeCommand } from './runtime-command.ts';

/** The names of the programs in `extensions/` of a function's layers. @param layers absolute path of their folder */
export function extensionsIn(layers: string): readonly string[] {
  const folder = join(layers, 'extensions');
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Lambda developer guide, "Lambda execution environment": what they may take when the environment ends. */
const shutdownMs = 2000;

/** The function's process is ended within a part of it, so that extensions have the rest. */
export const runtimeShutdownMs = 300;

/** What they have subscribed to is delivered before they are notified of the end. */
const lastTelemetryMs = 500;

export interface ExtensionsToStart {
  readonly names: readonly string[];
  readonly api: ExtensionsApi;
  /** The command of an extension. */
  readonly command: (name: string) => RuntimeCommand;
  readonly env: Readonly<Record<string, string>>;
  readonly mark: string;
  readonly onStarted: (pid: number) => void;
  readonly onLine: (text: string) => void;
}

export class ExtensionProcesses {
  readonly #options: ExtensionsToStart;
  readonly #over = new AbortController();
  readonly #running = new Map<string, Promise<void>>();
  #isEnding = false;

  constructor(options: ExtensionsToStart) {
    this.#options = options;
  }

  /** Resolves when all have registered, one has failed, or `signal` aborts. */
  async start(signal: AbortSignal): Promise<void> {
    const { names, api } = this.#options;
    for (const name of names) this.#running.set(name, this.#run(name));
    const { promise: aborted, resolve } = Promise.withResolvers<void>();
    signal.addEventListener('abort', () => resolve(), { once: true });
    // The environment ends itself when one has failed, before anything else of it can start.
    await Promise.race([api.registered, aborted]);
  }

  /** The function's process is over. Those that have registered for it are notified, and ended when they take too long; the others at once. */
  async end(reason: ShutdownReason): Promise<void> {
    if (this.#running.size === 0) return;
    this.#isEnding = true;
    const { api } = this.#options;
    const until = Date.now() + shutdownMs - runtimeShutdownMs;
    await api.telemetry.flush(lastTelemetryMs);
    const left = until - Date.now();
    api.shutDown(reason, Date.now() + left);
    const notified = [...this.#running].filter(([name]) => api.wants(name, 'SHUTDOWN'));
    const timer = new AbortController();
    const isLate = delay(left, undefined, { signal: timer.signal }).catch(() => undefined);
    await Promise.race([Promise.all(notified.map(async ([, exited]) => exited)), isLate]);
    timer.abort();
    this.#over.abort();
    await Promise.all(this.#running.values());
  }

  async #run(name: string): Promise<void> {
    const { names, api, command, env, mark, onStarted, onLine } = this.#options;
    if (names.indexOf(name) >= mostExtensions) {
      const text = `Extension limit (${mostExtensions}) reached`;
      return api.fail({ name, errorType: 'Extension.LaunchError', text });
    }
    const lines = linesOf(onLine);
    const exit = await runCommand({
      ...command(name),
      cwd: '/',
      env,
      mark,
      endsOn: 'exit',
      ending: askingAll(0),
      signal: this.#over.signal,
      onStarted,
      onOutput: lines.write,
    });
    lines.end();
    if (!this.#isEnding) api.fail({ name, ...failureOf(exit) });
  }
}

/** 126 and 127 are a shell's, and setpriv's, for a program that cannot be executed and one that is not there. */
function failureOf(exit: CommandResult) {
  if (exit.startError !== undefined)
    return { errorType: 'Extension.LaunchError', text: exit.startError } as const;
  if (exit.exitCode === 126)
    return { errorType: 'Extension.LaunchError', text: 'permission denied' } as const;
  return { errorType: 'Extension.Crash', text: exitText(exit) } as const;
}

const withheld = new Set([
  '_HANDLER',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
]);

/** Of the function's variables all but those of its own process. */
export function extensionEnvironment(env: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !withheld.has(name)));
}
