// A site: a bucket of S3 that a pipeline deploys to, and the distributions of CloudFront in front of it.
import { resourceTypes } from '../../account/resource-types.ts';
import { formatArn } from '../../model/arn.ts';
import { holderOf } from '../daemon/claim-record.ts';
import { isRunning } from '../daemon/process-identity.ts';
import { localUrl } from '../observation.ts';
import type { RevivedTarget, ReviveOptions, TargetKind, TargetResource } from '../target-kind.ts';
import type { AwsPlace } from '../../model/place.ts';
import { describeSite, observeSite, siteGauges, type SiteView } from './observe-site.ts';
import { closeSites, findSites, listSites, openSite, siteFolder } from './open-site.ts';
import type { SiteConfiguration } from './protocol.ts';

export const siteKind = {
  kind: 'site',
  open: openSite,
  observe: async (targetsFolder) => {
    const sites = await findSites(targetsFolder);
    return await Promise.all(sites.map(async (found) => await observeSite(targetsFolder, found)));
  },
  close: closeSites,
  revive: async ({ targetsFolder, signal, onDead }: ReviveOptions) => {
    const revived: RevivedTarget[] = [];
    for (const configuration of await listSites(targetsFolder)) {
      const { name } = configuration.bucket;
      const holder = holderOf(siteFolder(targetsFolder, name).record);
      if (holder === undefined || isRunning(holder)) continue;
      const target = { kind: 'site', name, parts: [] };
      onDead(target);
      await openSite({ targetsFolder, ...configuration, signal });
      revived.push(target);
    }
    return revived;
  },
  metrics: { gauges: siteGauges, cloudWatch: [] },
  resources: async (targetsFolder, place) => {
    const sites = await listSites(targetsFolder);
    return (await Promise.all(sites.map(async (site) => resourcesOf(targetsFolder, site, place)))).flat();
  },
} satisfies TargetKind<SiteView>;

async function resourcesOf(
  targetsFolder: string,
  { bucket, distributions }: SiteConfiguration,
  place: AwsPlace,
): Promise<readonly TargetResource[]> {
  const described = await describeSite(targetsFolder, bucket.name);
  return [
    {
      type: 'AWS::S3::Bucket',
      name: bucket.name,
      arn: formatArn({ ...place, region: '', account: '', service: 's3', resource: bucket.name }),
      values: {
        BucketName: bucket.name,
        VersioningConfiguration: { Status: bucket.isVersioned ? 'Enabled' : 'Suspended' },
        ...(described === undefined ? {} : { WebsiteURL: localUrl(described.port) }),
      },
      tags: {},
    },
    ...distributions.map((distribution) => {
      const { name, defaultRootObject } = distribution;
      const type = 'AWS::CloudFront::Distribution';
      const port = described?.distributions.find((each) => each.name === name)?.port;
      const resource = resourceTypes[type].resource({ type, name, version: 1, values: distribution });
      return {
        type,
        name,
        // Distributions are global: their ARN names no Region.
        arn: formatArn({ ...place, region: '', service: 'cloudfront', resource }),
        values: {
          ...(defaultRootObject === undefined
            ? {}
            : { DistributionConfig: { DefaultRootObject: defaultRootObject } }),
          ...(port === undefined ? {} : { DomainName: new URL(localUrl(port)).host }),
        },
        tags: {},
      };
    }),
  ];
}
