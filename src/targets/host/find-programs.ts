// The programs that a fleet's image has installed: found where the caller has them, given to each host by name.
import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { ProblemError, problem } from '../../lib/problem.ts';
import { findOnPath } from './find-on-path.ts';

export interface FoundProgram {
  readonly name: string;
  /** Absolute, as it is found on PATH: a link may lead to a program that acts by the name of the link. */
  readonly file: string;
}

/**
 * @param known the links of an earlier opening by the programs' names, for a caller (a server, say) that has another PATH
 * @throws a ProblemError when one is neither on PATH nor known
 */
export function findPrograms(
  names: readonly string[],
  fleetName: string,
  known: (name: string) => string | undefined,
): readonly FoundProgram[] {
  const found = names.map((name) => ({ name, file: findOnPath(name) ?? known(name) }));
  const missing = found.filter(({ file }) => file === undefined);
  if (missing.length > 0)
    throw new ProblemError(
      missing.map(({ name }) =>
        problem({
          code: 'ProgramNotFound',
          whose: 'machine',
          message: `The hosts of the fleet "${fleetName}" have the program "${name}", and it is not on PATH here`,
          remedy: `Install ${name} on this machine, or remove it from "programs" of the fleet and let a hook install it`,
        }),
      ),
    );
  return found.flatMap(({ name, file }) => (file === undefined ? [] : [{ name, file }]));
}

/** Where a link leads that an earlier opening has made, if that is still there. */
export function linkedProgram(link: string): string | undefined {
  if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return undefined;
  const file = readlinkSync(link);
  return existsSync(file) ? file : undefined;
}
