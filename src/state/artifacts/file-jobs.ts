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

/** A job for each of many things. What is known of one is made when its job begins, and dropped when it is taken. */
export interface FileWork<Item, Taken> {
  readonly items: readonly Item[];
  readonly jobOf: (item: Item) => FileJob;
  /** In any order. */
  readonly take: (result: FileResult, item: Item) => Taken;
}

/** What was taken of each, in their order. Throws what `take` throws, once no thread works any more. */
export async function runFileJobs<Item, Taken>(
  blobs: string,
  work: FileWork<Item, Taken>,
): Promise<readonly Taken[]> {
  const taken: Taken[] = Array.from({ length: work.items.length });
  const done: Done = (position, result) => {
    taken[position] = work.take(result, work.items[position] as Item);
  };
  const makeBatch = batchesOf(work);
  const first = Array.from({ length: mostThreads }, makeBatch).filter((batch) => batch !== undefined);
  const nextBatch = (): Batch | undefined => first.shift() ?? makeBatch();
  const threads = Math.min(availableParallelism(), first.length);
  if (first.length < leastBatches || threads < 2) await runHere(blobs, nextBatch, done);
  else await runInThreads(blobs, { nextBatch, done, threads });
  return taken;
}

type Done = (position: number, result: FileResult) => void;

const mostThreads = 4;
/** Fewer are done before a thread has started. */
const leastBatches = 3;

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

interface Batch {
  /** The position of the first. */
  readonly from: number;
  readonly jobs: readonly FileJob[];
}

/** The next batch at each call, until there is none. */
function batchesOf<Item>({ items, jobOf }: FileWork<Item, unknown>): () => Batch | undefined {
  let position = 0;
  return () => {
    const from = position;
    const jobs: FileJob[] = [];
    let sizeBytes = 0;
    for (const item of items.slice(from, from + BATCH_FILES)) {
      const job = jobOf(item);
      if (jobs.length > 0 && sizeBytes + job.sizeBytes > BATCH_BYTES) break;
      jobs.push(job);
      sizeBytes += job.sizeBytes;
    }
    position += jobs.length;
    return jobs.length === 0 ? undefined : { from, jobs };
  };
}

/** The event loop turns between batches. */
async function runHere(blobs: string, nextBatch: () => Batch | undefined, done: Done): Promise<void> {
  for (let batch = nextBatch(); batch !== undefined; batch = nextBatch()) {
    if (batch.from > 0) await turn();
    for (const [at, job] of batch.jobs.entries()) done(batch.from + at, runFileJob(blobs, job));
  }
}

/** When one of them fails, the others end their batches and begin no other. */
async function runInThreads(
  blobs: string,
  { nextBatch, done, threads }: { nextBatch: () => Batch | undefined; done: Done; threads: number },
): Promise<void> {
  const failures: unknown[] = [];
  const work = async (): Promise<void> => {
    const worker = takeWorker(blobs);
    try {
      for (let batch = nextBatch(); batch !== undefined && failures.length === 0; batch = nextBatch()) {
        const results = await ask(worker, batch.jobs);
        for (const [at, result] of results.entries()) done(batch.from + at, result);
      }
    } catch (error) {
      failures.push(error);
      await worker.terminate();
      return;
    }
    keepWorker(blobs, worker);
  };
  await Promise.all(Array.from({ length: threads }, work));
  if (failures.length > 0) throw failures[0];
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
