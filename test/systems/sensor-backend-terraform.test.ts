// What Terraform plans of the sensor backend with and without its warehouse, and the archive of its function.
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
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

/** What it prints until it ends, both streams. */
async function outputOf(
  child: ChildProcessWithoutNullStreams,
): Promise<{ readonly text: string; readonly status: unknown }> {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => (text += part));
  const [status] = (await once(child, 'close')) as readonly unknown[];
  return { text, status };
}

/** Resolves when it has printed the words. */
async function printed({ stdout }: ChildProcessWithoutNullStreams, words: string): Promise<void> {
  let text = '';
  const { promise, resolve } = Promise.withResolvers<void>();
  stdout.on('data', (part: string) => {
    text += part;
    if (text.includes(words)) resolve();
  });
  stdout.once('close', resolve);
  await promise;
}

const listPlans =
  "aws s3api list-objects-v2 --bucket sensor-backend-tfstate --prefix plans/ --query 'Contents[].Key' --output text";

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

  // shows: S2-136
  test('is changed by a plan that someone has read: nothing before the approval, and no question without a change', async () => {
    await using app = copyExample();
    await inAccount(
      app,
      'scripts/setup-backend.sh sensor-backend-tfstate sensor-backend-tflock sensor-backend',
    );
    const reviewed = [
      'run',
      '.github/workflows/reviewed.yml',
      '--exit',
      '--input',
      'image=unused:1',
      '--input',
      'only=aws_sns_topic.alerts',
    ] as const;
    const topics = async () => await inAccount(app, 'aws sns list-topics --output text');
    const run = app.start(...reviewed);
    await run.line((line) => line.includes('# aws_sns_topic.alerts will be created'));
    await run.line((line) => line.includes('approve Jobs'));
    expect(await topics()).not.toContain('sensor-backend-alerts');
    const plans = async () => await inAccount(app, listPlans);
    expect(await plans()).toMatch(/^plans\/\S+\/function\.zip\tplans\/\S+\/tfplan$/m);
    expect((await app.run('approve', 'Jobs')).status).toBe(0);
    const { stdout, status } = await run.ended;
    expect(stdout).toContain('Resources: 1 added, 0 changed, 0 destroyed.');
    expect(status).toBe(0);
    expect(await topics()).toContain('sensor-backend-alerts');
    expect(await plans()).toBe('None\n');
    const unchanged = await app.run(...reviewed);
    expect(unchanged.stdout).toContain('Jobs › apply skipped');
    expect(unchanged.status).toBe(0);
    expect(await plans()).toBe('None\n');
  });

  // shows: S2-094, S2-141
  test('has one state for two people: who comes second is told who has the lock, and each state before is kept', async () => {
    await using app = copyExample();
    app.write('function.zip', 'not read by what is applied');
    const { stdout: variables } = await app.run('account', 'env');
    const inputs = 'export TF_VAR_image=unused:1 TF_VAR_database_url= TF_VAR_alert_email=a@example.com';
    const inFolder = (folder: string, script: string) =>
      spawn('sh', ['-euc', `${variables}\n${inputs}\ncd ${folder}\n${script}`], { cwd: app.folder });
    await inAccount(
      app,
      `scripts/setup-backend.sh sensor-backend-tfstate sensor-backend-tflock sensor-backend
(cd terraform && terraform init -input=false -no-color)
cp -R terraform of-bob`,
    );
    const apply = 'terraform apply -no-color -lock-timeout=0s -target=aws_sns_topic.alerts';
    const ann = inFolder('terraform', apply);
    const annEnded = outputOf(ann);
    // She has planned, has the lock, and thinks.
    await printed(ann, 'Enter a value:');
    const refused = await outputOf(inFolder('of-bob', `${apply} -auto-approve -input=false`));
    expect(refused.text).toContain('Error acquiring the state lock');
    expect(refused.text).toMatch(/Who: +\S+@/);
    expect(refused.status).toBe(1);
    ann.stdin.end('yes\n');
    expect(await annEnded).toMatchObject({ status: 0 });
    const bob = inFolder(
      'of-bob',
      `terraform state list
terraform apply -no-color -auto-approve -input=false -target=aws_dynamodb_table.metadata`,
    );
    const followed = await outputOf(bob);
    expect(followed.text).toContain('aws_sns_topic.alerts\n');
    expect(followed.text).toContain('Resources: 1 added, 0 changed, 0 destroyed.');
    const versions = JSON.parse(
      await inAccount(
        app,
        'aws s3api list-object-versions --bucket sensor-backend-tfstate --prefix prod/terraform.tfstate',
      ),
    ) as { readonly Versions: readonly { readonly VersionId: string; readonly IsLatest: boolean }[] };
    const before = versions.Versions.find(({ IsLatest }) => !IsLatest);
    await inAccount(
      app,
      `aws s3api get-object --bucket sensor-backend-tfstate --key prod/terraform.tfstate --version-id '${before?.VersionId}' before.json`,
    );
    const state = readFileSync(join(app.folder, 'before.json'), 'utf8');
    expect(state).toContain('"alerts"');
    expect(state).not.toContain('"aws_dynamodb_table"');
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
