// The wrapper of hashicorp/setup-terraform and opentofu/setup-opentofu: what the program prints and its exit code become outputs
// of the step. A plan with changes (exit code 2 of -detailed-exitcode) does not fail the step.
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quoteForShell } from '../../../../lib/quote-for-shell.ts';
import type { JobRun } from '../../job-run.ts';

/** From now on the job's first program of that name. @param name `terraform` or `tofu` */
export async function wrapTerraform(job: JobRun, name: string, program: string): Promise<void> {
  const folder = join(job.folders.tools, `${name}-wrapper`, 'bin');
  await mkdir(job.folders.here(folder), { recursive: true });
  const file = job.folders.here(join(folder, name));
  await writeFile(file, wrapper(program, folder));
  await chmod(file, 0o755);
  job.paths = [folder, ...job.paths.filter((path) => path !== folder)];
}

/**
 * Programs of the job's PATH come before the one that is wrapped: they lead to the endpoint of this machine. Standard output
 * and standard error are shown as they come.
 */
function wrapper(program: string, own: string): string {
  const name = program.slice(program.lastIndexOf('/') + 1);
  return `#!/bin/sh
PATH=$(printf %s ":$PATH:" | sed ${quoteForShell(`s#:${own}:#:#`)})
PATH=\${PATH#:}
PATH=\${PATH%:}
export PATH
said=$(mktemp -d)
program=$(command -v ${name} || echo ${quoteForShell(program)})
{ { "$program" "$@"; echo $? >"$said/code"; } 2>&1 1>&3 3>&- | tee "$said/stderr" >&2; } 3>&1 | tee "$said/stdout"
code=$(cat "$said/code")
if [ -n "$GITHUB_OUTPUT" ]; then
  for key in stdout stderr; do
    mark=ghadelimiter_$(od -An -N8 -tx8 /dev/urandom | tr -d ' \\n')
    { echo "$key<<$mark"; cat "$said/$key"; echo; echo "$mark"; } >>"$GITHUB_OUTPUT"
  done
  echo "exitcode=$code" >>"$GITHUB_OUTPUT"
fi
rm -rf "$said"
[ "$code" = 2 ] && exit 0
exit "$code"
`;
}
