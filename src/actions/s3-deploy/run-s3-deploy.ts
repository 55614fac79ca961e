// The S3 deploy action (CodePipeline user guide, "Amazon S3 deploy action reference"): nothing is deleted from the
// bucket, one CacheControl stands for all objects, and content types follow from the names.
import { noteDeployer } from '../../targets/deployers.ts';
import { counted } from '../../lib/counted.ts';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { defined } from '../../lib/defined.ts';
import type { Bucket } from '../../model/bucket.ts';
import type { Distribution } from '../../model/distribution.ts';
import { newId } from '../../lib/id.ts';
import type { OpenSite } from '../../targets/site/open-site.ts';
import { localUrl } from '../../targets/observation.ts';
import { logicalId } from '../../model/resource-graph.ts';
import { isFailed } from '../../lib/result.ts';
import { isInAccount, putInAccount } from './put-in-account.ts';
import type { ActionContext, ActionResult, RunOf } from '../provider.ts';

export const runS3Deploy: RunOf<object> = async (context) => {
  const { BucketName = '', Extract = '', ObjectKey = '', CacheControl } = context.configuration;
  const isExtracted = Extract.toLowerCase() === 'true';
  const [artifact] = context.inputArtifacts;
  if (artifact === undefined) return refused('The S3 action takes exactly one input artifact');
  const key = expandKey(ObjectKey, context.now());
  if (!isExtracted && key === '') return refused('ObjectKey is needed where Extract is false');
  // A key of S3 may be so named, and no folder here can.
  if (key.split('/').includes('..'))
    return refused(`The key "${key}" has a part "..", which no folder of this machine can be named`);
  const folder = join(context.workFolder, 'objects');
  if (isExtracted) await context.state.artifacts.extract(artifact.digest, folder);
  else {
    await mkdir(dirname(join(folder, key)), { recursive: true });
    await context.state.artifacts.exportZip(artifact.digest, join(folder, key));
  }
  const prefix = isExtracted && key !== '' ? `${key.replace(/\/+$/, '')}/` : '';
  if (await isInAccount(context, BucketName)) {
    const put = await putInAccount(context, {
      bucket: BucketName,
      folder,
      prefix,
      ...defined({ cacheControl: CacheControl }),
    });
    if (isFailed(put)) return { status: 'Failed', error: { code: 'JobFailed', message: put.failed } };
    // A distribution of the definition has a copy behind it, which calls of S3's API do not change.
    if (distributionsOf(context, BucketName).length === 0) return succeeded(BucketName, put.count);
  }
  const described = context.resources.find('AWS::S3::Bucket', BucketName)?.values;
  if (described === undefined) return noSuchBucket(BucketName);
  const { openSite } = await import('../../targets/site/open-site.ts');
  const bucket: Bucket = described;
  const distributions = distributionsOf(context, BucketName);
  const targetsFolder = await context.state.folder('targets');
  noteDeployer(context.state.records, { kind: 'site', name: bucket.name }, context.pipelineName);
  const site = await openSite({
    targetsFolder,
    bucket,
    distributions,
    ports: portsOf(context, [bucket, ...distributions]),
    signal: context.signal,
  });
  const count = await site.put({
    id: context.actionExecutionId,
    at: context.now(),
    folder,
    prefix,
    ...defined({ cacheControl: CacheControl }),
  });
  context.record('AWS::S3::Bucket', bucket.name, bucket);
  announce(context, { site, bucket, distributions });
  return succeeded(BucketName, count);
};

function succeeded(bucket: string, count: number): ActionResult {
  return {
    status: 'Succeeded',
    outputVariables: {},
    outputArtifacts: [],
    externalExecutionId: bucket,
    summary: `${counted(count, 'object')} in ${bucket}`,
  };
}

function refused(message: string): ActionResult {
  return {
    status: 'Failed',
    error: { code: 'ConfigurationError', message, remedy: 'See slipway lint.' },
  };
}

/** As S3 answers the first PutObject (CodePipeline user guide, "Amazon S3 deploy action reference": the bucket must exist). */
function noSuchBucket(name: string): ActionResult {
  return {
    status: 'Failed',
    error: {
      code: 'JobFailed',
      message: `The specified bucket does not exist (Service: Amazon S3; Status Code: 404; Error Code: NoSuchBucket; Bucket: ${name})`,
      remedy: `Describe it in bucket.json next to the pipeline ("Bucket": "${name}"), or make it: slipway aws s3 mb s3://${name}`,
    },
  };
}

/** `{datetime}` and `{uuid}` in a key. */
function expandKey(key: string, now: number): string {
  const datetime = new Date(now).toISOString().slice(0, 19).replace('T', '_').replaceAll(':', '-');
  return key.replaceAll('{datetime}', datetime).replaceAll('{uuid}', () => newId());
}

interface Place {
  readonly bucket: Bucket;
  readonly distributions: readonly Distribution[];
}

/** Those that have the bucket behind them. */
function distributionsOf({ resources }: ActionContext<object>, name: string): readonly Distribution[] {
  return resources
    .valuesOf('AWS::CloudFront::Distribution')
    .filter(({ origins }) => origins.some(({ bucket }) => bucket?.name === name));
}

/** Those that the definition decides. */
function portsOf(
  { definition }: ActionContext<object>,
  named: readonly { readonly name: string }[],
): Readonly<Record<string, number>> {
  const wanted = named.flatMap(({ name }) => {
    const listener = definition.listeners.find((each) => isOf(each.name, name));
    return listener === undefined ? [] : [[name, listener.port] as const];
  });
  return Object.fromEntries(wanted);
}

/** A distribution that was shipped has the name of its resource in its stack, and CloudFormation's letters after it. */
function isOf(listener: string, name: string): boolean {
  return name === listener || name.includes(`-${logicalId(listener, 'Distribution')}-`);
}

function announce(
  context: ActionContext<object>,
  { site, bucket, distributions }: Place & { readonly site: OpenSite },
) {
  const { description } = site;
  const notExecuted = (what: string, reason: string) => context.report({ kind: 'NotExecuted', what, reason });
  for (const { name, port } of description.distributions)
    context.report({
      kind: 'Endpoint',
      name,
      url: localUrl(port),
      detail: 'CloudFront distribution',
    });
  const detail = bucket.website === undefined ? 'bucket' : 'website of the bucket';
  context.report({
    kind: 'Endpoint',
    name: bucket.name,
    url: localUrl(description.port),
    detail,
  });
  for (const { name, notExecuted: parts } of distributions)
    for (const part of parts)
      notExecuted(`${part} (distribution ${name})`, 'The edge here answers from its buckets, without it');
  for (const { name, defaultBehavior } of distributions)
    if (defaultBehavior.viewerProtocolPolicy !== 'allow-all')
      notExecuted(
        `${defaultBehavior.viewerProtocolPolicy} of the distribution ${name}`,
        'There is no certificate for this machine, so it answers over HTTP',
      );
}
