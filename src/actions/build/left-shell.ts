// What a failed build leaves for a shell of the user in its place (`--shell`).
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defined } from '../../lib/defined.ts';
import type { Build } from './build.ts';
import type { LeftContainer } from './left-containers.ts';
import type { Prepared } from './prepare-shell.ts';

/** Lies in the work folder of the action. */
export interface LeftShell {
  readonly shell: string;
  /** Where its last command ended, and the file with its variables, as its machine sees them. */
  readonly folder: string;
  readonly environmentFile: string;
  /** The same file, and all that the build has, as this process sees them. */
  readonly variables: string;
  readonly work: string;
  /** See `Machine.enter`. */
  readonly enter: readonly string[];
  /** The process that holds the machine open. */
  readonly machine?: number;
  /** Set when it ran in one, which waits for the shell. */
  readonly container?: LeftContainer;
}

export const leftShellFile = 'shell.json';

/** The machine and its variables must still be there. */
export function leaveShell({ context }: Build, { session, machine, folders }: Prepared): void {
  const { shell, folder, environmentFile } = session.place;
  const left: LeftShell = {
    shell,
    folder,
    environmentFile: environmentFile.inside,
    variables: environmentFile.here,
    work: folders.work,
    enter: machine.enter,
    ...defined({ machine: machine.pid, container: machine.container }),
  };
  writeFileSync(join(context.workFolder, leftShellFile), JSON.stringify(left));
}
