// What the system says when a file cannot be used, as a problem that names the file and the way out.
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

/** Whether there is no room: what failed can be done once there is. */
export function isDiskFull(error: unknown): boolean {
  if (error instanceof ProblemError) return error.problems.some(({ code }) => code === 'DiskFull');
  return error instanceof Error && fullCodes.has((error as NodeJS.ErrnoException).code ?? '');
}

const fullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

const room = 'Make room on its file system, then run the command again.';
const elsewhere = 'or use another state folder (--state DIR)';
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
