// Amazon Resource Names: taken apart and put together. Pure.
// Source: AWS General Reference, "Amazon Resource Names (ARNs)".

export interface Arn {
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  /** As in its endpoint: `lambda`, `codebuild`. */
  readonly service: string;
  /** Empty for global services. */
  readonly region: string;
  /** Empty where names are unique without it: S3's buckets. */
  readonly account: string;
  /** All that follows, with colons and slashes: `function:NAME:ALIAS`. */
  readonly resource: string;
}

/** Undefined for a text that is no ARN: a plain name, for example. */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition = '', service = '', region = '', account = '', ...rest] = text.split(':');
  const resource = rest.join(':');
  if (prefix !== 'arn' || partition === '' || service === '' || resource === '') return undefined;
  return { partition, service, region, account, resource };
}

export function formatArn({ partition, service, region, account, resource }: Arn): string {
  return ['arn', partition, service, region, account, resource].join(':');
}
