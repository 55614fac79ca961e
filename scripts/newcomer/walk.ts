// The steps of a newcomer, each a command with its seconds.
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

export interface Step {
  readonly command: readonly string[];
  readonly seconds: number;
  readonly output: string;
  readonly isGood: boolean;
}

export interface Played {
  readonly steps: readonly Step[];
  /** What the first step that failed has printed, or what is wrong with what it answered. */
  readonly wrong?: string;
}

export interface Walker {
  /** Where the package is installed. */
  readonly prefix: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly call: (cwd: string, command: readonly string[]) => Step;
  /** The steps up to the first that fails. */
  readonly walk: (cwd: string, commands: readonly (readonly string[])[]) => Played;
}

/** What has not ended by then waits for something that never comes. */
const longestMs = 600_000;

/** Calls commands with the installed package first on PATH. */
export function opened(prefix: string, added: Readonly<Record<string, string>> = {}): Walker {
  const path = [join(prefix, 'bin'), process.env['PATH']].join(delimiter);
  const env = { ...process.env, PATH: path, ...added };
  const call = (cwd: string, command: readonly string[]): Step => {
    const [file = '', ...args] = command;
    const startedAt = performance.now();
    const { status, stdout, stderr, error } = spawnSync(file, args, {
      cwd,
      env,
      encoding: 'utf8',
      timeout: longestMs,
    });
    const seconds = (performance.now() - startedAt) / 1000;
    const output = `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`;
    return { command, seconds, output, isGood: status === 0 };
  };
  const walk = (cwd: string, commands: readonly (readonly string[])[]): Played => {
    const steps: Step[] = [];
    for (const command of commands) {
      const step = call(cwd, command);
      steps.push(step);
      if (!step.isGood) return { steps, wrong: step.output };
    }
    return { steps };
  };
  return { prefix, env, call, walk };
}
