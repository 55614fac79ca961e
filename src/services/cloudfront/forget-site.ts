// The copy of a bucket that stands behind its distributions here: it goes when the account has neither.
import { removeSite } from '../../targets/site/open-site.ts';
import type { ResourceValues } from '../../account/resource.ts';
import type { ServiceCall } from '../service.ts';

/** After the bucket or one of its distributions was deleted. What a file declares stays. */
export async function forgetSite({ ground }: Pick<ServiceCall, 'ground'>, bucket: string): Promise<void> {
  const isNamed = ground.account.list().some((each) => {
    if (each.type === 'AWS::S3::Bucket') return each.name === bucket;
    if (each.type !== 'AWS::CloudFront::Distribution') return false;
    const { origins } = each.values as ResourceValues['AWS::CloudFront::Distribution'];
    return origins.some((origin) => origin.bucket?.name === bucket);
  });
  if (!isNamed) await removeSite(ground.targetsFolder, bucket);
}
