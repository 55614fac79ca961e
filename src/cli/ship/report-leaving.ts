// Ctrl-C while a stack changes: the command ends, and the operation goes on in the account.
import { watchInterruption } from '../session/interruption.ts';
import type { Terminal } from '../terminal.ts';

/** While it is not disposed. */
export function reportLeaving(
  stack: string,
  where: string,
  { writeError, hints }: Pick<Terminal, 'writeError' | 'hints'>,
): Disposable {
  const interruption = watchInterruption();
  interruption.signal.addEventListener('abort', () => {
    writeError(
      `\nThe operation of the stack ${stack} goes on in ${where}. To follow it to its end: ${hints.again()}\n`,
    );
    process.exit(interruption.status());
  });
  return interruption;
}
