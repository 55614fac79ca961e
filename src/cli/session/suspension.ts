// Ctrl-Z and fg: the terminal is given back before the process stops, and taken again afterwards.
import type { Terminal } from '../terminal.ts';
import type { Interludes } from './interludes.ts';

/** Of an execution of our own. */
export const startedGoesOn = 'what has been started goes on, and nothing new begins before fg';
/** Of one that another process runs. */
export const othersGoOn = 'the execution goes on where it runs; fg shows it again';

/** While it is not disposed. What shows the execution, and what listens for keys, rest meanwhile as in any interlude. */
export function watchSuspension(
  interludes: Interludes,
  { writeError }: Pick<Terminal, 'writeError'>,
  what: string,
): Disposable {
  const suspend = (): void => {
    void interludes.run(async () => {
      writeError(`\nStopped: ${what}.\n`);
      process.removeListener('SIGTSTP', suspend);
      // Comes back after fg; at once where no shell could bring it back, for then the system does not stop it.
      process.kill(process.pid, 'SIGTSTP');
      process.on('SIGTSTP', suspend);
      await Promise.resolve();
    });
  };
  process.on('SIGTSTP', suspend);
  return { [Symbol.dispose]: () => void process.removeListener('SIGTSTP', suspend) };
}
