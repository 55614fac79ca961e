// How much a file system still takes.
import { statfsSync } from 'node:fs';

export interface DiskRoom {
  /** For this user. */
  readonly freeBytes: number;
  /** Undefined on file systems that do not count them. */
  readonly freeFiles?: number;
}

/** Undefined where the system does not say. */
export function diskRoom(folder: string): DiskRoom | undefined {
  try {
    const { bsize, bavail, bfree, files, ffree } = statfsSync(folder);
    // What is kept for the superuser is free for that user alone.
    const blocks = process.getuid?.() === 0 ? bfree : bavail;
    return { freeBytes: blocks * bsize, ...(files === 0 ? {} : { freeFiles: ffree }) };
  } catch {
    return undefined;
  }
}

/** A database takes a few pages for what is about to be written. */
const fewBytes = 64 * 1024;

/** Whether next to nothing can be written any more. */
export function isFull(folder: string): boolean {
  const room = diskRoom(folder);
  return room !== undefined && (room.freeBytes < fewBytes || room.freeFiles === 0);
}
