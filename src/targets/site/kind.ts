// A site: a bucket of S3 that a pipeline deploys to, and the distributions of CloudFront in front of it.
import { arnOf, bucketArn } from '../../model/rights/arns.ts';
import { holderOf } from '../daemon/claim-record.ts';
import { isRunning } from '../daemon/process-identity.ts';
import { localUrl } from '../observation.ts';
import type { RevivedTarget, ReviveOptions, TargetKind, TargetResource } from '../target-kind.ts';
import type { Where } from '../../model/rights/arns.ts';
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
  resources: async (targetsFolder, where) => {
    const sites = await listSites(targetsFolder);
    return (await Promise.all(sites.map(async (site) => resourcesOf(targetsFolder, site, where)))).flat();
  },
} satisfies TargetKind<SiteView>;

async function resourcesOf(
  targetsFolder: string,
  { bucket, distributions }: SiteConfiguration,
  where: Where,
): Promise<readonly TargetResource[]> {
  const described = await describeSite(targetsFolder, bucket.name);
  return [
    {
      type: 'AWS::S3::Bucket',
      name: bucket.name,
      arn: bucketArn(where, bucket.name),
      values: {
        BucketName: bucket.name,
        VersioningConfiguration: { Status: bucket.isVersioned ? 'Enabled' : 'Suspended' },
        ...(described === undefined ? {} : { WebsiteURL: localUrl(described.port) }),
      },
      tags: {},
    },
    ...distributions.map(({ name, defaultRootObject }) => {
      const port = described?.distributions.find((each) => each.name === name)?.port;
      return {
        type: 'AWS::CloudFront::Distribution',
        name,
        // Distributions are global: their ARN names no Region.
        arn: arnOf({ ...where, region: '' }, 'cloudfront', `distribution/${name}`),
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
