// The DownloadBundle event: make room, fetch the revision, unpack it (CodeDeploy agent, command executor).
// Running it again begins anew and gives the same.
import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { runCommand } from '../../process/run-command.ts';
import type { AgentPaths } from './agent-paths.ts';
import { EventFailure } from './event-failure.ts';
import type { AgentEnvironment, LifecycleCommand } from './lifecycle-event.ts';
import { unpackZip } from './unpack-zip.ts';

const revisionsKept = 5;
const zipSignature = 'PK';

export interface Download {
  readonly paths: AgentPaths;
  readonly environment: AgentEnvironment;
  readonly bundle: LifecycleCommand['bundle'];
  readonly signal: AbortSignal;
}

export async function downloadBundle(download: Download): Promise<void> {
  const { paths, bundle } = download;
  await removeOldRevisions(paths);
  await mkdir(paths.deploymentFolder, { recursive: true });
  await copyFile(bundle.file, paths.bundle, constants.COPYFILE_FICLONE);
  await rm(paths.archive, { recursive: true, force: true });
  await mkdir(paths.archive, { recursive: true });
  if (await isZip(paths.bundle)) await unpackZip(paths.bundle, paths.archive);
  else await unpackTar(download);
  await stripLeadingFolder(paths.archive);
  await mkdir(paths.instructionsFolder, { recursive: true });
  await writeFile(paths.mostRecentInstall, paths.deploymentFolder);
}

/** Oldest first, until five are left with the one to come; the last that was installed always stays. */
async function removeOldRevisions(paths: AgentPaths): Promise<void> {
  const lastSuccessful = await readFile(paths.lastSuccessfulInstall, 'utf8').catch(() => '');
  const names = await readdir(paths.groupFolder).catch(() => []);
  const others = names
    .map((name) => join(paths.groupFolder, name))
    .filter((path) => path !== paths.deploymentFolder);
  const extra = others.length - revisionsKept + 1;
  if (extra <= 0) return;
  const dated = await Promise.all(others.map(async (path) => ({ path, at: (await stat(path)).mtimeMs })));
  const oldest = dated.sort((a, b) => a.at - b.at).map(({ path }) => path);
  const removable = oldest.filter((path) => path !== lastSuccessful.trim()).slice(0, extra);
  for (const path of removable) await rm(path, { recursive: true, force: true });
}

async function isZip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.toString('latin1') === zipSignature;
  } finally {
    await handle.close();
  }
}

/** Whatever is no zip is treated as a tar, as the agent does; tar itself finds out whether it is compressed. */
async function unpackTar({ paths, environment, signal }: Download): Promise<void> {
  const errors: Uint8Array[] = [];
  const result = await runCommand({
    file: 'tar',
    args: ['-xpsf', paths.bundle],
    cwd: paths.archive,
    env: environment.env,
    mark: environment.mark,
    signal,
    endsOn: 'exit',
    onOutput: (bytes, stream) => void (stream === 'stderr' && errors.push(bytes)),
  });
  if (result.exitCode === 0) return;
  const reason = result.startError ?? Buffer.concat(errors).toString('utf8').trim();
  throw new EventFailure(`The revision cannot be unpacked: ${reason} (${basename(paths.bundle)})`);
}

/** Bundles made by GitHub hold everything in one folder: it is left out when it holds the appspec. */
async function stripLeadingFolder(archive: string): Promise<void> {
  const [only, ...others] = await readdir(archive, { withFileTypes: true });
  if (only === undefined || others.length > 0 || !only.isDirectory()) return;
  const leading = join(archive, only.name);
  const inside = await readdir(leading, { withFileTypes: true });
  const hasAppSpec = inside.some((entry) => entry.isFile() && entry.name.toLowerCase().includes('appspec'));
  if (!hasAppSpec) return;
  const aside = join(dirname(archive), 'deployment-archive-temp');
  await rm(aside, { recursive: true, force: true });
  await rename(leading, aside);
  await rm(archive, { recursive: true, force: true });
  await rename(aside, archive);
}
