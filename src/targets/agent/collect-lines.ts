// What a file of a host has got since it was read last, line by line, as CloudWatch's agent collects it.
import { open } from 'node:fs/promises';

/** How far a file has been read. */
export interface FileCursor {
  /** Another one is another file under the same name, which is read from its beginning. */
  readonly inode: number;
  readonly offset: number;
}

export interface CollectedLines {
  readonly lines: readonly string[];
  readonly cursor: FileCursor;
}

/** So much is read at once; the next time goes on behind it. */
const mostBytes = 1024 * 1024;

/** Undefined while there is no such file. A last line that may still grow is left for the next time. */
export async function collectLines(
  path: string,
  before: FileCursor | undefined,
): Promise<CollectedLines | undefined> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const { ino: inode, size } = await file.stat();
    const isSame = before?.inode === inode && before.offset <= size;
    const offset = isSame ? before.offset : 0;
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.alloc(Math.min(mostBytes, size - offset)),
      position: offset,
    });
    const whole = wholeLines(buffer.subarray(0, bytesRead));
    const lines = whole.length === 0 ? [] : whole.toString('utf8').replace(/\n$/, '').split('\n');
    return { lines, cursor: { inode, offset: offset + whole.length } };
  } finally {
    await file.close();
  }
}

/** A line that fills all that is read at once is cut there. */
function wholeLines(bytes: Buffer): Buffer {
  const end = bytes.lastIndexOf('\n'.charCodeAt(0)) + 1;
  return end === 0 && bytes.length === mostBytes ? bytes : bytes.subarray(0, end);
}
