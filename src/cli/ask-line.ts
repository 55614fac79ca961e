// A question on the terminal, answered by a line.
import { createInterface } from 'node:readline/promises';
import type { Terminal } from './terminal.ts';

/** Empty when the input ends, and when Ctrl-C is pressed the program ends as by that signal. */
export async function askLine(question: string, { write }: Pick<Terminal, 'write'>): Promise<string> {
  const typing = createInterface({ input: process.stdin, output: process.stdout, terminal: true });
  const interrupted = Promise.withResolvers<string>();
  typing.on('SIGINT', () => {
    typing.close();
    write('\n');
    process.exit(130);
  });
  typing.on('close', () => interrupted.resolve(''));
  try {
    return await Promise.race([typing.question(question), interrupted.promise]);
  } finally {
    typing.close();
  }
}
