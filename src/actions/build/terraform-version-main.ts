// Another version of Terraform or OpenTofu than a build asks for. Called as `terraform-version-main NAME REAL` before the
// program's `init`: builds that install a version ask by a variable which one, and take the machine's when there is one.
import { spawnSync } from 'node:child_process';
import { isVersion, wantedVersion } from './terraform-version.ts';
import { noteNotExecuted } from './shims/tool-notes.ts';

const [name = 'terraform', real = ''] = process.argv.slice(2);
const wanted = wantedVersion(name, process.env);
const { stdout } = spawnSync(real, ['version', '-json'], { encoding: 'utf8' });
const found = /"terraform_version":\s*"([^"]+)"/.exec(stdout ?? '')?.[1];
if (wanted !== undefined && found !== undefined && !isVersion(found, wanted.version))
  noteNotExecuted(name, {
    what: `${name} ${wanted.version}, which ${wanted.variable} asks for`,
    reason: `the program on PATH is ${found}`,
  });
