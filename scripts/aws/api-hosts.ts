// The host names of AWS's API as botocore has them: what services' names begin with, and those of services without a Region.
import { gunzipSync } from 'node:zlib';
import { readZip } from '../../src/lib/unzip.ts';
import type { ApiHosts } from '../../src/aws/api-hosts.ts';
import type { RawModel } from './raw-model.ts';

interface Endpoints {
  readonly partitions: readonly {
    readonly partition: string;
    readonly regions: Readonly<Record<string, object>>;
    readonly services: Readonly<
      Record<string, { readonly endpoints: Readonly<Record<string, { readonly hostname?: string }>> }>
    >;
  }[];
}

/** Public files are downloaded from S3, also by builds that call no API. */
const publicFiles = /^s3\b/;

/** @param services that have a model here, by their folders */
export async function readHosts(wheel: string, services: readonly string[]): Promise<ApiHosts> {
  const prefixes = new Set<string>();
  const usual = new Set<string>();
  let endpoints: Endpoints = { partitions: [] };
  await readZip(wheel, async (member) => {
    const content = async () => Buffer.concat(await Array.fromAsync(member.read()));
    if (member.path === 'botocore/data/endpoints.json')
      endpoints = JSON.parse((await content()).toString('utf8')) as Endpoints;
    const service = /^botocore\/data\/([^/]+)\/[^/]+\/service-2\.json\.gz$/.exec(member.path)?.[1];
    if (service === undefined) return;
    const { metadata } = JSON.parse(gunzipSync(await content()).toString('utf8')) as RawModel;
    if (publicFiles.test(metadata.endpointPrefix)) return;
    prefixes.add(metadata.endpointPrefix);
    if (services.includes(service)) usual.add(metadata.endpointPrefix);
  });
  const aws = endpoints.partitions.find(({ partition }) => partition === 'aws');
  const known = Object.values(aws?.services ?? {});
  const withoutRegion = known.flatMap(({ endpoints: { 'aws-global': place } }) => place?.hostname ?? []);
  return {
    prefixes: [...prefixes].toSorted(),
    usual: [...usual].toSorted(),
    withoutRegion: withoutRegion.filter((host) => !publicFiles.test(host)).toSorted(),
    regions: Object.keys(aws?.regions ?? {}).toSorted(),
  };
}
