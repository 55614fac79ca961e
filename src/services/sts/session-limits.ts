// What a call of STS says of the session that it asks for: policies, tags and how long. Source: STS API reference; IAM user guide,
// "Session policies", "Pass session tags in AWS STS".
import type { Caller } from '../../account/sessions.ts';
import type { StsApi } from '../../aws/operations/sts.ts';
import { defined } from '../../lib/defined.ts';
import { entryOf } from '../../lib/node.ts';
import { parseJson } from '../../lib/parse-json.ts';
import { readPolicy } from '../../load/kinds/policy.ts';
import type { SessionLimits } from '../../model/iam/session-limits.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import type { AwsPlace } from '../../model/place.ts';
import { motoManagedPolicy } from '../behind/moto-policies.ts';
import { NotAnswered } from '../behind/pass-on.ts';
import { policiesOfRole } from '../policies-of-role.ts';
import { refuse, type Ground } from '../service.ts';

export interface LimitedCall {
  readonly Policy?: string;
  readonly PolicyArns?: readonly StsApi['shapes']['PolicyDescriptorType'][];
  readonly Tags?: readonly StsApi['shapes']['Tag'][];
  readonly TransitiveTagKeys?: readonly string[];
  readonly SourceIdentity?: string;
}

export interface Limited {
  /** Absent where the call says nothing. */
  readonly limits?: SessionLimits;
  /** Of the texts of the policies and tags, in percent of what there is room for. */
  readonly PackedPolicySize?: number;
}

export interface LimitedBy {
  readonly ground: Ground;
  readonly place: AwsPlace;
  /** Whose transitive tags the session has as well. */
  readonly caller?: Caller;
}

/** Refuses what STS refuses. */
export async function sessionLimits(input: LimitedCall, by: LimitedBy): Promise<Limited> {
  const { Policy, PolicyArns = [] } = input;
  const policyArns = PolicyArns.flatMap(({ arn }) => arn ?? []);
  if (policyArns.length > mostArns) throw refuse<StsApi>('ValidationError', tooManyArns(policyArns.length));
  const inherited = inheritedTags(by.caller);
  const { tags, transitiveTagKeys } = tagsOf(input, inherited);
  const size = packedSize(Policy, { policyArns, tags });
  const policy = Policy === undefined ? undefined : readDocument(Policy);
  for (const arn of policyArns) await mustBeThere(arn, by);
  const sourceIdentity = sourceIdentityOf(input, by.caller);
  const limits: SessionLimits = defined({
    policy,
    policyArns: policyArns.length === 0 ? undefined : policyArns,
    tags: Object.keys(tags).length === 0 ? undefined : tags,
    transitiveTagKeys: transitiveTagKeys.length === 0 ? undefined : transitiveTagKeys,
    sourceIdentity,
  });
  if (Object.keys(limits).length === 0) return {};
  return { limits, ...(size === 0 ? {} : { PackedPolicySize: size }) };
}

const mostArns = 10;

function tooManyArns(count: number): string {
  return `1 validation error detected: Value with length ${count} at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to ${mostArns}`;
}

/** One that is set stays (IAM user guide, "Monitor and control actions taken with assumed roles"). */
function sourceIdentityOf({ SourceIdentity }: LimitedCall, caller: Caller | undefined): string | undefined {
  const inherited = caller?.limits?.sourceIdentity;
  if (inherited !== undefined && SourceIdentity !== undefined && SourceIdentity !== inherited)
    throw refuse<StsApi>('AccessDenied', 'The source identity of the calling session cannot be changed.', {
      status: 403,
    });
  return inherited ?? SourceIdentity;
}

/** Of policies and ARNs (STS API reference, AssumeRole). */
const mostCharacters = 2048;

