// Whether the file system of the state folder still takes what has to be recorded.
import { formatSize } from '../../lib/size.ts';
import { fullDisk } from '../../state/disk-reserve.ts';
import { diskRoom } from '../../state/disk-room.ts';
import type { Check } from './check.ts';

/** A build of a few packages takes as much. */
const littleBytes = 200_000_000;

export function checkDisk(path: string): Check {
  const room = diskRoom(path);
  if (room === undefined)
    return { name: 'disk', state: 'ok', detail: `the system does not say what is free at ${path}` };
  const files = room.freeFiles === 0 ? ', and no more files can be made' : '';
  const detail = `${formatSize(room.freeBytes)} are free at ${path}${files}`;
  if (fullDisk(path) !== undefined)
    return {
      name: 'disk',
      state: 'broken',
      detail: `full: ${detail}`,
      remedy:
        'Make room there (slipway cache clear frees the caches of builds). What runs goes on by itself then, and what has failed can be started again',
    };
  if (room.freeBytes < littleBytes)
    return { name: 'disk', state: 'limited', detail, remedy: 'Make room there before a build needs it' };
  return { name: 'disk', state: 'ok', detail };
}
