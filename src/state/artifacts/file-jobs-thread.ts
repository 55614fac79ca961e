// The thread's side of file-jobs: a batch comes in, its results go back.
import { parentPort, workerData } from 'node:worker_threads';
import { runFileJob, type FileJob } from './file-jobs.ts';

const blobs = workerData as string;
parentPort?.on('message', (batch: readonly FileJob[]) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(batch.map((job) => runFileJob(blobs, job)));
});
