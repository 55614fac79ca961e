// What Terraform plans of the sensor backend with and without its warehouse, and the archive of its function.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commitAll } from '../rig/git.ts';
import { missingMoto } from '../rig/moto.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { whyNoAwsProvider } from '../rig/terraform.ts';

const example = join(import.meta.dirname, '..', '..', 'examples', 'sensor-backend');
const leftOut = /\/(\.slipway|\.terraform|__pycache__|\.pytest_cache)(\/|$)/;

async function whyNot(): Promise<string | undefined> {
  for (const [program, ...args] of [
    ['aws', '--version'],
    ['terraform', 'version'],
    ['zip', '--version'],
    ['jq', '--version'],
  ])
    if (spawnSync(program ?? '', args).status !== 0) return `${program} is not installed`;
  return (await missingMoto()) ?? (await whyNoAwsProvider());
}

const missing = await whyNot();
if (missing !== undefined) console.warn(`Terraform of the sensor backend is not tested: ${missing}`);

function copyExample(): Project {
  const app = makeProject();
  cpSync(example, app.folder, { recursive: true, filter: (path) => !leftOut.test(path) });
  commitAll(app.folder);
  return app;
}

/** As someone does it by hand, with AWS's API of this machine. */
async function inAccount(app: Project, script: string): Promise<string> {
  const { stdout: variables } = await app.run('account', 'env');
  const { status, stdout, stderr } = spawnSync('sh', ['-euc', `${variables}\n${script}`], {
    cwd: app.folder,
    encoding: 'utf8',
  });
  expect(stderr).not.toContain('Error');
  expect(status).toBe(0);
  return stdout;
}

interface Plan {
  readonly resource_changes: readonly {
    readonly address: string;
    readonly change: { readonly actions: readonly string[] };
  }[];
}

describe.skipIf(missing !== undefined)('the infrastructure of the sensor backend', () => {
  // shows: S2-043, S2-070
  test('is planned with the warehouse when it is enabled, and without it and all that belongs to it when not', async () => {
    await using app = copyExample();
    app.write('terraform/local_override.tf', 'terraform {\n  backend "local" {}\n}\n');
    app.write('function.zip', 'not read by a plan');
    await inAccount(
      app,
      'aws ecr create-repository --repository-name sensor-backend\ncd terraform\nterraform init -input=false -no-color',
    );
    const plan = async (enabled: boolean): Promise<readonly string[]> => {
      const text = await inAccount(
        app,
        `export TF_VAR_image=unused:1 TF_VAR_enable_redshift=${enabled} TF_VAR_database_url= TF_VAR_alert_email=a@example.com
cd terraform
terraform plan -input=false -no-color -out=plan >/dev/null
terraform show -json plan`,
      );
      const { resource_changes: changes } = JSON.parse(text) as Plan;
      return changes.filter(({ change }) => change.actions.includes('create')).map(({ address }) => address);
    };
    const [withIt, without] = [await plan(true), await plan(false)];
    expect(withIt).toContain('aws_redshift_cluster.warehouse[0]');
    expect(without.filter((address) => /redshift|warehouse/.test(address))).toEqual([]);
    expect(without).toEqual(withIt.filter((address) => !/redshift|warehouse/.test(address)));
  });

  // shows: S2-023
  test('is given an archive of the function that is the same for the same sources', async () => {
    await using app = copyExample();
    const archive = (name: string): string => {
      const { status } = spawnSync(join(app.folder, 'scripts', 'package-function.sh'), [name], {
        cwd: app.folder,
      });
      expect(status).toBe(0);
      return createHash('sha256')
        .update(readFileSync(join(app.folder, name)))
        .digest('hex');
    };
    const first = archive('first.zip');
    rmSync(join(app.folder, 'first.zip'));
    expect(archive('second.zip')).toBe(first);
    app.write('lambda/more.py', 'MORE = 1\n');
    expect(archive('third.zip')).not.toBe(first);
  });
});
