// Logs as files: `<execution>/<action execution>.log` with its index next to it.
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LogStore } from './log-store.ts';
import { readLog } from './log-reader.ts';
import { privateFolder } from './private-files.ts';
import { FileLogWriter } from './log-writer.ts';

/** @param folder absolute path; made with the first log */
export function openLogStore(folder: string): LogStore {
  const path = (executionId: string, actionExecutionId: string): string =>
    join(folder, fileName(executionId), `${fileName(actionExecutionId)}.log`);
  return {
    path,
    open: async (executionId, actionExecutionId) => {
      const file = path(executionId, actionExecutionId);
      await mkdir(dirname(file), { recursive: true, mode: privateFolder });
      return new FileLogWriter(file, `${file}.index`);
    },
    read: (executionId, actionExecutionId, fromLine = 0) => {
      const file = path(executionId, actionExecutionId);
      return readLog(file, `${file}.index`, fromLine);
    },
  };
}

/** Ids are our own, yet they also come from command lines: none may leave the folder. */
function fileName(id: string): string {
  return encodeURIComponent(id).replace(/^\.+/, (dots) => '%2E'.repeat(dots.length));
}
