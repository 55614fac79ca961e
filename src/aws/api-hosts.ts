// The host names of AWS's API, without those that public files are downloaded from. Pure but for reading the table, which
// `npm run generate` writes from a pinned version of botocore.
import { createRequire } from 'node:module';

export interface ApiHosts {
  /** What the names of services begin with, in front of the Region: `sts`, `api.ecr`. */
  readonly prefixes: readonly string[];
  /** Those of the services that have a model here. */
  readonly usual: readonly string[];
  /** Of services of the partition `aws` that have no Region. */
  readonly withoutRegion: readonly string[];
  /** Of the partition `aws`. */
  readonly regions: readonly string[];
}

const load = createRequire(import.meta.url);

/**
 * Whether a call of this host belongs to an account: one of the API in any Region, an API of API Gateway, the address of a function,
 * or the website of a bucket. S3 itself is not: public files are downloaded from there.
 * @param host in lower case, without a port
 */
export function isHostOfAccount(host: string): boolean {
  if (dataPlanes.test(host)) return true;
  const { prefixes, withoutRegion, regions } = load('./models/hosts.json') as ApiHosts;
  if (withoutRegion.includes(host)) return true;
  const [, name = '', region = ''] = ofRegion.exec(host) ?? queuesOfRegion.exec(host) ?? [];
  const isRegion = regions.includes(region) || /^cn-[a-z]+-\d$/.test(region);
  return isRegion && (name === '' || prefixes.includes(name));
}

/** API Gateway, "Invoke URLs"; Lambda, "Function URLs"; S3 user guide, "Website endpoints". */
const dataPlanes =
  /^(?:[a-z0-9]+\.execute-api\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?|[a-z0-9]+\.lambda-url\.[a-z0-9-]+\.on\.aws|.+\.s3-website[.-][a-z0-9-]+\.amazonaws\.com(?:\.cn)?)$/;
const ofRegion =
  /^([a-z0-9.-]+)\.([a-z]+(?:-[a-z]+)+-\d)\.(?:amazonaws\.com(?:\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn)$/;
const queuesOfRegion = /^()([a-z]+(?:-[a-z]+)+-\d)\.queue\.amazonaws\.com(?:\.cn)?$/;

/**
 * Of every service in this Region and in the first one, where services that have no other are called; of the usual ones in
 * every Region.
 */
export function apiHostsFor(region: string): readonly string[] {
  const known = knownHosts.get(region) ?? findHosts(region);
  knownHosts.set(region, known);
  return known;
}

/** By Region: every build asks for the same. */
const knownHosts = new Map<string, readonly string[]>();

function findHosts(region: string): readonly string[] {
  const { prefixes, usual, withoutRegion, regions } = load('./models/hosts.json') as ApiHosts;
  const near = [region, 'us-east-1'];
  const others = regions.filter((each) => !near.includes(each));
  return [
    ...new Set([
      ...withoutRegion,
      ...near.flatMap((each) => namesIn(each, prefixes)),
      ...others.flatMap((each) => namesIn(each, usual)),
    ]),
  ];
}

/** AWS general reference, "Service endpoints": the usual ones, those of both IP versions, and the older ones of SQS. */
function namesIn(region: string, prefixes: readonly string[]): readonly string[] {
  const isChina = region.startsWith('cn-');
  const [suffix, both] = isChina
    ? ['amazonaws.com.cn', 'api.amazonwebservices.com.cn']
    : ['amazonaws.com', 'api.aws'];
  return [
    ...prefixes.flatMap((prefix) => [`${prefix}.${region}.${suffix}`, `${prefix}.${region}.${both}`]),
    `${region}.queue.${suffix}`,
  ];
}
