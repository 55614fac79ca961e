// Reports that nobody named: files that look like one (CodeBuild user guide, "Discover test reports automatically").
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { decodeReport } from '../../load/reports/decode-report.ts';
import { mayBeReport, recognisedBytes, recogniseReport } from '../../load/reports/recognise-report.ts';
import type { Build } from './build.ts';
import type { Prepared } from './download-source.ts';
import { listFiles, type ListedFile } from './list-files.ts';

export interface DiscoveredReport {
  readonly name: string;
  readonly fileFormat: string;
  readonly files: readonly ListedFile[];
}

const timeoutMs = 5000;
/** What the libraries of a build bring along says nothing about it. */
const passedOver = /(^|\/)(\.git|node_modules)$/;

/** By format. None when the buildspec names reports of its own or a variable forbids it. */
export async function discoverReports(
  { log, context }: Build,
  { buildspec, session, folders }: Prepared,
): Promise<readonly DiscoveredReport[]> {
  if (buildspec.reports.length > 0) return [];
  const variables = await session.read([
    'CODEBUILD_CONFIG_AUTO_DISCOVER',
    'CODEBUILD_CONFIG_AUTO_DISCOVER_DIR',
  ]);
  if (variables['CODEBUILD_CONFIG_AUTO_DISCOVER']?.toLowerCase() === 'false') return [];
  log.line('Set report auto-discover timeout to 5 seconds');
  const startedAt = context.now();
  const base = resolve(folders.source(0), variables['CODEBUILD_CONFIG_AUTO_DISCOVER_DIR'] ?? '.');
  const found = await findReports(base, () => context.now() - startedAt > timeoutMs);
  if (found.size === 0) log.line('No matching auto-discover report paths found');
  const seconds = ((context.now() - startedAt) / 1000).toFixed(6);
  log.line(`Report auto-discover file discovery took ${seconds} seconds`);
  return [...found].map(([fileFormat, files]) => ({
    name: `${fileFormat}-AutoDiscovered`,
    fileFormat,
    files,
  }));
}

async function findReports(
  base: string,
  isOver: () => boolean,
): Promise<ReadonlyMap<string, readonly ListedFile[]>> {
  const found = new Map<string, ListedFile[]>();
  const mayHold = (folder: string): boolean => !isOver() && !passedOver.test(folder);
  const listed = await listFiles(base, { mayHold, keepsLinks: true }).catch(() => []);
  for (const file of listed) {
    if (isOver()) break;
    if (!mayBeReport(file.path)) continue;
    const format = recogniseReport(file.path, await beginningOf(file.from));
    if (format !== undefined) found.set(format, [...(found.get(format) ?? []), file]);
  }
  return found;
}

async function beginningOf(path: string): Promise<string> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(recognisedBytes), 0, recognisedBytes, 0);
  return decodeReport(buffer.subarray(0, bytesRead));
}
