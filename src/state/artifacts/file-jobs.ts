// Many files at once: here when they are few, in worker threads when they are many.
import { availableParallelism } from 'node:os';
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { unreachable } from '../../lib/unreachable.ts';
import { copyOut, DamagedBlob, storeFile, verifyBlob, type Copy, type StoredFile } from './blob.ts';
import { readStatusList, type FileStatus } from './status-list.ts';

export type FileJob =
  | { readonly type: 'store'; readonly file: string; readonly sizeBytes: number }
  | { readonly type: 'copyOut'; readonly copy: Copy; readonly sizeBytes: number }
  | { readonly type: 'verify'; readonly digest: string; readonly sizeBytes: number }
  | CompareJob;

/** Compares what lies below the root with a range of a list of statuses. */
export interface CompareJob {
  readonly type: 'compare';
  /** The list's file. */
  readonly list: string;
  readonly root: string;
  readonly from: number;
  readonly to: number;
  readonly sizeBytes: number;
}

export type FileResult =
  | { readonly type: 'stored'; readonly stored: StoredFile }
  | { readonly type: 'copied'; readonly status: FileStatus }
  | { readonly type: 'verified' }
  /** `changed`: the first path that is not as listed. */
  | { readonly type: 'compared'; readonly changed?: string }
  | { readonly type: 'damaged'; readonly digest: string; readonly message: string }
  | { readonly type: 'failed'; readonly message: string; readonly code?: string };

/** What to throw for a job that is not done; a full disk stays one. */
export function jobError(what: string, result: FileResult | undefined): Error {
  const { message, code } =
    result?.type === 'failed' ? result : { message: 'there is no answer', code: undefined };
  return Object.assign(new Error(`${what}: ${message}`), code === undefined ? {} : { code });
}

/** One result for each job, in their order. */
export async function runFileJobs(blobs: string, jobs: readonly FileJob[]): Promise<readonly FileResult[]> {
  const batches = batchesOf(jobs);
  const threads = Math.min(availableParallelism(), 4, batches.length);
  const isSmall = batches.length < 3 || threads < 2;
  return isSmall ? runHere(blobs, batches) : runInThreads(blobs, batches, threads);
}

export function runFileJob(blobs: string, job: FileJob): FileResult {
  try {
    return doJob(blobs, job);
  } catch (error) {
    if (error instanceof DamagedBlob)
      return { type: 'damaged', digest: error.digest, message: error.message };
    const { message, code } = error as NodeJS.ErrnoException;
    return code === undefined ? { type: 'failed', message } : { type: 'failed', message, code };
  }
}

function doJob(blobs: string, job: FileJob): FileResult {
  switch (job.type) {
    case 'store':
      return { type: 'stored', stored: storeFile(blobs, job.file) };
    case 'copyOut': {
      const { size, mtimeMs, ctimeMs, ino } = copyOut(blobs, job.copy);
      return { type: 'copied', status: { size, mtimeMs, ctimeMs, ino } };
    }
    case 'verify':
      verifyBlob(blobs, job.digest);
      return { type: 'verified' };
    case 'compare':
      return compare(job);
    default:
      return unreachable(job);
  }
}

function compare({ list, root, from, to }: CompareJob): FileResult {
  const statuses = readStatusList(list);
  if (statuses === undefined) return { type: 'failed', message: `"${list}" cannot be read` };
  const changed = statuses.changedIn(root, from, to);
  return changed === undefined ? { type: 'compared' } : { type: 'compared', changed };
}

const BATCH_FILES = 200;
const BATCH_BYTES = 8 * 1024 * 1024;

function batchesOf(jobs: readonly FileJob[]): readonly (readonly FileJob[])[] {
  const batches: FileJob[][] = [];
  let sizeBytes = Infinity;
  for (const job of jobs) {
    let batch = batches.at(-1);
    if (batch === undefined || batch.length === BATCH_FILES || sizeBytes + job.sizeBytes > BATCH_BYTES) {
      batch = [];
      batches.push(batch);
      sizeBytes = 0;
    }
    batch.push(job);
    sizeBytes += job.sizeBytes;
  }
  return batches;
}

/** The event loop turns between batches. */
async function runHere(
  blobs: string,
  batches: readonly (readonly FileJob[])[],
): Promise<readonly FileResult[]> {
  const results: FileResult[] = [];
  for (const batch of batches) {
    if (results.length > 0) await turn();
    for (const job of batch) results.push(runFileJob(blobs, job));
  }
  return results;
}

async function runInThreads(
  blobs: string,
  batches: readonly (readonly FileJob[])[],
  threads: number,
): Promise<readonly FileResult[]> {
  const results: (readonly FileResult[])[] = Array.from({ length: batches.length });
  const waiting = batches.entries();
  const work = async (): Promise<void> => {
    const worker = takeWorker(blobs);
    try {
      for (const [position, batch] of waiting) results[position] = await ask(worker, batch);
    } catch (error) {
      await worker.terminate();
      throw error;
    }
    keepWorker(blobs, worker);
  };
  await Promise.all(Array.from({ length: threads }, work));
  return results.flat();
}

/** Starting a thread costs as much as some hundred files: jobs that begin one after the other share them. */
const idle = new Map<string, Worker[]>();

const idleMs = 500;

function takeWorker(blobs: string): Worker {
  const kept = idle.get(blobs)?.pop();
  kept?.ref();
  return kept ?? new Worker(threadFile(), { workerData: blobs });
}

/** It keeps no process alive. */
function keepWorker(blobs: string, worker: Worker): void {
  worker.unref();
  const kept = idle.get(blobs) ?? [];
  idle.set(blobs, [...kept, worker]);
  setTimeout(() => {
    const left = idle.get(blobs) ?? [];
    if (!left.includes(worker)) return;
    idle.set(
      blobs,
      left.filter((each) => each !== worker),
    );
    void worker.terminate();
  }, idleMs).unref();
}

/** Compiled next to this file in a published package. */
function threadFile(): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`./file-jobs-thread.${extension}`, import.meta.url);
}

async function ask(worker: Worker, batch: readonly FileJob[]): Promise<readonly FileResult[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly FileResult[]>();
  worker.once('message', resolve).once('error', reject);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  worker.postMessage(batch);
  try {
    return await promise;
  } finally {
    worker.removeAllListeners('message').removeAllListeners('error');
  }
}
