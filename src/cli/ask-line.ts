// A question on the terminal, answered by a line.
import { createInterface } from 'node:readline/promises';
import type { Terminal } from './terminal.ts';

/** A line, or why there is none: the input has ended (Ctrl-D), Ctrl-C was pressed, or the signal has aborted. */
export type Typed = { readonly text: string } | 'ended' | 'interrupted';

/** @param output of what is typed: nothing that is secret goes to a terminal */
export async function readLine(
  question: string,
  signal?: AbortSignal,
  output: NodeJS.WritableStream = process.stdout,
): Promise<Typed> {
  const typing = createInterface({ input: process.stdin, output, terminal: true });
  const without = Promise.withResolvers<Typed>();
  const end = (): void => without.resolve('ended');
  typing.on('SIGINT', () => without.resolve('interrupted'));
  typing.on('close', end);
  signal?.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([typing.question(question).then((text) => ({ text })), without.promise]);
  } finally {
    signal?.removeEventListener('abort', end);
    typing.close();
  }
}

/**
 * Empty when the input ends, and when Ctrl-C is pressed the program ends as by that signal.
 * @param left what is so then, in a sentence
 */
export async function askLine(
  question: string,
  { write }: Pick<Terminal, 'write'>,
  left: string,
): Promise<string> {
  const typed = await readLine(question);
  if (typed === 'interrupted') {
    write(`\n${left}\n`);
    process.exit(130);
  }
  return typed === 'ended' ? '' : typed.text;
}
