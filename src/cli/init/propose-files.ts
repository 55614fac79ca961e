// Files that are proposed: shown, and written when they are wanted. A file that is there already stays as it is.
import { chmodSync, lstatSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolders } from '../../lib/make-folders.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { Detected } from '../../starter/detected.ts';
import { accountId, type StarterFile } from '../../starter/shapes.ts';
import { askLine } from '../ask-line.ts';
import { span } from '../render/line.ts';
import { readDefinition } from '../session/definition-record.ts';
import { showProblems } from '../show-problems.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import type { InitOptions } from './init-options.ts';
import { writeLines, writeText } from '../write-lines.ts';

export interface Proposal {
  readonly path: string;
  readonly options: InitOptions;
  readonly terminal: Terminal;
  readonly detected?: Detected;
}

/** Shows, asks, writes, and checks what came of it. */
export async function proposeFiles(files: readonly StarterFile[], proposal: Proposal): Promise<ExitStatus> {
  const { path, options, terminal } = proposal;
  const kept = files.filter((file) => isThere(join(path, file.path)));
  const written = files.filter((file) => !kept.includes(file));
  if (options.json !== true) showPlan({ written, kept }, proposal);
  if (!(await isWanted(proposal))) return 1;
  for (const file of written) write(join(path, file.path), file);
  if (options.json === true) {
    const names = (list: readonly StarterFile[]) => list.map((file) => file.path);
    terminal.write(
      `${JSON.stringify({ detected: proposal.detected, written: names(written), kept: names(kept) })}\n`,
    );
    return 0;
  }
  return await reportResult(written, proposal);
}

/** Also a link that leads nowhere. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function showPlan(
  { written, kept }: { readonly written: readonly StarterFile[]; readonly kept: readonly StarterFile[] },
  { terminal, detected }: Proposal,
): void {
  if (detected !== undefined) {
    const { title, evidence, notes = [] } = detected;
    writeLines(terminal, [
      [span('This is '), span(title, 'bold'), span(`  found by ${evidence.join(', ')}`, 'dim')],
      ...notes.map((note) => [span(`  note: ${note}`, 'yellow')]),
    ]);
  }
  writeLines(terminal, [
    ...written.map(({ path }) => [span('  + ', 'green'), span(path)]),
    ...kept.map(({ path }) => [
      span('  = ', 'dim'),
      span(path),
      span('  is there already and stays as it is', 'dim'),
    ]),
  ]);
}

async function isWanted({ options, terminal }: Proposal): Promise<boolean> {
  if (options.yes === true) return true;
  if (!process.stdin.isTTY || !terminal.isScreen || options.json === true)
    throw new ProblemError([
      problem({
        code: 'CallInvalid',
        whose: 'call',
        message: 'Nothing was written: without a terminal there is no one to ask',
        remedy: `Write it: ${terminal.hints.again('--yes')}`,
      }),
    ]);
  const answer = await askLine('Write these files? [Y/n] ', terminal, 'Nothing was written.');
  return /^(y|yes|)$/i.test(answer.trim());
}

function write(path: string, { text, isExecutable }: StarterFile): void {
  makeFolders(dirname(path));
  // Only where there is nothing: another program may have made it meanwhile.
  writeFileSync(path, text, { flag: 'wx' });
  if (isExecutable === true) chmodSync(path, 0o755);
}

async function reportResult(
  written: readonly StarterFile[],
  { path, terminal }: Proposal,
): Promise<ExitStatus> {
  const { ready, problems, loaded } = await readDefinition(path, { cwd: terminal.cwd });
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (ready === undefined) {
    showProblems(errors, { terminal, sources: loaded.sources });
    return 2;
  }
  terminal.write(`\nNext: ${terminal.hints.run(path)}\n`);
  writeText(
    terminal,
    `In VS Code: ${terminal.hints.command(['schema', '--vscode'])} completes and checks these files.\n`,
  );
  if (written.some(({ text }) => text.includes(accountId)))
    writeText(
      terminal,
      `On AWS: replace the account ${accountId}, the connection and the roles in these files by yours.\n`,
    );
  return 0;
}
