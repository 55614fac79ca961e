// What the system says when a file cannot be used, as a problem that names the file and the way out.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ProblemError, problem, type Problem } from './problem.ts';

/** Undefined for an error that is not one of a file. */
export function systemProblem(error: unknown, file?: string): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = '', path, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const known = reasons[code];
  const where = file ?? dest ?? path;
  if (known === undefined || where === undefined) return undefined;
  return problem({
    code: fullCodes.has(code) ? 'DiskFull' : 'FileUnusable',
    whose: 'machine',
    message: `"${where}" cannot be used: ${known.reason}`,
    remedy: known.remedy,
  });
}

/** Does the work; an error of a file becomes a ProblemError. The file is the one that the system names when none is given. */
export function withSystemProblems<T>(file: string | undefined, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const found = systemProblem(error, file);
    throw found === undefined ? error : new ProblemError([found]);
  }
}

/** Whether there is no room, whatever the error is wrapped in: what failed can be done once there is. */
export function isDiskFull(error: unknown): boolean {
  return problemBehind(error)?.code === 'DiskFull';
}

/** What the definition or the machine does not allow, in an error or in one that it was made of. */
export function problemBehind(error: unknown): Problem | undefined {
  if (error instanceof ProblemError) return error.problems[0];
  if (!(error instanceof Error)) return undefined;
  const found = systemProblem(error) ?? fullSomewhere(error) ?? programChanged(error);
  if (found !== undefined) return found;
  return madeOf(error)
    .map(problemBehind)
    .find((each) => each !== undefined);
}

/** A cause, the parts of an AggregateError, and both halves of a SuppressedError. */
function madeOf(error: Error): readonly unknown[] {
  const { cause, errors, suppressed, error: last } = error as Error & Readonly<Record<string, unknown>>;
  return [cause, ...(Array.isArray(errors) ? errors : []), suppressed, last].filter((each) => each !== error);
}

/** The system does not name the file of a write. */
function fullSomewhere(error: Error): Problem | undefined {
  const { code = '' } = error as NodeJS.ErrnoException;
  const known = fullCodes.has(code) ? reasons[code] : undefined;
  if (known === undefined) return undefined;
  const { reason, remedy } = known;
  return problem({
    code: 'DiskFull',
    whose: 'machine',
    message: `A file cannot be written: ${reason}`,
    remedy,
  });
}

/** Where the files of this program lie. */
const programFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/** A file of this program that is loaded when it is first needed is not there any more: another version was installed. */
function programChanged(error: unknown): Problem | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== 'ERR_MODULE_NOT_FOUND' || !message.includes(` imported from ${programFolder}/`))
    return undefined;
  return installedAnew(`which needs a file of before: ${message}`);
}

/** @param consequence what this process cannot do therefore */
export function installedAnew(consequence: string): Problem {
  return problem({
    code: 'ProgramChanged',
    whose: 'machine',
    message: `Slipway was installed anew while process ${process.pid} ran, ${consequence}`,
    remedy: 'Run the command again; if it is `slipway up`, end it and start it again.',
  });
}

const fullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

const room = 'Make room on its file system, then run the command again.';
const elsewhere = 'or use another folder (for the state: --state DIR)';
const rights = `Give this user the right to it (ls -ld shows who has it), ${elsewhere}.`;

const reasons: Readonly<Record<string, { readonly reason: string; readonly remedy: string }>> = {
  ENOSPC: { reason: 'the disk is full', remedy: room },
  EDQUOT: { reason: 'the disk quota is used up', remedy: room },
  EACCES: { reason: 'this user has no right to it', remedy: rights },
  EPERM: { reason: 'this user has no right to it', remedy: rights },
  EROFS: { reason: 'its file system is read-only', remedy: `Mount it for writing, ${elsewhere}.` },
  ENOTDIR: {
    reason: 'a file is where a folder belongs',
    remedy: `Move that file away, ${elsewhere}.`,
  },
  EEXIST: {
    reason: 'something else is where a folder belongs',
    remedy: `Move it away, ${elsewhere}.`,
  },
  EISDIR: { reason: 'a folder is where a file belongs', remedy: `Move that folder away, ${elsewhere}.` },
  ENOTEMPTY: { reason: 'a folder is where a file belongs', remedy: `Move that folder away, ${elsewhere}.` },
  ENOENT: {
    reason: 'there is nothing, or a link that leads nowhere',
    remedy: `Move the link away, ${elsewhere}.`,
  },
  ELOOP: { reason: 'its links lead in a circle', remedy: `Move the links away, ${elsewhere}.` },
  ENAMETOOLONG: { reason: 'its name is too long', remedy: `Use a shorter path, ${elsewhere}.` },
  EIO: { reason: 'the disk cannot be read or written', remedy: `Check the disk, ${elsewhere}.` },
  EMFILE: {
    reason: 'too many files are open',
    remedy: 'Raise the limit (ulimit -n), then run the command again.',
  },
  ENFILE: {
    reason: 'too many files are open on this machine',
    remedy: 'End programs, then run the command again.',
  },
};