/** AWS packs policies and tags in a form of its own; here it is their texts. Tags alone refuse nothing. */
function packedSize(
  policy: string | undefined,
  { policyArns, tags }: { readonly policyArns: readonly string[]; readonly tags: Tags },
): number {
  const percentOf = (texts: readonly string[]) =>
    Math.ceil((texts.reduce((sum, text) => sum + text.length, 0) * 100) / mostCharacters);
  const policies = [policy ?? '', ...policyArns];
  const size = percentOf(policies);
  if (size > 100)
    throw refuse<StsApi>(
      'PackedPolicyTooLargeException',
      `Packed policy consumes ${size}% of allotted space, please use smaller policy.`,
    );
  return Math.min(100, percentOf([...policies, ...Object.entries(tags).flat()]));
}

type Tags = Readonly<Record<string, string>>;

function inheritedTags(caller: Caller | undefined): Tags {
  const { tags = {}, transitiveTagKeys = [] } = caller?.limits ?? {};
  const keys = new Set(transitiveTagKeys);
  return Object.fromEntries(Object.entries(tags).filter(([key]) => keys.has(key)));
}

function tagsOf(
  { Tags: given = [], TransitiveTagKeys = [] }: LimitedCall,
  inherited: Tags,
): { readonly tags: Tags; readonly transitiveTagKeys: readonly string[] } {
  const keys = new Set(given.map(({ Key }) => Key.toLowerCase()));
  if (keys.size < given.length)
    throw refuseTags('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  if (Object.keys(inherited).some((key) => keys.has(key.toLowerCase())))
    throw refuseTags(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  if (TransitiveTagKeys.some((key) => !keys.has(key.toLowerCase())))
    throw refuseTags('The specified transitive tag key must be included in the requested tags.');
  const transitive = new Set(TransitiveTagKeys.map((key) => key.toLowerCase()));
  const own = given.map(({ Key, Value }) => [Key, Value] as const);
  return {
    tags: { ...inherited, ...Object.fromEntries(own) },
    transitiveTagKeys: [
      ...Object.keys(inherited),
      ...own.flatMap(([key]) => (transitive.has(key.toLowerCase()) ? [key] : [])),
    ],
  };
}

/** A code that STS's model does not name. */
function refuseTags(message: string) {
  return refuse<{ operations: {}; errors: 'InvalidParameterValue'; shapes: unknown }>(
    'InvalidParameterValue',
    message,
    { status: 400 },
  );
}

function readDocument(text: string): PolicyDocument {
  const { root, problems } = parseJson({ path: 'Policy', text });
  if (root === undefined || problems.length > 0) throw malformed('This policy contains invalid Json');
  if (entryOf(root, 'Statement') === undefined) throw malformed('Syntax errors in policy.');
  const read = readPolicy(root);
  const [wrong] = read.problems;
  if (wrong !== undefined) throw malformed(wrong.message);
  if (read.value?.kind !== 'rights') throw malformed('Policy document should not specify a principal.');
  return read.value.document;
}

function malformed(message: string) {
  return refuse<StsApi>('MalformedPolicyDocumentException', message);
}

async function mustBeThere(arn: string, { ground, place }: LimitedBy): Promise<void> {
  let found: PolicyDocument | undefined;
  try {
    found = await motoManagedPolicy(ground, place, arn);
  } catch (error) {
    if (!(error instanceof NotAnswered)) throw error;
    throw refuse<StsApi>(
      'ValidationError',
      `The managed policy ${arn} cannot be read here: IAM is answered by moto, and ${error.message}`,
    );
  }
  if (found === undefined)
    throw refuse<StsApi>('ValidationError', `Policy ${arn} does not exist or is not attachable.`);
}

/** A role that IAM's API has made says how long its sessions may last. */
export async function checkDuration(
  { ground, place }: Pick<LimitedBy, 'ground' | 'place'>,
  { roleArn, seconds }: { readonly roleArn: string; readonly seconds: number },
): Promise<void> {
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const { maxSessionSeconds = seconds } = (await policiesOfRole(ground, { name, place })) ?? {};
  if (seconds > maxSessionSeconds)
    throw refuse<StsApi>(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
}
