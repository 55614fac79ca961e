// Processes of functions that the endpoint has started: they end with it, and what they have started is found by its mark.
import { createHash } from 'node:crypto';
import { endMarked } from '../../process/end-marked.ts';
import { processesByMark } from '../../process/marked-processes.ts';
import { removeMemoryGroups } from '../../process/memory-group.ts';

/** What the marks of all functions of a state folder begin with, and no others. @param stateFolder absolute */
export function functionMarkBegin(stateFolder: string): string {
  return `slipway-lambda-${createHash('sha256').update(stateFolder).digest('hex').slice(0, 12)}-`;
}

/** Those whose endpoint was killed. Resolves when none is left. @param stateFolder absolute */
export async function endFunctionProcesses(stateFolder: string): Promise<void> {
  const begin = functionMarkBegin(stateFolder);
  const marks = [...(await processesByMark()).keys()].filter((mark) => mark.startsWith(begin));
  await Promise.all(marks.map(async (mark) => endMarked(mark)));
  await removeMemoryGroups(begin);
}
