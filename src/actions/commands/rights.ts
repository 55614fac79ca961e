// What commands of the pipeline need of its role.
// Source: CodePipeline user guide, "Action structure reference", the section "Service role permissions".
import { secretArn } from '../../model/rights/arns.ts';
import type { RightsRequest, Derived } from '../../model/rights/rights-request.ts';
import { calledBy } from '../../model/rights/command-rights.ts';
import { right } from '../../model/rights/right.ts';
import { logRights } from '../../model/rights/shared-rights.ts';
import { secretIdOf } from '../../model/secret-reference.ts';

/** Commands run with the rights of the pipeline. */
export function commandsRights({
  commands = [],
  environmentVariables = [],
  where,
  definition,
}: RightsRequest): Derived {
  const secrets = environmentVariables
    .filter(({ type }) => type === 'SECRETS_MANAGER')
    .map(({ value }) => secretArn(where, secretIdOf(value)));
  const called = calledBy(commands, where);
  return {
    ...called,
    rights: [
      ...logRights(where, `/aws/codepipeline/${definition.pipeline.name}`),
      ...secrets.map((secret) => right('secretsmanager:GetSecretValue', secret)),
      ...called.rights,
    ],
  };
}
