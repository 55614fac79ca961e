// Large reports, read in a thread of their own: a server that runs builds answers meanwhile.
import { Worker } from 'node:worker_threads';
import type { TestCase } from '../../model/report.ts';
import type { ReportFileRead, ReportJob } from './read-report-file.ts';

/** What the thread sends for a job: test cases in slices, so that none takes long to receive, and then the rest. */
export type ThreadMessage =
  | { readonly type: 'cases'; readonly testCases: readonly TestCase[] }
  | { readonly type: 'read'; readonly read: ReportFileRead };

/** Started with the first file; ends when it is disposed. One file at a time. */
export class ReportThread implements AsyncDisposable {
  #worker: Worker | undefined;

  /** A file that takes more memory than a thread may have is one that cannot be read. */
  async read(job: ReportJob): Promise<ReportFileRead> {
    this.#worker ??= new Worker(threadFile(), { resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb } });
    try {
      return await ask(this.#worker, job);
    } catch (error) {
      this.#worker = undefined;
      if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error;
      const wrong = `${job.path} takes more than ${maxMemoryMb} MB of memory to read`;
      return { messages: [`WARNING: ${wrong}`], wrong };
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker?.terminate();
  }
}

const maxMemoryMb = 2048;

async function ask(worker: Worker, job: ReportJob): Promise<ReportFileRead> {
  const { promise, resolve, reject } = Promise.withResolvers<ReportFileRead>();
  const testCases: TestCase[] = [];
  worker.on('message', (message: ThreadMessage) => {
    if (message.type === 'cases') testCases.push(...message.testCases);
    else resolve(withCases(message.read, testCases));
  });
  worker.once('error', reject);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  worker.postMessage(job);
  try {
    return await promise;
  } finally {
    worker.removeAllListeners('message').removeAllListeners('error');
  }
}

function withCases(read: ReportFileRead, testCases: readonly TestCase[]): ReportFileRead {
  return read.content?.type === 'TEST' ? { ...read, content: { ...read.content, testCases } } : read;
}

/** Compiled next to this file in a published package. */
function threadFile(): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`./report-thread-main.${extension}`, import.meta.url);
}
