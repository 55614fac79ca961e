// The files of a system of examples/, as its definition is read.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface Example {
  readonly folder: string;
  readonly text: (file: string) => string;
  /** A file in JSON or YAML. */
  readonly read: (file: string) => unknown;
}

/** The system of this name, read where it lies. */
export function example(name: string): Example {
  const folder = join(import.meta.dirname, '..', '..', 'examples', name);
  const text = (file: string): string => readFileSync(join(folder, file), 'utf8');
  return { folder, text, read: (file) => parse(text(file)) as unknown };
}
