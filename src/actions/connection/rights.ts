// What a source behind a connection needs of its role.
// Source: CodePipeline user guide, "Action structure reference", the section "Service role permissions".
import { parseArn } from '../../model/arn.ts';
import { withoutReferences } from '../../model/rights/arns.ts';
import type { RightsRequest } from '../../model/rights/rights-request.ts';
import { right, type Right } from '../../model/rights/right.ts';

/** The service was renamed; the prefix of the connection's own ARN is the one that counts. */
export function connectionRights({ configuration }: Pick<RightsRequest, 'configuration'>): readonly Right[] {
  const arn = withoutReferences(configuration['ConnectionArn'] ?? '');
  const prefix = parseArn(arn)?.service ?? '';
  return /^(codestar-connections|codeconnections)$/.test(prefix)
    ? [right(`${prefix}:UseConnection`, arn)]
    : [];
}
