// Which code has folded events, so that what other code has folded is not taken for its own.
import { hash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Set where the program is bundled, whose files are not those of the sources. */
declare const FOLD_FORMAT: string | undefined;

let known: string | undefined;

/** Changes with every change of the code that folds events. */
export function foldFormat(): string {
  return (known ??=
    typeof FOLD_FORMAT === 'string' ? FOLD_FORMAT : digestOfFold(join(import.meta.dirname, '..')));
}

/** @param source the folder of the sources */
export function digestOfFold(source: string): string {
  const files = globSync(['engine/**/*.ts', 'model/**/*.ts'], { cwd: source }).toSorted();
  return hash(
    'sha256',
    files.map((file) => `${file}\n${readFileSync(join(source, file), 'utf8')}`).join('\0'),
  );
}
