// The commands that CodeBuild's images bring along (CodeBuild user guide, "View a running build in Session Manager",
// "Cache key"): on PATH in every build.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const hashFiles = join(
  import.meta.dirname,
  `hash-files-main${import.meta.filename.endsWith('.ts') ? '.ts' : '.js'}`,
);

/** A build that nobody debugs does not stop at breakpoints, on AWS and here. */
export function writeBuildTools(folder: string): void {
  const nothing = '#!/bin/sh\nexit 0\n';
  const tools: Readonly<Record<string, string>> = {
    'codebuild-breakpoint': nothing,
    'codebuild-resume': nothing,
    'codebuild-hash-files': `#!/bin/sh\nexec '${process.execPath}' '${hashFiles}' "$@"\n`,
  };
  for (const [name, text] of Object.entries(tools)) writeFileSync(join(folder, name), text, { mode: 0o755 });
}
