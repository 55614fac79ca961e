// What AWS answers to a caller whose policies do not allow a call, in the words and the form of each service. Source: IAM user
// guide, "Troubleshoot access denied error messages". Pure.
import type { NeededRight } from '../aws/iam/needed-right.ts';
import { AwsError } from '../aws/wire/aws-error.ts';
import type { IamDecision } from '../model/iam/evaluate.ts';

export interface DeniedCall {
  readonly signingName: string;
  readonly protocol: string;
}

export function refusalText(
  principal: string,
  { action, resource = '*' }: NeededRight,
  decision: Exclude<IamDecision, { decision: 'Allowed' }>,
): string {
  const named = action.startsWith('s3:') ? `"${resource}"` : resource;
  const asked = `User: ${principal} is not authorized to perform: ${action} on resource: ${named}`;
  // A trust policy is never named (STS API reference, AssumeRole).
  const isOfTrust = action.startsWith('sts:') && decision.kind !== 'session policy';
  if (isOfTrust) return asked;
  const { kind } = decision;
  return decision.decision === 'Denied'
    ? `${asked} with an explicit deny in ${kind.startsWith('i') ? 'an' : 'a'} ${kind}`
    : `${asked} because no ${kind} allows the ${action} action`;
}

export function accessDenied({ signingName, protocol }: DeniedCall, text: string): AwsError {
  if (protocol === 'ec2')
    return new AwsError(
      'UnauthorizedOperation',
      `You are not authorized to perform this operation. ${text}`,
      { status: 403 },
    );
  if (protocol === 'query' || protocol === 'rest-xml')
    return new AwsError(signingName === 'sns' ? 'AuthorizationError' : 'AccessDenied', text, { status: 403 });
  const isRest = protocol === 'rest-json';
  const code =
    signingName === 'dynamodb' ? 'com.amazon.coral.service#AccessDeniedException' : 'AccessDeniedException';
  return new AwsError(code, text, { status: isRest ? 403 : 400, members: { Message: text } });
}
