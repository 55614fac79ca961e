// The cache commands: what builds keep, and how to get rid of it.
import { counted } from '../../lib/counted.ts';
import { formatSize } from '../../lib/size.ts';
import { formatDuration } from '../../lib/duration.ts';
import type { CacheEntry } from '../../state/build-cache.ts';
import type { CommonOptions } from '../command.ts';
import { ownFolder } from '../session/wait-for-owner.ts';
import { existingStatePath, openForReading } from '../state-path.ts';
import { span } from '../render/line.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { writeLines } from '../write-lines.ts';
import { padColumns } from '../../lib/display-width.ts';

export interface CacheOptions extends CommonOptions {
  readonly project?: string;
}

export async function listCaches(options: CacheOptions, terminal: Terminal): Promise<ExitStatus> {
  await using state = await openForReading(options, terminal);
  const caches = state.caches.list().filter(isMeant(options));
  if (options.json === true) {
    terminal.write(`${JSON.stringify({ caches })}\n`);
    return 0;
  }
  if (caches.length === 0) terminal.write('Nothing is cached: "cache" of a buildspec says what to keep\n');
  const now = Date.now();
  writeLines(
    terminal,
    caches.map(({ namespace, key, files, sizeBytes, usedAt }) => [
      span(padColumns(namespace, 20), 'bold'),
      span(`  ${formatSize(sizeBytes).padStart(9)}  ${counted(files, 'file').padStart(13)}`),
      span(`  used ${formatDuration(now - usedAt)} ago`.padEnd(20), 'dim'),
      span(`  ${key}`, 'dim'),
    ]),
  );
  return 0;
}

export async function clearCaches(options: CacheOptions, terminal: Terminal): Promise<ExitStatus> {
  const path = existingStatePath(options, terminal);
  await using state = await ownFolder(path, terminal);
  const gone = await state.caches.remove(isMeant(options));
  const sizeBytes = gone.reduce((sum, each) => sum + each.sizeBytes, 0);
  terminal.write(
    options.json === true
      ? `${JSON.stringify({ removed: gone.length, sizeBytes })}\n`
      : `Removed ${counted(gone.length, 'cache')}, ${formatSize(sizeBytes)}\n`,
  );
  return 0;
}

function isMeant({ project }: CacheOptions): (entry: CacheEntry) => boolean {
  return ({ namespace }) => project === undefined || namespace === project;
}
