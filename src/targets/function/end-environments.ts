// Execution environments whose owner was killed: their processes end, with all that these have started.
import { endMarked } from '../../process/end-marked.ts';
import { processesByMark } from '../../process/marked-processes.ts';
import { removeMemoryGroups } from '../../process/memory-group.ts';

/** @param markBegin what the marks of the owner's environments begin with, and of no other's */
export async function endEnvironments(markBegin: string): Promise<void> {
  const marks = [...(await processesByMark()).keys()].filter((mark) => mark.startsWith(markBegin));
  await Promise.all(marks.map(async (mark) => endMarked(mark)));
  removeMemoryGroups(markBegin);
}
