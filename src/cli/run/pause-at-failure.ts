// A run that pauses where a command fails: a shell in its place, and then the question how to go on.
import type { FailedCommand, Pause, Resumption } from '../../actions/pause.ts';
import { interactiveShell } from '../../actions/interactive-shell.ts';
import { readLine } from '../ask-line.ts';
import { span, type Line } from '../render/line.ts';
import { aborted } from '../session/interruption.ts';
import type { Interludes } from '../session/interludes.ts';
import type { Terminal } from '../terminal.ts';
import { writeLines, writeText } from '../write-lines.ts';

/** Commands that fail at the same time wait for each other. */
export function pauseAtFailure(terminal: Terminal, interludes: Interludes): Pause {
  return async (failed, signal) =>
    await interludes.run(async (takeInterrupts) => {
      if (signal.aborted) return 'fail';
      writeLines(terminal, introduction(failed));
      for (;;) {
        takeInterrupts(true);
        await interactiveShell(failed.entry, signal).finally(() => takeInterrupts(false));
        // No user is asked any more when the shell has ended of that.
        if (signal.aborted) return 'fail';
        const choice = await choose(terminal, failed, signal);
        if (choice !== 'shell') return choice;
      }
    });
}

function introduction({ command, where, reason }: FailedCommand): readonly Line[] {
  return [
    [],
    [span('⏸ ', 'red'), span(`${where} is paused: `, 'bold'), span(command.trim())],
    [span(`  ${reason}`)],
    [
      span(
        '  A shell in its place, with its variables. exit leaves it, and asks how to go on: changed files stay, variables set in it do not.',
        'bold',
      ),
    ],
  ];
}

interface Choice {
  readonly key: string;
  readonly what: string;
  readonly means: Resumption | 'shell';
}

function choicesFor({ where, canBeginAgain }: FailedCommand): readonly Choice[] {
  return [
    { key: '', what: 'run it again', means: 'command' },
    ...(canBeginAgain
      ? [{ key: 'b', what: `run all of ${where} again, from its beginning`, means: 'beginning' } as const]
      : []),
    { key: 's', what: 'skip it: the result says that it was not executed', means: 'skip' },
    { key: 't', what: 'back to the shell', means: 'shell' },
    { key: 'f', what: 'leave it failed: what follows a failure follows', means: 'fail' },
  ];
}

/** Where no answer comes any more it is left failed. Ctrl-C is what it is everywhere: the whole run ends. */
async function choose(
  terminal: Terminal,
  failed: FailedCommand,
  signal: AbortSignal,
): Promise<Choice['means']> {
  const choices = choicesFor(failed);
  writeText(
    terminal,
    `\nHow to go on?\n${choices.map(({ key, what }) => `  ${(key || 'Enter').padEnd(6)} ${what}\n`).join('')}`,
  );
  for (;;) {
    const typed = await readLine('> ', signal);
    if (typed === 'interrupted') process.kill(process.pid, 'SIGINT');
    if (typed === 'interrupted') await aborted(signal);
    if (typeof typed === 'string') return 'fail';
    const key = typed.text.trim().toLowerCase();
    const chosen = choices.find((choice) => choice.key === key);
    if (chosen !== undefined) return chosen.means;
    terminal.write(
      `There is no "${key}": Enter, ${choices.flatMap((choice) => choice.key || []).join(', ')}\n`,
    );
  }
}
