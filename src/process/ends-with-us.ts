// A command that the kernel ends when this process ends, however that happens (prctl(2), PR_SET_PDEATHSIG). What the command
// starts does not end with it: that is found by its mark.
import { accessSync, constants } from 'node:fs';

interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** The command itself where the kernel is not Linux, or util-linux is not there. */
export function endsWithUs({ file, args }: Command): Command {
  const program = findSetpriv();
  return program === undefined
    ? { file, args }
    : { file: program, args: ['--pdeathsig', 'KILL', '--', file, ...args] };
}

let found: { readonly program: string | undefined } | undefined;

function findSetpriv(): string | undefined {
  found ??= { program: ['/usr/bin/setpriv', '/bin/setpriv'].find(isExecutable) };
  return found.program;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return process.platform === 'linux';
  } catch {
    return false;
  }
}
