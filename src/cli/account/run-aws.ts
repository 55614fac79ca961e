// slipway aws: the user's own AWS CLI against the endpoint of this machine.
import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { problem, ProblemError } from '../../lib/problem.ts';
import { watchPreparation } from '../../account/watch-preparation.ts';
import type { CommonOptions } from '../command.ts';
import { statePath } from '../state-path.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { openAccessOfTools } from './open-access.ts';

/** Ends as the AWS CLI ends. */
export async function runAws(
  args: readonly string[],
  options: CommonOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { variables, unset, url } = await openAccessOfTools(options, terminal);
  using _preparation = watchPreparation(statePath(options, terminal), (line) =>
    terminal.writeError(`${line}\n`),
  );
  const kept = Object.entries(terminal.env).filter(([name]) => !unset.includes(name));
  // Version 1 goes to AWS for SQS and RDS whatever the environment says.
  const isSaid = args.some((each) => each === '--endpoint-url' || each.startsWith('--endpoint-url='));
  const given = isSaid ? args : ['--endpoint-url', url, ...args];
  const child = spawn('aws', given, {
    cwd: terminal.cwd,
    env: { ...Object.fromEntries(kept), ...variables },
    stdio: 'inherit',
  });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once('error', reject);
  child.once('exit', (code, signal) =>
    resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
  );
  using _passing = passOnSignals(child);
  try {
    return (await promise) as ExitStatus;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new ProblemError([notInstalled()]);
    throw error;
  }
}

/** A terminal sends Ctrl-C to the child as well: this process ends when the child has. */
function passOnSignals(child: ChildProcess): Disposable {
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const pass = (name: NodeJS.Signals): void => {
    if (name !== 'SIGINT' || !process.stdin.isTTY) child.kill(name);
  };
  for (const name of names) process.on(name, pass);
  return {
    [Symbol.dispose]: () => {
      for (const name of names) process.removeListener(name, pass);
    },
  };
}

function notInstalled() {
  return problem({
    code: 'AwsCliNotFound',
    whose: 'machine',
    message: 'There is no "aws" on PATH, and this command runs the AWS CLI of this machine',
    remedy:
      'Install it (https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html, or pip install awscli); any other tool or SDK calls the same endpoint after: eval "$(slipway account env)"',
  });
}
