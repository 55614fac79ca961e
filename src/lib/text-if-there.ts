import { readFileSync } from 'node:fs';

/** The text of a file; undefined when there is none. Throws for what may not be read. */
export function textIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
