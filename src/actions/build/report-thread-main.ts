// The thread's side of report-thread: a file to read comes in, what is in it goes back.
import { parentPort } from 'node:worker_threads';
import { readReportFile, type ReportFileRead, type ReportJob } from './read-report-file.ts';
import type { ThreadMessage } from './report-thread.ts';

parentPort?.on('message', (job: ReportJob) => {
  for (const message of messagesOf(readReportFile(job))) {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    parentPort?.postMessage(message);
  }
});

const sliceLength = 100;

function messagesOf(read: ReportFileRead): readonly ThreadMessage[] {
  const { content } = read;
  if (content?.type !== 'TEST') return [{ type: 'read', read }];
  const messages: ThreadMessage[] = [];
  for (let at = 0; at < content.testCases.length; at += sliceLength)
    messages.push({ type: 'cases', testCases: content.testCases.slice(at, at + sliceLength) });
  return [...messages, { type: 'read', read: { ...read, content: { ...content, testCases: [] } } }];
}
