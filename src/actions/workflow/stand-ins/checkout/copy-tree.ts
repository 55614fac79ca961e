// The files of a tree in a folder of a job's own.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { removeTree } from '../../../../lib/remove-tree.ts';
import { runCommand } from '../../../../process/run-command.ts';
import { systemProgram } from '../../../../process/system-program.ts';
import type { JobRun } from '../../job-run.ts';

/**
 * Copies the folder that stands once for all jobs: opening each content of the store and checking it takes ten times as long.
 * @param folder absolute path; what it holds already stays where the tree has nothing of that name
 */
export async function copyTree(job: JobRun, digest: string, folder: string): Promise<void> {
  const isEmpty = (await readdir(folder)).length === 0;
  if (isEmpty && process.platform === 'linux') {
    if (await isCopied(job, digest, folder)) return;
    job.context.signal.throwIfAborted();
    await emptyFolder(folder);
  }
  await job.context.state.artifacts.extract(digest, folder);
}

/** False when the copy is not whole, for whatever reason. */
async function isCopied({ context, deadline }: JobRun, digest: string, folder: string): Promise<boolean> {
  using tree = await context.state.artifacts.checkOut(digest);
  const { exitCode } = await runCommand({
    file: systemProgram('cp'),
    args: ['-dR', '--preserve=mode', '--reflink=auto', '--', `${tree.folder}/.`, folder],
    cwd: '/',
    env: {},
    mark: context.actionExecutionId,
    signal: context.signal,
    timeoutMs: deadline - context.now(),
    endsOn: 'exit',
  });
  return exitCode === 0 && (await tree.intact) === undefined;
}

/** The folder stays: it is the working directory of the steps. */
export async function emptyFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await removeTree(join(folder, name));
}
