// Records of targets: JSON files that are replaced as a whole.
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

export type FoundRecord<T> =
  | { readonly folderName: string; readonly record: T }
  /** The file cannot be read, or holds something else. */
  | { readonly folderName: string; readonly damaged: string };

export interface RecordKind<T> {
  /** Of the record in its folder. */
  readonly fileName: string;
  readonly isRecord: (value: unknown) => value is T;
}

/** The records of all folders below `folder` that have one, by the names of the folders. */
export async function findRecords<T>(
  folder: string,
  kind: RecordKind<T>,
): Promise<readonly FoundRecord<T>[]> {
  const names = await readdir(folder).catch((): string[] => []);
  const found = names.toSorted().map(async (folderName) => await findRecord(folder, folderName, kind));
  return (await Promise.all(found)).filter((each) => each !== undefined);
}

/** Undefined when the folder has none. */
export async function findRecord<T>(
  folder: string,
  folderName: string,
  { fileName, isRecord }: RecordKind<T>,
): Promise<FoundRecord<T> | undefined> {
  const file = join(folder, folderName, fileName);
  try {
    const record: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isRecord(record) ? { folderName, record } : { folderName, damaged: file };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : { folderName, damaged: file };
  }
}

/** Of one folder for each name; none is the folder around it, or the one above that. */
export function encodedName(name: string): string {
  if (name === '') return '%00';
  return /^\.{1,2}$/.test(name) ? name.replaceAll('.', '%2E') : encodeURIComponent(name);
}

/** What a folder is named for: names are encoded, so that each is one folder. */
export function decodedName(folderName: string): string {
  try {
    return decodeURIComponent(folderName);
  } catch {
    return folderName;
  }
}

/** The records that can be read. */
export function readable<T>(found: readonly FoundRecord<T>[]): readonly T[] {
  return found.flatMap((each) => ('record' in each ? [each.record] : []));
}

type FieldType = 'string' | 'array' | 'object';

/** Whether the value is an object with these fields; what further ones hold is not checked. */
export function hasFields(value: unknown, fields: Readonly<Record<string, FieldType>>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(fields).every(([name, type]) => {
    const field: unknown = (value as Readonly<Record<string, unknown>>)[name];
    if (type === 'array') return Array.isArray(field);
    if (type === 'string') return typeof field === 'string';
    return typeof field === 'object' && field !== null && !Array.isArray(field);
  });
}

/** Whether the value is a list of objects with these fields. */
export function isListOf(value: unknown, fields: Readonly<Record<string, FieldType>>): boolean {
  return Array.isArray(value) && value.every((each) => hasFields(each, fields));
}
