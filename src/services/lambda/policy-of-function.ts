// The policy of a function, for IAM's evaluation of calls that are about it.
import type { PoliciesOfRequest } from '../../model/iam/evaluate.ts';
import { parseArn } from '../../model/arn.ts';
import type { PolicyStatement } from '../../model/policy.ts';
import type { ServiceCall } from '../service.ts';
import { lambdaOf } from './lambda-ground.ts';
import { ownerOf } from './names.ts';

/** @param arn of the function, one of its versions or an alias */
export function lambdaPolicies(
  arn: string,
  call: Pick<ServiceCall, 'ground' | 'place'>,
): Pick<PoliciesOfRequest, 'resource' | 'resourceAccount'> {
  const { account = '', region = '', resource = '', partition = '' } = parseArn(arn) ?? {};
  const [, name, qualifier = '$LATEST'] = /^function:([^:]+)(?::([^:]+))?$/.exec(resource) ?? [];
  if (name === undefined) return {};
  const owner = ownerOf(name, { account, region, partition });
  const policy = lambdaOf(call).store.get('policy', owner, qualifier);
  if (policy === undefined) return { resourceAccount: account };
  const Statement = policy.statements as unknown as readonly PolicyStatement[];
  return { resourceAccount: account, resource: { Version: '2012-10-17', Statement } };
}
