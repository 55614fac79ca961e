// Where the sites of a state folder answer, for those that only look.
import { callDaemon } from '../daemon/call-daemon.ts';
import { holderOf } from '../daemon/claim-record.ts';
import { isRunning } from '../daemon/process-identity.ts';
import { listSites, openSite, siteFolder, siteSocket } from './open-site.ts';
import type { SiteConfiguration, SiteDescription } from './protocol.ts';

export interface SiteEndpoints {
  readonly bucket: string;
  /** Of the bucket; absent while the site does not run. */
  readonly url?: string;
  readonly objects?: number;
  readonly distributions: readonly {
    readonly name: string;
    readonly url?: string;
    readonly requests?: number;
    readonly hits?: number;
  }[];
}

const answerWithinMs = 1000;

/** Starts nothing and changes nothing. */
export async function listSiteEndpoints(targetsFolder: string): Promise<readonly SiteEndpoints[]> {
  const sites = await listSites(targetsFolder);
  return await Promise.all(sites.map(async (site) => endpointsOf(targetsFolder, site)));
}

async function endpointsOf(
  targetsFolder: string,
  { bucket, distributions }: SiteConfiguration,
): Promise<SiteEndpoints> {
  const described = await describe(targetsFolder, bucket.name);
  if (described === undefined)
    return { bucket: bucket.name, distributions: distributions.map(({ name }) => ({ name })) };
  return {
    bucket: bucket.name,
    url: urlOf(described.port),
    objects: described.objects,
    distributions: described.distributions.map(({ name, port, requests, hits }) => ({
      name,
      url: urlOf(port),
      requests,
      hits,
    })),
  };
}

/** Undefined while it does not run. */
async function describe(targetsFolder: string, bucket: string): Promise<SiteDescription | undefined> {
  const socket = siteSocket(siteFolder(targetsFolder, bucket));
  try {
    const signal = AbortSignal.timeout(answerWithinMs);
    return (await callDaemon(socket, { type: 'describe' }, { signal })) as SiteDescription;
  } catch {
    return undefined;
  }
}

export function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Opens again what has died and was not ended on purpose. Gives the names of their buckets. */
export async function reviveSites(targetsFolder: string, signal: AbortSignal): Promise<readonly string[]> {
  const revived: string[] = [];
  for (const configuration of await listSites(targetsFolder)) {
    const { bucket } = configuration;
    const holder = holderOf(siteFolder(targetsFolder, bucket.name).record);
    if (holder === undefined || isRunning(holder)) continue;
    await openSite({ targetsFolder, ...configuration, signal });
    revived.push(bucket.name);
  }
  return revived;
}
