// The ARNs that a definition means, as far as it says them.
import { formatArn, parseArn } from '../arn.ts';
import { unknownCharacter, unknownText } from '../policy-pattern.ts';

export interface Where {
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** The account and partition are those of the role; the Region comes only from what names one. */
export function whereOf(roleArn: string, region?: string): Where {
  const { partition = 'aws', account = '' } = parseArn(roleArn) ?? {};
  return {
    partition,
    account: account === '' ? unknownText : account,
    region: region ?? unknownText,
  };
}

/** `arn:aws:codebuild:eu-central-1:111122223333:project/build`. */
export function arnOf({ partition, region, account }: Where, service: string, resource: string): string {
  return formatArn({ partition, service, region, account, resource: withoutReferences(resource) });
}

export function roleArnOf({ partition, account }: Where, name: string): string {
  return formatArn({ partition, service: 'iam', region: '', account, resource: `role/${name}` });
}

export function bucketArn({ partition }: Where, bucket: string): string {
  const resource = withoutReferences(bucket);
  return formatArn({ partition, service: 's3', region: '', account: '', resource });
}

/** All of its objects, or those below a prefix. */
export function objectsArn(where: Where, bucket: string, prefix = ''): string {
  const inner = prefix.replaceAll(/^\/+|\/+$/g, '');
  return `${bucketArn(where, bucket)}/${inner === '' ? '' : `${withoutReferences(inner)}/`}*`;
}

/** A key of KMS by ARN or id. */
export function keyArn(where: Where, key: string): string {
  return key.startsWith('arn:') ? key : arnOf(where, 'kms', `key/${key}`);
}

/** Secrets Manager adds a hyphen and six characters to the name of a secret. */
export function secretArn(where: Where, id: string): string {
  return id.startsWith('arn:')
    ? id
    : arnOf(where, 'secretsmanager', `secret:${id}-${unknownCharacter.repeat(6)}`);
}

/** References to variables of the pipeline are known only when it runs. */
export function withoutReferences(text: string): string {
  return text.replaceAll(/#\{[^}]*\}/g, unknownText);
}

/** The last part of a role's ARN. */
export function roleNameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
