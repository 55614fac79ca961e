// What a failed build leaves for a shell of the user in its place (`--shell`).
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defined } from '../../lib/defined.ts';
import type { Build } from './build.ts';
import type { ShellEntry } from '../../process/shell/shell-entry.ts';
import type { ShellSession } from '../../process/shell/shell-session.ts';
import type { BuildMachine } from './build-machine.ts';
import type { Prepared } from './prepare-shell.ts';

/** Lies in the work folder of the action. */
export interface LeftShell extends ShellEntry {
  /** The file with its variables, and all that the build has, as this process sees them. */
  readonly variables: string;
  readonly work: string;
  /** The process that holds the machine open. */
  readonly machine?: number;
}

export const leftShellFile = 'shell.json';

/** The machine and its variables must still be there. */
export function leaveShell({ context }: Build, { session, machine, folders }: Prepared): void {
  const left: LeftShell = {
    ...entryOf(session, machine),
    variables: session.place.environmentFile.here,
    work: folders.work,
    ...defined({ machine: machine.pid }),
  };
  writeFileSync(join(context.workFolder, leftShellFile), JSON.stringify(left));
}

/** A shell in the place of the last command. */
export function entryOf(
  session: ShellSession,
  { enter, container }: Pick<BuildMachine, 'enter' | 'container'>,
): ShellEntry {
  const { shell, folder, environmentFile } = session.place;
  return { shell, folder, environmentFile: environmentFile.inside, enter, ...defined({ container }) };
}
