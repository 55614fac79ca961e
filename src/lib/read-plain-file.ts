// Reads a file that someone else may have replaced.
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/**
 * The text of a regular file. Undefined for all else: nothing, a link, and what reading would wait for (a named pipe).
 *
 * @param most bytes; a longer one is none
 */
export function readPlainFile(path: string, most?: number): string | undefined {
  return readPlainBytes(path, most)?.toString('utf8');
}

/** The same as it lies there. */
export function readPlainBytes(path: string, most = Infinity): Buffer | undefined {
  try {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
    const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      const found = fstatSync(file);
      return found.isFile() && found.size <= most ? readFileSync(file) : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}
