// What the owner of a state folder writes when nothing can be recorded, and when that is over.
import type { Problem } from '../../lib/problem.ts';
import type { Terminal } from '../terminal.ts';

/** @param because undefined when everything that waited has been recorded */
export function writeStall(
  { writeError }: Pick<Terminal, 'writeError'>,
  because: Problem | undefined,
  pipelineName?: string,
): void {
  const whose = pipelineName === undefined ? '' : `${pipelineName}: `;
  writeError(
    because === undefined
      ? `\n${whose}There is room again: what waited is recorded, and the pipeline goes on.\n`
      : `\n${whose}${because.message}. Nothing is lost: the pipeline waits, and goes on as soon as there is room.\n`,
  );
}
