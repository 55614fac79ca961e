// The origins of a CloudFront distribution: who may read the bucket, and which behaviour goes where. Source: CloudFront API
// reference, "S3OriginConfig" and "CacheBehavior"; developer guide, "Restrict access to an Amazon S3 origin".
import { didYouMean } from '../../lib/nearest.ts';
import type { Definition } from '../../model/definition.ts';
import type { Distribution } from '../../model/distribution.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

export const distributionOrigins: Rule = ({ distributions }: Definition) =>
  distributions.flatMap((distribution, index) => [
    ...identities(distribution, index),
    ...targets(distribution, index),
  ]);

/** Empty for a public bucket. */
const identity = /^(origin-access-identity\/cloudfront\/E[A-Z0-9]{9,})?$/;

function identities({ origins }: Distribution, index: number): readonly Finding[] {
  return origins.flatMap(({ id, accessIdentity }) =>
    accessIdentity === undefined || identity.test(accessIdentity)
      ? []
      : [
          {
            code: 'OriginIdentityUnknown',
            severity: 'warning',
            message: `The origin "${id}" is read as ${accessIdentity}, and there is no such identity`,
            path: ['distributions', index, 'Origins'],
            remedy:
              'Make one (aws cloudfront create-origin-access-control) and name it, or leave it empty for a public bucket.',
            aws: 'CreateDistribution answers InvalidOriginAccessIdentity.',
          } as const,
        ],
  );
}

function targets(distribution: Distribution, index: number): readonly Finding[] {
  const known = distribution.origins.map(({ id }) => id);
  const wanted = [distribution.defaultBehavior, ...distribution.behaviors].map(
    ({ targetOriginId }) => targetOriginId,
  );
  return [...new Set(wanted)]
    .filter((id) => !known.includes(id))
    .map((id) => {
      return {
        code: 'OriginUnknown',
        message: `A cache behaviour goes to the origin "${id}", which the distribution does not have`,
        path: ['distributions', index, 'Origins'],
        remedy: didYouMean(id, known, `The origins are ${known.join(', ')}.`),
        aws: 'CreateDistribution answers NoSuchOrigin.',
      };
    });
}
