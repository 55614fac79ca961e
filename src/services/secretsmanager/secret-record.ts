// A secret as it is kept: a sealed value for each stage of a version, the rest as a description. One that `slipway secret
// set` has made is read as if CreateSecret had.
import { createHash } from 'node:crypto';
import type { SecretsManagerApi } from '../../aws/operations/secretsmanager.ts';
import { formatArn, parseArn } from '../../model/arn.ts';
import { refuse, type ServiceCall } from '../service.ts';
import type { SecretRotation } from './rotation-rules.ts';

/** Of a call, or of a rotation that goes on after it. */
export type SecretCall = Pick<ServiceCall, 'ground' | 'place' | 'now'>;

export interface SecretDescription {
  /** Milliseconds since the epoch, as all times here. */
  readonly createdAt: number;
  readonly changedAt: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly description?: string;
  readonly kmsKeyId?: string;
  readonly type?: string;
  readonly policy?: string;
  /** When it will be deleted: it is marked for deletion until then. */
  readonly deletedAt?: number;
  /** Ids of the versions whose value is bytes, kept in base64. */
  readonly binary: readonly string[];
  /** Ids of the versions that a rotation has begun and not given a value yet. */
  readonly empty?: readonly string[];
  readonly rotation?: SecretRotation;
}

export interface SecretVersion {
  readonly id: string;
  /** Empty for one that is kept without a label. */
  readonly stages: readonly string[];
  readonly createdAt: number;
  /** Where its value lies. */
  readonly storedAt: string;
}

export interface SecretRecord {
  readonly name: string;
  readonly arn: string;
  readonly description: SecretDescription;
  readonly versions: readonly SecretVersion[];
}

/** The tag that another service puts on the secrets that it manages (user guide, "Secrets managed by other services"). */
const owningServiceTag = 'aws:secretsmanager:owningService';

export function owningServiceOf({ tags }: SecretDescription): string | undefined {
  return tags[owningServiceTag];
}

/** The stage of a version without one; no label begins so. */
const unlabelled = '#';

/** Undefined when there is none, and when the time of its deletion has come. */
export function findSecret(call: SecretCall, secretId: string): SecretRecord | undefined {
  const { secrets } = call.ground;
  const name = nameOfSecret(call, secretId);
  if (name === undefined) return undefined;
  const stages = secrets.stages('secret', name);
  const described = secrets.description('secret', name) as SecretDescription | undefined;
  if (described === undefined && stages.length === 0) return undefined;
  if (described?.deletedAt !== undefined && described.deletedAt <= call.now) {
    secrets.remove('secret', name);
    return undefined;
  }
  const changedAt = Math.max(0, ...stages.map((each) => each.changedAt));
  const description = described ?? { createdAt: changedAt, changedAt, tags: {}, binary: [] };
  const ids = [...new Set(stages.map(({ versionId }) => versionId))];
  const versions = ids.map((id) => {
    const own = stages.filter(({ versionId }) => versionId === id);
    const labels = own.map(({ stage }) => stage).filter((stage) => !stage.startsWith(unlabelled));
    const [first] = own;
    return { id, stages: labels, createdAt: first?.changedAt ?? 0, storedAt: first?.stage ?? '' };
  });
  return { name, arn: arnOfSecret(call, name), description, versions };
}

/** @throws AwsError for one that does not exist, and for one that is marked for deletion unless that is asked for */
export function existingSecret(call: SecretCall, secretId: string, alsoDeleted = false): SecretRecord {
  const found = findSecret(call, secretId);
  if (found === undefined)
    throw refuse<SecretsManagerApi>(
      'ResourceNotFoundException',
      "Secrets Manager can't find the specified secret.",
    );
  if (found.description.deletedAt !== undefined && !alsoDeleted)
    throw refuse<SecretsManagerApi>(
      'InvalidRequestException',
      "You can't perform this operation on the secret because it was marked for deletion.",
    );
  return found;
}

/** By name, by ARN, or by ARN without the six characters that AWS adds. */
function nameOfSecret(call: SecretCall, secretId: string): string | undefined {
  const resource = parseArn(secretId)?.resource;
  if (resource === undefined) return secretId;
  const given = resource.replace(/^secret:/, '');
  return call.ground.secrets
    .names('secret')
    .find((name) => given === name || given === `${name}-${suffixOf(name)}`);
}

