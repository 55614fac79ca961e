// Records of targets: JSON files that are replaced as a whole.
import { readFile, rename, writeFile } from 'node:fs/promises';
import { newId } from '../../lib/id.ts';

/** What a JSON file holds, or undefined when it does not exist or was not written to its end. */
export async function readRecord<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

/** Replaces the file as a whole, so that a reader never sees half of it. */
export async function writeRecord(file: string, value: unknown): Promise<void> {
  const fresh = `${file}.${newId()}.new`;
  await writeFile(fresh, JSON.stringify(value));
  await rename(fresh, file);
}
