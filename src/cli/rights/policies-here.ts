// The policies that the account has of a role, and a request of the role as it can be asked beforehand.
import type { Account } from '../../account/account.ts';
import { parseArn } from '../../model/arn.ts';
import type { IamRequest } from '../../model/iam/request.ts';
import type { AttachedPolicy, PolicyDocument } from '../../model/policy.ts';

/** @param role its name or its ARN */
export function policiesHere(account: Pick<Account, 'list'>, role: string): readonly AttachedPolicy[] {
  const name = role.slice(role.lastIndexOf('/') + 1);
  return account
    .list()
    .flatMap(({ type, values }) => (type === 'AWS::IAM::RolePolicy' ? [values as AttachedPolicy] : []))
    .filter(({ roleName, kind }) => roleName === name && kind === 'rights');
}

export function documentsOf(account: Pick<Account, 'list'>, role: string): readonly PolicyDocument[] {
  return policiesHere(account, role).map(({ document }) => document);
}

/** No condition key is known of it. */
export function requestOf({
  action,
  resource,
  roleArn,
}: {
  readonly action: string;
  readonly resource: string;
  readonly roleArn: string;
}): IamRequest {
  const account = parseArn(roleArn)?.account ?? '';
  return {
    action,
    resource,
    principal: { arn: roleArn, account, roleArn },
    context: new Map(),
    isKnownKey: () => false,
  };
}
