// The key of the secrets, in a file that only its owner may read.
import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { makePrivateFolder } from './private-files.ts';
import { temporaryName, writeAtomically } from '../lib/atomic-file.ts';
import { ProblemError, problem, type Problem } from '../lib/problem.ts';
import { withSystemProblems } from '../lib/system-problem.ts';

const KEY_BYTES = 32;

/**
 * A key is made only while there is nothing that another one has sealed.
 * Throws a ProblemError when it is gone, cannot be read, may be read by others, or holds no key.
 */
export function loadOrMakeKey(
  file: string,
  sealed: { readonly count: number; readonly file: string },
): Buffer {
  if (!exists(file)) {
    if (sealed.count > 0) throw new ProblemError([missing(file, sealed)]);
    makeKey(file);
  }
  const text = withSystemProblems(file, () => readFileSync(file, 'utf8'));
  const mode = statSync(file).mode & 0o777;
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw new ProblemError([exposed(file, mode)]);
  const key = Buffer.from(text.trim(), 'hex');
  if (key.length !== KEY_BYTES) throw new ProblemError([malformed(file)]);
  return key;
}

/** Written whole under another name, then linked: of two processes that start at once, one makes the key. */
function makeKey(file: string): void {
  makePrivateFolder(dirname(file));
  const draft = temporaryName(file);
  writeAtomically(draft, `${randomBytes(KEY_BYTES).toString('hex')}\n`, 0o600);
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}

function exists(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

function missing(file: string, sealed: { readonly count: number; readonly file: string }): Problem {
  return problem({
    code: 'SecretsKeyMissing',
    whose: 'machine',
    message: `"${file}" is gone, and "${sealed.file}" holds ${sealed.count} values that only this key opens`,
    remedy: `Restore "${file}" from a backup. Without it the values are lost: remove "${sealed.file}" and put them again (slipway secret set).`,
  });
}

function exposed(file: string, mode: number): Problem {
  return problem({
    code: 'SecretsKeyExposed',
    whose: 'machine',
    message: `"${file}" may be read by others (mode ${mode.toString(8)}), so the secrets are not safe`,
    remedy: `Run: chmod 600 "${file}". If others could read it, put new values for the secrets.`,
  });
}

function malformed(file: string): Problem {
  return problem({
    code: 'SecretsKeyMalformed',
    whose: 'machine',
    message: `"${file}" does not hold a key of ${KEY_BYTES * 2} hexadecimal digits`,
    remedy: 'Restore the file from a backup; without it the secrets cannot be read and have to be put again.',
  });
}
