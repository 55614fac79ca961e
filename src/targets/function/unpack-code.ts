// The code of a function in a folder: the user's own, or a zip unpacked for one invocation.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readZip } from '../../lib/unzip.ts';

/** Throws a ProblemError (ZipRefused) for a bad zip. */
export async function unpackCode(zip: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const links: { readonly path: string; readonly target: string }[] = [];
  await readZip(zip, async ({ path, type, mode, read }) => {
    const to = join(folder, path);
    await mkdir(type === 'directory' ? to : dirname(to), { recursive: true });
    if (type === 'directory') return;
    const content = await Array.fromAsync(read());
    if (type === 'symlink') links.push({ path: to, target: Buffer.concat(content).toString('utf8') });
    else await writeFile(to, Buffer.concat(content), { mode });
  });
  // Links come last, so that nothing is written through one.
  for (const { path, target } of links) await symlink(target, path);
}
