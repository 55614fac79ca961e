// When the host names of what the account has are published: after the operations that change them, and on start.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hasPublished, publishHosts } from '../targets/endpoint/published-hosts.ts';
import type { Ground } from '../services/service.ts';

/** The operations after which there are others, by the service's name. */
const changing: Readonly<Record<string, RegExp>> = {
  apigateway: /^(?:Create|Import|Delete)RestApi$/,
  apigatewayv2: /^(?:Create|Import|Delete)Api$/,
  lambda: /^(?:Create|Delete)FunctionUrlConfig$|^DeleteFunction$/,
  // What asks for buckets makes the artifact buckets of pipelines.
  s3: /^(?:(?:Create|Delete|Head)Bucket|ListBuckets|GetBucketLocation|List(?:Objects(?:V2)?|ObjectVersions))$|^(?:Put|Delete)BucketWebsite$/,
};

/** Before the operation is answered: who follows the names has them when its caller can use them. */
export async function publishHostsAfter(ground: Ground, service: string, operation: string): Promise<void> {
  if (changing[service]?.test(operation) === true) await publish(ground);
}

/** On start: what was made by a program that did not publish them, or could not. */
export async function publishMissingHosts(ground: Ground): Promise<void> {
  const folders = ['apigateway', 'lambda', 's3'].map((name) => join(ground.stateFolder, name));
  if (hasPublished(ground.targetsFolder) || folders.some((folder) => existsSync(folder)))
    await publish(ground);
}

async function publish(ground: Ground): Promise<void> {
  const { awsHostsOf } = await import('../services/local-addresses.ts');
  publishHosts(ground.targetsFolder, awsHostsOf(ground));
}
