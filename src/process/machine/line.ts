// The words of a command as a request of the fork server: one line of shell. Pure.
import { quoteForShell } from '../../lib/quote-for-shell.ts';
import { lineFeedVariable } from '../fork-server-script.ts';
import { systemProgram } from '../system-program.ts';
import type { MachineAccount } from './machine.ts';

/** The program and its arguments, exactly, whatever stands in them. */
export function lineOf(words: readonly string[], account?: MachineAccount): string {
  const as = account === undefined ? [] : asAccount(account);
  return [...as, ...words].map(quoteInLine).join(' ');
}

/** Without groups besides its own, as a service that was started for that user. */
function asAccount({ uid, gid }: MachineAccount): readonly string[] {
  return [systemProgram('setpriv'), `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--'];
}

/** A line feed would end the request, so it comes from a variable of the server's. */
function quoteInLine(text: string): string {
  return text.split('\n').map(quoteForShell).join(`"$${lineFeedVariable}"`);
}
