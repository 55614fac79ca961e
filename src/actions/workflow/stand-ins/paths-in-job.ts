// Paths that inputs of actions name, and what lies there.
import { isAbsolute, join, normalize } from 'node:path';
import { readPlainFile } from '../../../lib/read-plain-file.ts';
import { realPathIn } from '../../../lib/real-path-in.ts';
import type { JobRun } from '../job-run.ts';

/** In the machine: relative ones are of the workspace, `~` is the home folder. */
export function absolutePath(written: string, { home, workspace }: JobRun['folders']): string {
  const expanded = written === '~' ? home : written.replace(/^~\//, `${home}/`);
  const path = normalize(isAbsolute(expanded) ? expanded : join(workspace, expanded));
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** Undefined when it is not there, and for what is no file. Links lead where they lead in the machine. */
export async function readInJob(job: JobRun, written: string): Promise<string | undefined> {
  const inside = absolutePath(written, job.folders);
  const path = await realPathIn(rootOfLinks(job, inside), job.machine.outside(inside));
  return path === undefined ? undefined : readPlainFile(path);
}

/** The tree in which links at this path of the machine lead somewhere: of a container only what is mounted is here. */
export function rootOfLinks({ machine, folders }: JobRun, inside: string): string {
  const mount = folders.mounts.find(({ path }) => `${inside}/`.startsWith(`${path}/`));
  return mount?.folder ?? machine.outside('/');
}
