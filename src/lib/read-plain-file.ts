// Reads a file that someone else may have replaced.
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/**
 * The text of a regular file. Undefined for all else: nothing, a link, and what reading would wait for (a named pipe).
 */
export function readPlainFile(path: string): string | undefined {
  return readPlainBytes(path)?.toString('utf8');
}

/** The same as it lies there. */
export function readPlainBytes(path: string): Buffer | undefined {
  try {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
    const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      return fstatSync(file).isFile() ? readFileSync(file) : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}
