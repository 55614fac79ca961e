// What the endpoint does before it can answer a call for the first time, for those who wait for the call.
import { readFileSync } from 'node:fs';
import { preparationFile } from './moto-folder.ts';

const lookEveryMs = 200;

/**
 * Until it is disposed of. It keeps no process alive.
 * @param onLine is given each line once, as it is seen: quick ones may be missed
 */
export function watchPreparation(stateFolder: string, onLine: (line: string) => void): Disposable {
  const file = preparationFile(stateFolder);
  let last: string | undefined;
  const timer = setInterval(() => {
    const line = textOf(file);
    if (line !== undefined && line !== last) onLine(line);
    last = line;
  }, lookEveryMs);
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** Undefined when nothing is prepared. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
