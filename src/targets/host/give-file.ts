// Puts a revision where the host can read it.
import { copyFile, constants, link, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** As many as the agent keeps revisions (CodeDeploy agent, :max_revisions: 5). */
const KEPT_FILES = 5;

/**
 * Gives the path outside. A link where the file system can, so that a large revision costs nothing; what was given
 * longest ago is removed.
 */
export async function giveFile(file: string, name: string, givenFolder: string): Promise<string> {
  if (name === '' || name === '..' || name === '.' || /[/\\]/.test(name))
    throw new Error(`"${name}" is not the name of a file`);
  const place = join(givenFolder, name);
  await rm(place, { force: true });
  try {
    await link(file, place);
  } catch {
    await copyFile(file, place, constants.COPYFILE_FICLONE);
    const now = new Date();
    await utimes(place, now, now);
  }
  await prune(givenFolder, name);
  return place;
}

async function prune(folder: string, newest: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name !== newest);
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name))).ctimeMs })),
  );
  dated.sort((a, b) => b.at - a.at);
  for (const { name } of dated.slice(KEPT_FILES - 1)) await rm(join(folder, name), { force: true });
}
