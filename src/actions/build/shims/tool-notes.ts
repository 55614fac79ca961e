// What a program of ours in a build has to report, reported by the build: a line each in a file of the build's.
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Build } from '../build.ts';
import type { BuildFolders } from '../build-folders.ts';
import type { NotExecuted } from '../../../model/not-executed.ts';

/** Leads a program of ours in a build to the file. */
const variable = 'SLIPWAY_NOTES';

export function noteVariables(folders: BuildFolders): Readonly<Record<string, string>> {
  return { [variable]: fileIn(folders) };
}

function fileIn({ output }: BuildFolders): string {
  return join(output, 'notes');
}

/** Called in the build. Says it in the log at once, and leaves it for the build to record. */
export function noteNotExecuted(program: string, { what, reason }: NotExecuted): void {
  say(program, `not executed: ${what}: ${reason}`);
  const file = process.env[variable];
  if (file === undefined) return;
  try {
    appendFileSync(file, `${JSON.stringify({ what, reason } satisfies NotExecuted)}\n`);
  } catch {
    // A command may run as a user who must not write there; the log has the line.
  }
}

/** Separate from what the program itself prints: others read its standard output. */
export function say(program: string, line: string): void {
  process.stderr.write(`slipway ${program}: ${line}\n`);
}

/** Reports what was left since the last call. */
export function reportNotes({ context }: Build, folders: BuildFolders): void {
  const file = folders.here(fileIn(folders));
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return;
  }
  rmSync(file, { force: true });
  for (const line of new Set(text.split('\n')))
    if (line !== '') context.report({ kind: 'NotExecuted', ...(JSON.parse(line) as NotExecuted) });
}
