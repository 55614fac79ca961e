// A value that must not be seen: read from a pipe, or typed on a terminal that does not show it.
import { text } from 'node:stream/consumers';
import { Writable } from 'node:stream';
import { readLine } from '../ask-line.ts';
import type { Terminal } from '../terminal.ts';

/** A pipe is read to its end, and the line feed that `echo` and editors add is no part of the value. */
export async function readSecretValue(question: string, { writeError }: Terminal): Promise<string> {
  const { stdin } = process;
  if (!stdin.isTTY) return (await text(stdin)).replace(/\r?\n$/, '');
  writeError(`${question} (not shown): `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const typed = await readLine('', undefined, silent);
  writeError('\n');
  if (typed === 'interrupted') {
    writeError('Nothing was set.\n');
    process.exit(130);
  }
  return typed === 'ended' ? '' : typed.text;
}
