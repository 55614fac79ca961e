// Terraform with the provider of AWS, as a user has it.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
