// What the public may do with a bucket: its policy, under its public access block. Pure. Sources: Amazon S3 user guide,
// "Blocking public access to your Amazon S3 storage" (the meaning of "public"), "Website access permissions".
import { isRecord } from '../../lib/is-record.ts';
import { decides } from '../../model/policy-decision.ts';
import { listOf, type OneOrMore, type PolicyStatement } from '../../model/policy.ts';
import type { Bucket } from './store-rows.ts';

/** Of a request without a signature. */
export interface Anonymous {
  readonly action: 's3:GetObject' | 's3:ListBucket';
  /** ARN of the object or the bucket. */
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

/** What a condition asks for that the request has not, is not fulfilled. */
export function publicMay(bucket: Pick<Bucket, 'settings'>, request: Anonymous): boolean {
  if (blocks(bucket, 'RestrictPublicBuckets')) return false;
  const Statement = statementsIn(bucket.settings['policy']).filter(namesThePublic);
  const { decision, assumed } = decides({ Statement }, request);
  return decision === 'Allowed' && assumed.length === 0;
}

/** Whether the public access block refuses this policy. @param policy the JSON text */
export function isBlockedPolicy(bucket: Pick<Bucket, 'settings'>, policy: string): boolean {
  return blocks(bucket, 'BlockPublicPolicy') && isPublicPolicy(policy);
}

/** @param policy the JSON text */
export function isPublicPolicy(policy: string): boolean {
  return statementsIn(policy).some(isPublic);
}

type Block = 'BlockPublicAcls' | 'IgnorePublicAcls' | 'BlockPublicPolicy' | 'RestrictPublicBuckets';

/** A new bucket blocks everything (since April 2023). After `DeletePublicAccessBlock`, nothing. */
export function blocks({ settings }: Pick<Bucket, 'settings'>, name: Block): boolean {
  const block = settings['publicAccessBlock'];
  return block === undefined || (isRecord(block) && block[name] === true);
}

function statementsIn(policy: unknown): readonly PolicyStatement[] {
  if (typeof policy !== 'string') return [];
  const document: unknown = JSON.parse(policy);
  const statements = isRecord(document) ? document['Statement'] : undefined;
  return (Array.isArray(statements) ? statements : [statements]).filter(isStatement);
}

function isStatement(value: unknown): value is PolicyStatement {
  return isRecord(value) && (value['Effect'] === 'Allow' || value['Effect'] === 'Deny');
}

function namesThePublic({ Principal }: PolicyStatement): boolean {
  if (typeof Principal === 'string') return Principal === '*';
  const aws: OneOrMore | undefined = Principal?.['AWS'];
  return listOf(aws).includes('*');
}

/** An Allow for the public is not public when it names where the request must come from, without wildcards. */
function isPublic(statement: PolicyStatement): boolean {
  if (statement.Effect !== 'Allow' || !namesThePublic(statement)) return false;
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key: key.toLowerCase(), values })),
  );
  return !conditions.some(
    ({ operator, key, values }) =>
      narrowing.has(key) &&
      !operator.includes('Not') &&
      listOf(values).every((value) => !value.includes('*') && value !== '0.0.0.0/0' && value !== '::/0'),
  );
}

const narrowing: ReadonlySet<string> = new Set(
  [
    'aws:SourceArn',
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:SourceOwner',
    'aws:SourceAccount',
    'aws:SourceIp',
    'aws:PrincipalOrgId',
    'aws:userid',
    's3:x-amz-server-side-encryption-aws-kms-key-id',
    's3:DataAccessPointArn',
    's3:DataAccessPointAccount',
  ].map((key) => key.toLowerCase()),
);