export function arnOfSecret({ place }: Pick<SecretCall, 'place'>, name: string): string {
  return formatArn({ ...place, service: 'secretsmanager', resource: `secret:${name}-${suffixOf(name)}` });
}

/** AWS makes it up anew for each secret; here it is the same for the same name. */
function suffixOf(name: string): string {
  return createHash('sha256').update(name).digest('base64url').replaceAll(/[-_]/g, 'x').slice(0, 6);
}

/** In order of name. */
export function allSecrets(call: SecretCall): readonly SecretRecord[] {
  return call.ground.secrets
    .names('secret')
    .map((name) => findSecret(call, name))
    .filter((each) => each !== undefined);
}

export function saveSecret(call: SecretCall, name: string, description: SecretDescription): void {
  call.ground.secrets.change('secret', name, { description });
}

export interface NewVersion {
  readonly id: string;
  readonly value: string;
  readonly isBinary: boolean;
  readonly stages: readonly string[];
}

/** With the stages moved to it. What was AWSCURRENT becomes AWSPREVIOUS (user guide, Secret versions). */
export function saveSecretVersion(
  call: SecretCall,
  {
    name,
    description,
    before,
  }: {
    readonly name: string;
    readonly description: SecretDescription;
    readonly before: readonly SecretVersion[];
  },
  { id, value, isBinary, stages }: NewVersion,
): void {
  const version: SecretVersion = { id, stages: [], createdAt: call.now, storedAt: '' };
  const moved = stages.reduce<readonly SecretVersion[]>(
    (versions, stage) => withStage(versions, stage, id),
    before.some((each) => each.id === id) ? before : [...before, version],
  );
  const binary = isBinary ? [...description.binary, id] : description.binary;
  const empty = (description.empty ?? []).filter((each) => each !== id);
  writeStages(
    call,
    { name, description: { ...description, changedAt: call.now, binary, empty } },
    {
      before,
      after: moved,
      values: { [id]: value },
    },
  );
}

/** The version has the stage, and no other does; what was current is the previous one. */
export function withStage(
  versions: readonly SecretVersion[],
  stage: string,
  id: string,
): readonly SecretVersion[] {
  const current = versions.find((each) => each.stages.includes('AWSCURRENT'))?.id;
  const without = (each: SecretVersion, label: string) => each.stages.filter((own) => own !== label);
  const moved = versions.map((each) => ({
    ...each,
    stages: each.id === id ? [...without(each, stage), stage] : without(each, stage),
  }));
  if (stage !== 'AWSCURRENT' || current === undefined || current === id) return moved;
  return moved.map((each) => ({
    ...each,
    stages:
      each.id === current ? [...without(each, 'AWSPREVIOUS'), 'AWSPREVIOUS'] : without(each, 'AWSPREVIOUS'),
  }));
}

export interface StageChange {
  readonly before: readonly SecretVersion[];
  readonly after: readonly SecretVersion[];
  /** Of versions that are new. */
  readonly values?: Readonly<Record<string, string>>;
}

/** One transaction: each stage has its version's value, and a version without a stage keeps its own. */
export function writeStages(
  call: SecretCall,
  { name, description }: { readonly name: string; readonly description: SecretDescription },
  { before, after, values = {} }: StageChange,
): void {
  const { secrets } = call.ground;
  const valueOf = ({ id, storedAt }: SecretVersion) =>
    values[id] ?? secrets.valueAt('secret', name, storedAt) ?? '';
  const put = after.flatMap((version) => {
    const stages = version.stages.length > 0 ? version.stages : [`${unlabelled}${version.id}`];
    const value = valueOf(version);
    return stages.map((stage) => ({ stage, versionId: version.id, changedAt: version.createdAt, value }));
  });
  const kept = new Set(put.map(({ stage }) => stage));
  const old = before.flatMap(({ stages, storedAt }) => [...stages, storedAt]);
  secrets.change('secret', name, { description, put, drop: old.filter((stage) => !kept.has(stage)) });
}

/** Undefined for a version that has no value. */
export function valueOfVersion(
  call: SecretCall,
  { name, description }: SecretRecord,
  { id, storedAt }: SecretVersion,
): string | undefined {
  if (description.empty?.includes(id) === true) return undefined;
  return call.ground.secrets.valueAt('secret', name, storedAt);
}
