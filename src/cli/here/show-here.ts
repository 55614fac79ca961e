// `slipway` alone: what this folder holds and what can be done with it; on a terminal one of it is chosen.
import { span } from '../render/line.ts';
import { askLine } from '../ask-line.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { sharedFolder } from '../init/own-folder.ts';
import { tasksOf, type Task } from './tasks.ts';
import { displayWidth, padColumns } from '../../lib/display-width.ts';
import { writeLines, writeText } from '../write-lines.ts';

/** @param run runs the command of these words */
export async function showHere(
  terminal: Terminal,
  run: (words: readonly string[]) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const tasks = await tasksOf(terminal.cwd);
  const shown = tasks.length > 0 ? tasks : beginnings;
  const isAsked = terminal.isScreen && process.stdin.isTTY;
  showTasks(shown, { terminal, isNumbered: isAsked, isEmpty: tasks.length === 0 });
  if (!isAsked) return 0;
  const numbers = shown.length === 1 ? 'Run it? [1' : `Run which of them? [1 to ${shown.length}`;
  const answer = (await askLine(`${numbers}, Enter for none] `, terminal, 'Nothing was run.')).trim();
  if (answer === '') return 0;
  const task = shown[Number(answer) - 1];
  if (task === undefined) {
    terminal.writeError(`There is no "${answer}" in this list: nothing was run.\n`);
    return 2;
  }
  terminal.write(`\n${terminal.hints.command(task.words)}\n`);
  return await run(task.words);
}

/** For a folder with nothing that is known. */
const beginnings: readonly Task[] = [
  { found: 'templates', what: 'small systems to begin with', words: ['init', '--template', 'list'] },
  { found: 'this machine', what: 'whether it has what pipelines need', words: ['doctor'] },
];

interface Shown {
  readonly terminal: Terminal;
  readonly isNumbered: boolean;
  readonly isEmpty: boolean;
}

function showTasks(tasks: readonly Task[], { terminal, isNumbered, isEmpty }: Shown): void {
  const { hints } = terminal;
  writeText(terminal, isEmpty ? `${nothingKnown(terminal.cwd)}\n\n` : 'In this folder:\n\n');
  const found = Math.max(...tasks.map((task) => displayWidth(task.found)));
  const what = Math.max(...tasks.map((task) => task.what.length));
  writeLines(
    terminal,
    tasks.map((task, index) => [
      span(isNumbered ? `  ${index + 1}  ` : '  '),
      span(padColumns(task.found, found), 'bold'),
      span(`  ${task.what.padEnd(what)}  `),
      span(hints.command(task.words), 'cyan'),
    ]),
  );
  const writes = tasks.some(({ words: [command] }) => command === 'init' && !isEmpty);
  if (writes)
    writeText(
      terminal,
      `\n${hints.command(['init'])} writes the files of a pipeline for it. It shows them first, and asks.`,
    );
  writeText(terminal, `\n${hints.command(['--help'])} lists every command.\n`);
}

function nothingKnown(folder: string): string {
  const shared = sharedFolder(folder);
  return shared === undefined
    ? 'Nothing in this folder is known: no pipeline, buildspec, workflow, template, image or package.'
    : `This is ${shared}, and a pipeline belongs to a folder of its own: go to that of a project.`;
}
