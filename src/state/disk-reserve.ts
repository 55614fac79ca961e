// Room in the state folder that is given up when the disk is full, so that what has failed because of that can still be
// recorded. The owner of the folder takes it again once there is room.
import { randomFillSync } from 'node:crypto';
import { closeSync, openSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isDiskFull } from '../lib/system-problem.ts';
import { diskRoom, isFull, type DiskRoom } from './disk-room.ts';
import { privateFile } from './private-files.ts';

/** The ends of some dozen actions. */
const reserveBytes = 1024 * 1024;
const checkEveryMs = 1000;

/** Does the work; a disk that is full gives up the reserve, and the work is tried once more. */
export function withReserve<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isDiskFull(error) || !giveUpReserve(folder)) throw error;
    return work();
  }
}

/** Keeps a reserve until it is disposed; the file stays for the next owner. */
export function keepReserve(folder: string): Disposable {
  takeReserve(folder);
  const timer = setInterval(() => takeReserve(folder), checkEveryMs).unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** Undefined while there is room for what has to be recorded, and as much again. */
export function fullDisk(folder: string): DiskRoom | undefined {
  const room = diskRoom(folder);
  if (room === undefined || (hasReserve(folder) && !isFull(folder))) return undefined;
  return isFull(folder) || !hasRoomForReserve(room) ? room : undefined;
}

/** A folder that never had one has not given it up. */
function hasReserve(folder: string): boolean {
  const size = sizeOf(folder);
  return size === undefined || size === reserveBytes;
}

function hasRoomForReserve({ freeBytes, freeFiles }: DiskRoom): boolean {
  return freeBytes >= 2 * reserveBytes && freeFiles !== 0;
}

function reserveFile(folder: string): string {
  return join(folder, 'reserve');
}

function sizeOf(folder: string): number | undefined {
  return statSync(reserveFile(folder), { throwIfNoEntry: false })?.size;
}

/** The empty file stays: it says that the reserve was given up. */
function giveUpReserve(folder: string): boolean {
  if ((sizeOf(folder) ?? 0) === 0) return false;
  truncateSync(reserveFile(folder), 0);
  return true;
}

/**
 * Only where as much is free besides: a reserve that takes the last room would be given up at once. Where it cannot be
 * made there is none; what then cannot be written names the reason.
 */
function takeReserve(folder: string): void {
  if (sizeOf(folder) === reserveBytes) return;
  const room = diskRoom(folder);
  if (room === undefined || !hasRoomForReserve(room)) return;
  const file = reserveFile(folder);
  try {
    fill(file);
    if (sizeOf(folder) !== reserveBytes) truncateSync(file, 0);
  } catch {
    if (sizeOf(folder) !== undefined) truncateSync(file, 0);
  }
}

function fill(file: string): void {
  const handle = openSync(file, 'w', privateFile);
  try {
    // Not zeros: some file systems store none.
    writeSync(handle, randomFillSync(Buffer.allocUnsafe(reserveBytes)));
  } finally {
    closeSync(handle);
  }
}
