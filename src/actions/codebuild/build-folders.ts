// Where a build lives: CodeBuild's `/codebuild/output`, below the work folder of its action.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface BuildFolders {
  readonly output: string;
  /** Scripts of commands and what they hand on. */
  readonly tmp: string;
  /** On AWS always /root; here a folder of the build's own, so that builds neither read nor change the user's. */
  readonly home: string;
  /** Of the source with that number: 0 is the primary one. */
  readonly source: (number: number) => string;
}

/** Makes all folders anew and empty, also when an earlier try of the same build left something in them. */
export function makeBuildFolders(workFolder: string): BuildFolders {
  const output = join(workFolder, 'output');
  const folders = { output, tmp: join(output, 'tmp'), home: join(output, 'home') };
  rmSync(output, { recursive: true, force: true });
  for (const folder of [output, folders.home]) mkdirSync(folder);
  // Tools that leave out what a .gitignore names look upwards until a repository begins. Without this they would come to
  // the user's, which ignores the whole state folder.
  mkdirSync(join(output, '.git'));
  // The carried variables lie here, secrets among them.
  mkdirSync(folders.tmp, { mode: 0o700 });
  return { ...folders, source: (number) => join(output, `src${number}`, 'src') };
}
