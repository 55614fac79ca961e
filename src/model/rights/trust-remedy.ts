// A service of AWS that a role does not let in: a fault of its trust policy, and no right of the role. Pure.
import { defined } from '../../lib/defined.ts';

export interface MissingTrust {
  readonly roleArn: string;
  /** `codebuild.amazonaws.com` */
  readonly service: string;
  readonly sourceArn?: string;
}

/** What to add to the trust policy. */
export function trustRemedy({ roleArn, service, sourceArn = 'it' }: MissingTrust): string {
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  return `Let ${service} assume the role ${name} for ${sourceArn} in its trust policy.`;
}

/** As it is recorded. */
interface RecordedTrust {
  readonly roleArn: string;
  readonly principal: string;
  readonly conditionKeys: string;
  readonly why: string;
}

/** Whether a service could not become the role; else the call is one of the role's sessions. */
export function isOfService({ principal }: Pick<RecordedTrust, 'principal'>): boolean {
  return !principal.startsWith('arn:');
}

export function missingTrustText({ roleArn, principal, conditionKeys, why }: RecordedTrust): string {
  const keys = (conditionKeys === '' ? {} : JSON.parse(conditionKeys)) as Readonly<Record<string, string>>;
  const remedy = trustRemedy({
    roleArn,
    service: principal,
    ...defined({ sourceArn: keys['aws:SourceArn'] }),
  });
  return `${why.replace(/\.$/, '')}. ${remedy}`;
}
