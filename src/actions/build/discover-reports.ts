// Reports that the buildspec does not name: files that are recognised as one (CodeBuild user guide, "Discover test
// reports automatically").
import { lstat, open } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { decodeReport } from '../../load/reports/decode-report.ts';
import { mayBeReport, recognisedBytes, recogniseReport } from '../../load/reports/recognise-report.ts';
import type { Checkout } from '../../state/artifact-store.ts';
import type { Build } from './build.ts';
import { machineLayer } from '../../process/machine/skeleton.ts';
import { machineFolder } from './build-folders.ts';
import { sourceLayer } from './build-machine.ts';
import type { Prepared } from './prepare-shell.ts';
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
  prepared: Prepared,
): Promise<readonly DiscoveredReport[]> {
  const { buildspec, session, folders } = prepared;
  if (buildspec.reports.length > 0) return [];
  const variables = await session.read([
    'CODEBUILD_CONFIG_AUTO_DISCOVER',
    'CODEBUILD_CONFIG_AUTO_DISCOVER_DIR',
  ]);
  if (variables['CODEBUILD_CONFIG_AUTO_DISCOVER']?.toLowerCase() === 'false') return [];
  log.line('Set report auto-discover timeout to 5 seconds');
  const startedAt = context.now();
  const base = resolve(folders.source(0), variables['CODEBUILD_CONFIG_AUTO_DISCOVER_DIR'] ?? '.');
  const isOver = () => context.now() - startedAt > timeoutMs;
  const found = await recognise(await candidates(prepared, base, isOver), isOver);
  if (found.size === 0) log.line('No matching auto-discover report paths found');
  const seconds = ((context.now() - startedAt) / 1000).toFixed(6);
  log.line(`Report auto-discover file discovery took ${seconds} seconds`);
  return [...found].map(([fileFormat, files]) => ({
    name: `${fileFormat}-AutoDiscovered`,
    fileFormat,
    files,
  }));
}

/**
 * Files whose names are those of reports. What a build sees through a layer was not written by it, except what lies in the
 * layer: of the rest the list is known, and no folder needs to be read.
 */
async function candidates(
  prepared: Prepared,
  base: string,
  isOver: () => boolean,
): Promise<readonly ListedFile[]> {
  const { machine, folders, checkout } = prepared;
  const mayHold = (folder: string): boolean => !isOver() && !passedOver.test(folder);
  const list = async (folder: string): Promise<readonly ListedFile[]> => {
    const listed = await listFiles(folder, { mayHold, keepsLinks: true, root: machine.outside('/') }).catch(
      () => [],
    );
    return listed.filter(({ path }) => mayBeReport(path));
  };
  const source = folders.source(0);
  if (checkout === undefined || !isBelow(source, base)) return list(machine.outside(base));
  const layer = join(machineFolder(folders), machineLayer(sourceLayer(0)).upper, relative(source, base));
  const written = await listFiles(layer, { mayHold, keepsLinks: true }).catch(() => []);
  const paths = new Set(written.map(({ path }) => path));
  const sources = (await reportsIn(checkout))
    .map((path) => relative(base, join(source, path)))
    .filter((name) => !name.startsWith('..') && !/(^|\/)(\.git|node_modules)\//.test(name));
  for (const name of sources) paths.add(name);
  const files = [...paths]
    .filter(mayBeReport)
    .map((path) => ({ path, from: machine.outside(join(base, path)) }));
  const present = await Promise.all(files.map(async ({ from }) => isFile(from)));
  // A folder that was renamed is in the layer by its name alone, without what it holds.
  const isOneGone = files.some(({ path }, index) => !present[index] && sources.includes(path));
  if (isOneGone) return list(machine.outside(base));
  return files.filter((_, index) => present[index]);
}

const known = new Map<string, Promise<readonly string[]>>();

/** Reports that lie in the source already; read once for all builds that have it. */
async function reportsIn(checkout: Checkout): Promise<readonly string[]> {
  const before = known.get(checkout.folder);
  if (before !== undefined) return before;
  const files = checkout.paths(mayBeReport).map((path) => ({ path, from: join(checkout.folder, path) }));
  const found = recognise(files, () => false).then((byFormat) =>
    [...byFormat.values()].flat().map(({ path }) => path),
  );
  known.set(checkout.folder, found);
  return found;
}

function isBelow(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

async function isFile(path: string): Promise<boolean> {
  return lstat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

async function recognise(
  files: readonly ListedFile[],
  isOver: () => boolean,
): Promise<ReadonlyMap<string, readonly ListedFile[]>> {
  const found = new Map<string, ListedFile[]>();
  for (const file of files) {
    if (isOver()) break;
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
