// What `cdk synth` writes: a folder whose manifest names the template of each stack and the files that it needs. Source: AWS
// CDK, cloud-assembly-schema: manifest.json, and the manifests of assets.
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isRecord } from '../../lib/is-record.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import { exampleAccount } from '../../model/place.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import type { StackOfTemplate } from './template-parts.ts';

export const assemblyManifest = 'manifest.json';

interface AssembledStack {
  /** Absolute path of the template. */
  readonly template: string;
  readonly stack: StackOfTemplate;
}

export interface CloudAssembly {
  /** Those of assemblies within it too, as a stage of the CDK makes one. */
  readonly stacks: readonly AssembledStack[];
  /** Absolute paths by `bucket/key`, as the templates name them. */
  readonly assets: Readonly<Record<string, string>>;
}

/** Whether a folder is one, by the text of its manifest. */
export function isAssembly(manifest: string): boolean {
  const document = parsed(manifest);
  return isRecord(document) && typeof document['version'] === 'string' && isRecord(document['artifacts']);
}

/** @param nameOf a path as the user would write it */
export async function readAssembly(
  folder: string,
  nameOf: (path: string) => string,
): Promise<Result<CloudAssembly, Problem>> {
  const path = join(folder, assemblyManifest);
  const manifest = parsed(await readFile(path, 'utf8').catch(() => ''));
  const artifacts = isRecord(manifest) ? manifest['artifacts'] : undefined;
  if (!isRecord(artifacts)) return { failed: noManifest(nameOf(path)) };
  const stacks: AssembledStack[] = [];
  const assets: Record<string, string> = {};
  for (const artifact of Object.values(artifacts)) {
    if (!isRecord(artifact) || !isRecord(artifact['properties'])) continue;
    const { type, properties } = artifact;
    const stack = placeIn(artifact['environment']);
    if (type === 'aws:cloudformation:stack') stacks.push(...stackOf(properties, stack, folder));
    if (type === 'cdk:asset-manifest')
      Object.assign(assets, await assetsIn(folder, textIn(properties, 'file'), stack));
    if (type !== 'cdk:cloud-assembly') continue;
    const directory = textIn(properties, 'directoryName');
    // As the CDK writes it: a folder directly in this one, so that none holds itself.
    if (directory === '' || directory !== basename(directory) || directory.startsWith('.'))
      return { failed: noManifest(nameOf(path)) };
    const nested = await readAssembly(join(folder, directory), nameOf);
    if (isFailed(nested)) return nested;
    stacks.push(...nested.stacks);
    Object.assign(assets, nested.assets);
  }
  return { stacks, assets };
}

function stackOf(
  properties: Readonly<Record<string, unknown>>,
  place: StackOfTemplate,
  folder: string,
): readonly AssembledStack[] {
  const template = textIn(properties, 'templateFile');
  const stackName = textIn(properties, 'stackName');
  if (template === '') return [];
  const named = stackName === '' ? {} : { stackName };
  const given = isRecord(properties['parameters']) ? properties['parameters'] : {};
  const parameters = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)]));
  return [{ template: join(folder, template), stack: { ...place, ...named, parameters } }];
}

/** Of the destinations in the manifest of a stack's assets; the bootstrap stack's bucket has the account in its name. */
async function assetsIn(
  folder: string,
  file: string,
  place: StackOfTemplate,
): Promise<Readonly<Record<string, string>>> {
  const manifest = parsed(await readFile(join(folder, file), 'utf8').catch(() => ''));
  const files = isRecord(manifest) && isRecord(manifest['files']) ? Object.values(manifest['files']) : [];
  const found = files.flatMap((asset) => {
    if (!isRecord(asset) || !isRecord(asset['source']) || !isRecord(asset['destinations'])) return [];
    const path = textIn(asset['source'], 'path');
    return Object.values(asset['destinations']).flatMap((destination) =>
      isRecord(destination)
        ? [[placed(`${textIn(destination, 'bucketName')}/${textIn(destination, 'objectKey')}`, place), path]]
        : [],
    );
  });
  return Object.fromEntries(found.map(([object = '', path = '']) => [object, join(folder, path)]));
}

function placed(text: string, { account, region, partition }: StackOfTemplate): string {
  return text
    .replaceAll('${AWS::AccountId}', account)
    .replaceAll('${AWS::Region}', region)
    .replaceAll('${AWS::Partition}', partition);
}

/** `aws://ACCOUNT/REGION`; of a stack for any environment `unknown-account` and `unknown-region`. */
function placeIn(environment: unknown): StackOfTemplate {
  const text = typeof environment === 'string' ? environment : '';
  const [, account = '', region = ''] = /^aws:\/\/([^/]+)\/(.+)$/.exec(text) ?? [];
  return {
    partition: 'aws',
    account: /^\d{12}$/.test(account) ? account : exampleAccount,
    region: region === '' || region === 'unknown-region' ? 'us-east-1' : region,
  };
}

function noManifest(name: string): Problem {
  return problem({
    code: 'DefinitionInvalid',
    whose: 'call',
    message: `${name} is not the manifest of a cloud assembly`,
    remedy: 'Run cdk synth again, and give the folder that it writes.',
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textIn(record: Readonly<Record<string, unknown>>, key: string): string {
  const value = record[key];
  return typeof value === 'string' ? value : '';
}
