// A bucket in the policy of a role that nothing of the definition uses: most often a name that was changed in one place.
import { parseArn } from '../../model/arn.ts';
import { didYouMean } from '../../lib/nearest.ts';
import type { Definition } from '../../model/definition.ts';
import { covers, unknownText } from '../../model/policy-pattern.ts';
import { listOf } from '../../model/policy.ts';
import { policiesOf } from '../../model/rights/attach-policy.ts';
import type { RoleNeeds } from '../../model/rights/right.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import type { RoleRule } from './rule.ts';

export const policyBuckets: RoleRule = ({ definition, roles }) => {
  const known = bucketsOf(definition, roles);
  return roles.flatMap((role) =>
    policiesOf(role, 'rights', { policies: definition.policies, roles }).flatMap(({ policy, index }) =>
      policy.document.Statement.flatMap(({ Resource }, at) => {
        const buckets = [...new Set(listOf(Resource).flatMap((resource) => bucketIn(resource) ?? []))];
        return buckets
          .filter((pattern) => !known.some((bucket) => covers(pattern, bucket)))
          .map((pattern) =>
            unused(pattern, {
              known,
              path: ['policies', index, 'Statement', at, 'Resource', placeOf(pattern, listOf(Resource))],
            }),
          );
      }),
    ),
  );
};

/** The bucket of an ARN of S3, as a pattern; undefined for another service, or when only AWS knows it. */
function bucketIn(resource: string): string | undefined {
  const arn = parseArn(resource);
  const [bucket = ''] = arn?.service === 's3' ? arn.resource.split('/') : [];
  return bucket === '' || bucket.includes('${') ? undefined : bucket;
}

function placeOf(pattern: string, resources: readonly string[]): number {
  return resources.findIndex((resource) => bucketIn(resource) === pattern);
}

function bucketsOf(definition: Definition, roles: readonly RoleNeeds[]): readonly string[] {
  const needed = roles
    .flatMap(({ needs }) => needs)
    .flatMap(({ rights }) => rights)
    .flatMap(({ resources }) => resources.flatMap((resource) => bucketIn(resource) ?? []));
  const deployed = actionsOf(definition.pipeline).flatMap(
    ({ action }) => action.configuration?.['BucketName'] ?? [],
  );
  return [...new Set([...needed, ...deployed, ...definition.buckets.map(({ name }) => name)])];
}

function unused(
  pattern: string,
  { known, path }: { readonly known: readonly string[]; readonly path: Finding['path'] },
): Finding {
  const named = known.filter((bucket) => !bucket.includes(unknownText));
  return {
    code: 'PolicyResourceUnused',
    severity: 'notice',
    message: `"${pattern}" is no bucket of the definition`,
    path,
    remedy: didYouMean(pattern.replaceAll(/[*?]/g, ''), named, `Its buckets are ${named.join(', ')}.`),
    aws: 'A statement about a bucket that does not exist gives nothing.',
  };
}
