// Terraform with the provider of AWS, as a user has it.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from './project.ts';
import { makeFolder } from './temporary-folder.ts';

/** Why the provider cannot be had, or undefined when it can. */
export async function whyNoAwsProvider(): Promise<string | undefined> {
  await using folder = await makeFolder();
  const provider = { source: 'hashicorp/aws', version: '~> 5.0' };
  const configuration = { terraform: { required_providers: { aws: provider } } };
  writeFileSync(join(folder.path, 'main.tf.json'), JSON.stringify(configuration));
  const { status, stderr } = spawnSync('terraform', ['init', '-backend=false', '-input=false'], {
    cwd: folder.path,
    env: { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null' },
  });
  return status === 0 ? undefined : `the AWS provider of Terraform cannot be had: ${stderr.toString()}`;
}

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  /** With what was written to standard error. */
  readonly text: string;
}

/** In the folder `tf` of the project, as a user calls it. */
export async function terraformIn(app: Project): Promise<(...args: readonly string[]) => Ended> {
  const { stdout } = await app.run('account', 'env', '--json', '--state', '.slipway');
  const { variables } = JSON.parse(stdout) as { readonly variables: Readonly<Record<string, string>> };
  return (...args) => {
    const cwd = join(app.folder, 'tf');
    const env = { ...process.env, ...variables, TF_CLI_CONFIG_FILE: '/dev/null' };
    const ended = spawnSync('terraform', args, { cwd, env, encoding: 'utf8' });
    return { status: ended.status, stdout: ended.stdout, text: `${ended.stdout}${ended.stderr}` };
  };
}
