// Makes or takes up a site: its process is one of its own that outlives the caller.
import type { IsMeant } from '../target-kind.ts';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { currentUser } from '../../lib/current-user.ts';
import { defined } from '../../lib/defined.ts';
import { removeTree } from '../../lib/remove-tree.ts';
import { callDaemon, DaemonLost } from '../daemon/call-daemon.ts';
import { ensureDaemon } from '../daemon/ensure-daemon.ts';
import { daemonProgram, programVersion } from '../daemon/program-version.ts';
import { processFolder, makeSocketsFolder, type ProcessFolder } from '../daemon/process-folder.ts';
import {
  decodedName,
  encodedName,
  findRecords,
  hasFields,
  isListOf,
  readable,
  writeRecord,
  type FoundRecord,
  type RecordKind,
} from '../daemon/record-file.ts';
import { endDaemon } from '../daemon/end-daemon.ts';
import { compileCacheFolder } from '../../process/compile-cache.ts';
import { contentTypeOf } from './content-type.ts';
import type { SiteConfiguration, SiteDescription, SiteRequest, StoredObject } from './protocol.ts';
import { blobFile } from './site-store.ts';

export interface SiteOptions extends SiteConfiguration {
  /** Absolute path: `targets/` of the state folder. */
  readonly targetsFolder: string;
  readonly signal: AbortSignal;
}

/** Next to fleets, under a name that no fleet can have: theirs are encoded. */
const sitesFolder = '@sites';

export interface OpenSite {
  readonly description: SiteDescription;
  /** Puts every file of the folder there at once, under the prefix. The same id again changes nothing. */
  readonly put: (upload: Upload) => Promise<number>;
  readonly describe: () => Promise<SiteDescription>;
}

interface Upload {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly folder: string;
  /** Empty, or what stands before each key, with its slash. */
  readonly prefix: string;
  readonly cacheControl?: string;
}

export async function openSite({ targetsFolder, signal, ...configuration }: SiteOptions): Promise<OpenSite> {
  const { bucket } = configuration;
  const folder = siteFolder(targetsFolder, bucket.name);
  await Promise.all([
    mkdir(join(folder.path, 'blobs'), { recursive: true }),
    makeSocketsFolder(folder.sockets),
  ]);
  await writeRecord(recordFile(folder), configuration satisfies SiteConfiguration);
  await ensureDaemon(
    {
      name: `the site of ${bucket.name}`,
      socketFile: siteSocket(folder),
      version: programVersion(),
      log: folder.log,
      record: folder.record,
      command: async () =>
        await Promise.resolve({
          file: process.execPath,
          args: [daemonProgram('targets/site/site-main'), folder.sockets, folder.record, folder.path],
          env: {
            PATH: process.env['PATH'] ?? '',
            HOME: currentUser().homedir,
            NODE_COMPILE_CACHE: compileCacheFolder(),
          },
        }),
    },
    signal,
  );
  const ask = async (request: SiteRequest): Promise<unknown> => callDaemon(siteSocket(folder), request);
  const description = (await ask({ type: 'configure', ...configuration })) as SiteDescription;
  return {
    description,
    put: async (upload) => {
      const objects = await storeFiles(folder, upload);
      await ask({ type: 'put', id: upload.id, at: upload.at, objects });
      return Object.keys(objects).length;
    },
    describe: async () => (await ask({ type: 'describe' })) as SiteDescription,
  };
}

/** The contents first, each complete before it has its name; what names them comes after. */
async function storeFiles(
  site: ProcessFolder,
  { folder, prefix, cacheControl, at }: Upload,
): Promise<Readonly<Record<string, StoredObject>>> {
  const objects: Record<string, StoredObject> = {};
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const key = `${prefix}${relative(folder, file).split(sep).join('/')}`;
    objects[key] = {
      ...(await storeFile(site, file)),
      contentType: contentTypeOf(key),
      lastModified: at,
      ...defined({ cacheControl }),
    };
  }
  return objects;
}

async function storeFile(
  site: ProcessFolder,
  file: string,
): Promise<Pick<StoredObject, 'blob' | 'size' | 'eTag'>> {
  const content = await readFile(file);
  const blob = createHash('sha256').update(content).digest('hex');
  const target = blobFile(site.path, blob);
  await mkdir(dirname(target), { recursive: true });
  const fresh = `${target}.${process.pid}.new`;
  await copyFile(file, fresh);
  await rename(fresh, target);
  return { blob, size: content.length, eTag: `"${createHash('md5').update(content).digest('hex')}"` };
}

/** False when there is no such distribution here, or its site does not run. */
export async function invalidateSite(
  targetsFolder: string,
  distribution: string,
  paths: readonly string[],
): Promise<boolean> {
  for (const { bucket, distributions } of await listSites(targetsFolder)) {
    if (!distributions.some(({ name }) => name === distribution)) continue;
    const request: SiteRequest = { type: 'invalidate', distribution, paths };
    try {
      await callDaemon(siteSocket(siteFolder(targetsFolder, bucket.name)), request);
    } catch (error) {
      // Edges that have ended keep nothing.
      if (!(error instanceof DaemonLost)) throw error;
    }
    return true;
  }
  return false;
}

const recordKind: RecordKind<SiteConfiguration> = {
  fileName: 'site.json',
  isRecord: (value): value is SiteConfiguration =>
    hasFields(value, { bucket: 'object', distributions: 'array', ports: 'object' }) &&
    hasFields((value as SiteConfiguration).bucket, { name: 'string' }) &&
    isListOf((value as SiteConfiguration).distributions, { name: 'string' }),
};

/** By the names of their buckets. */
export async function findSites(targetsFolder: string): Promise<readonly FoundRecord<SiteConfiguration>[]> {
  return await findRecords(join(targetsFolder, sitesFolder), recordKind);
}

export async function listSites(targetsFolder: string): Promise<readonly SiteConfiguration[]> {
  return readable(await findSites(targetsFolder));
}

/** How many were running. Files and ports stay. */
export async function closeSites(targetsFolder: string, isMeant: IsMeant = () => true): Promise<number> {
  const sites = await findSites(targetsFolder);
  const names = sites.map(({ folderName }) => decodedName(folderName)).filter(isMeant);
  const ended = await Promise.all(names.map(async (name) => endDaemon(siteFolder(targetsFolder, name))));
  return ended.filter(Boolean).length;
}

/** Ends it and removes its files. Nothing happens where there is none. */
export async function removeSite(targetsFolder: string, bucket: string): Promise<void> {
  const folder = siteFolder(targetsFolder, bucket);
  if (!existsSync(folder.path)) return;
  await endDaemon(folder);
  await removeTree(folder.path);
}

export function siteFolder(targetsFolder: string, bucket: string): ProcessFolder {
  return processFolder(join(targetsFolder, sitesFolder, encodedName(bucket)));
}

function recordFile(folder: ProcessFolder): string {
  return join(folder.path, recordKind.fileName);
}

export function siteSocket(folder: ProcessFolder): string {
  return join(folder.sockets, 'site.sock');
}
