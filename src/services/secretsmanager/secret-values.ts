// The values of secrets: read, put, moved from stage to stage.
import { randomInt } from 'node:crypto';
import type { SecretsManagerApi } from '../../aws/operations/secretsmanager.ts';
import { AwsError } from '../../aws/wire/aws-error.ts';
import { defined } from '../../lib/defined.ts';
import { newId } from '../../lib/id.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import {
  existingSecret,
  saveSecretVersion,
  valueOfVersion,
  withStage,
  writeStages,
  type SecretDescription,
  type SecretRecord,
  type SecretVersion,
} from './secret-record.ts';

type Op<N extends keyof SecretsManagerApi['operations']> = Operation<SecretsManagerApi, N>;

export const getSecretValue: Op<'GetSecretValue'> = ({ SecretId, VersionId, VersionStage }, call) => {
  const record = existingSecret(call, SecretId);
  const stage = VersionStage ?? (VersionId === undefined ? 'AWSCURRENT' : undefined);
  const version = record.versions.find(
    (each) =>
      (VersionId === undefined || each.id === VersionId) &&
      (stage === undefined || each.stages.includes(stage)),
  );
  const value = version === undefined ? undefined : valueOfVersion(call, record, version);
  if (version === undefined || value === undefined) {
    const what = stage === undefined ? `VersionId: ${VersionId}` : `staging label: ${stage}`;
    throw refuse<SecretsManagerApi>(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for ${what}`,
    );
  }
  return {
    ARN: record.arn,
    Name: record.name,
    VersionId: version.id,
    ...shown(record.description, version, value),
    VersionStages: version.stages,
    CreatedDate: new Date(version.createdAt),
  };
};

function shown({ binary }: SecretDescription, { id }: SecretVersion, value: string) {
  return binary.includes(id) ? { SecretBinary: Buffer.from(value, 'base64') } : { SecretString: value };
}

/** Those that cannot be read are named with the reason; filters are not executed here. */
export const batchGetSecretValue: Op<'BatchGetSecretValue'> = ({ SecretIdList, Filters }, call) => {
  if (SecretIdList === undefined || Filters !== undefined)
    throw refuse<SecretsManagerApi>(
      'InvalidParameterException',
      'Slipway takes a SecretIdList on this machine, and no filters.',
    );
  const read = SecretIdList.map((SecretId) => {
    try {
      return { value: getSecretValue({ SecretId }, call) as SecretsManagerApi['shapes']['SecretValueEntry'] };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { error: { SecretId, ErrorCode: error.code, Message: error.message } };
    }
  });
  return {
    SecretValues: read.flatMap(({ value }) => (value === undefined ? [] : [value])),
    Errors: read.flatMap(({ error }) => (error === undefined ? [] : [error])),
  };
};

export interface GivenValue {
  readonly ClientRequestToken?: string;
  readonly SecretString?: string;
  readonly SecretBinary?: Uint8Array;
}

/** Undefined when no value was given. */
export function textOf({
  SecretString,
  SecretBinary,
}: GivenValue): { readonly value: string; readonly isBinary: boolean } | undefined {
  if (SecretString !== undefined && SecretBinary !== undefined)
    throw refuse<SecretsManagerApi>(
      'InvalidParameterException',
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  if (SecretBinary !== undefined)
    return { value: Buffer.from(SecretBinary).toString('base64'), isBinary: true };
  return SecretString === undefined ? undefined : { value: SecretString, isBinary: false };
}

export const putSecretValue: Op<'PutSecretValue'> = (input, call) => {
  const record = existingSecret(call, input.SecretId);
  const given = textOf(input);
  if (given === undefined)
    throw refuse<SecretsManagerApi>(
      'InvalidRequestException',
      'You must provide either SecretString or SecretBinary.',
    );
  const stages = input.VersionStages ?? ['AWSCURRENT'];
  const id = putVersion(call, record, { ...given, token: input.ClientRequestToken, stages });
  return { ARN: record.arn, Name: record.name, VersionId: id, VersionStages: stages };
};

export interface PutVersion {
  readonly value: string;
  readonly isBinary: boolean;
  readonly token: string | undefined;
  readonly stages: readonly string[];
}

/** The id of the version: that of the request, which may be repeated with the same value. */
export function putVersion(call: ServiceCall, record: SecretRecord, { token, ...given }: PutVersion): string {
  const id = token ?? newId();
  const same = record.versions.find((each) => each.id === id);
  // One that a rotation has begun waits for its value.
  if (same !== undefined && record.description.empty?.includes(id) !== true) {
    if (valueOfVersion(call, record, same) === given.value) return id;
    throw refuse<SecretsManagerApi>(
      'ResourceExistsException',
      `You can't use ClientRequestToken ${id} because that value is already in use for a version of secret ${record.arn}.`,
    );
  }
  const { name, description, versions } = record;
  // The first version of a secret is the current one, whatever stages it is given (API reference, PutSecretValue).
  const stages = versions.length === 0 ? [...new Set([...given.stages, 'AWSCURRENT'])] : given.stages;
  saveSecretVersion(call, { name, description, before: versions }, { ...given, id, stages });
  return id;
}

export const updateSecretVersionStage: Op<'UpdateSecretVersionStage'> = (input, call) => {
  const { SecretId, VersionStage, RemoveFromVersionId, MoveToVersionId } = input;
  const record = existingSecret(call, SecretId);
  const holder = record.versions.find(({ stages }) => stages.includes(VersionStage));
  for (const id of [RemoveFromVersionId, MoveToVersionId])
    if (id !== undefined && !record.versions.some((each) => each.id === id))
      throw refuse<SecretsManagerApi>(
        'InvalidParameterException',
        `Secrets Manager can't find the specified secret value for VersionId: ${id}`,
      );
  if (holder !== undefined && holder.id !== MoveToVersionId && holder.id !== RemoveFromVersionId)
    throw refuse<SecretsManagerApi>(
      'InvalidParameterException',
      `The parameter RemoveFromVersionId can't be empty. Staging label ${VersionStage} is currently attached to version ${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
  if (VersionStage === 'AWSCURRENT' && MoveToVersionId === undefined)
    throw refuse<SecretsManagerApi>(
      'InvalidParameterException',
      'You can only move staging label AWSCURRENT to a different secret version. It can’t be completely removed.'.replace(
        '’',
        "'",
      ),
    );
  const after =
    MoveToVersionId === undefined
      ? record.versions.map((each) => ({
          ...each,
          stages: each.stages.filter((stage) => stage !== VersionStage),
        }))
      : withStage(record.versions, VersionStage, MoveToVersionId);
  const { name, description } = record;
  writeStages(
    call,
    { name, description: { ...description, changedAt: call.now } },
    { before: record.versions, after },
  );
  return { ARN: record.arn, Name: name };
};

export const listSecretVersionIds: Op<'ListSecretVersionIds'> = (
  { SecretId, IncludeDeprecated = false },
  call,
) => {
  const record = existingSecret(call, SecretId, true);
  return {
    ARN: record.arn,
    Name: record.name,
    Versions: record.versions
      .filter(({ stages }) => IncludeDeprecated || stages.length > 0)
      .map(({ id, stages, createdAt }) =>
        defined({
          VersionId: id,
          VersionStages: stages.length === 0 ? undefined : stages,
          CreatedDate: new Date(createdAt),
        }),
      ),
  };
};

const classes = {
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  digits: '0123456789',
  punctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
};

export const getRandomPassword: Op<'GetRandomPassword'> = (input) => {
  const { PasswordLength = 32, ExcludeCharacters = '', RequireEachIncludedType = true } = input;
  const kinds = [
    input.ExcludeLowercase === true ? '' : classes.lower,
    input.ExcludeUppercase === true ? '' : classes.upper,
    input.ExcludeNumbers === true ? '' : classes.digits,
    input.ExcludePunctuation === true ? '' : classes.punctuation,
    input.IncludeSpace === true ? ' ' : '',
  ]
    .map((letters) => [...letters].filter((letter) => !ExcludeCharacters.includes(letter)).join(''))
    .filter((letters) => letters !== '');
  if (kinds.length === 0 || (RequireEachIncludedType && kinds.length > PasswordLength))
    throw refuse<SecretsManagerApi>(
      'InvalidParameterException',
      'The password length is too short, or no characters are left for the password.',
    );
  const one = (letters: string) => letters[randomInt(letters.length)] ?? '';
  const required = RequireEachIncludedType ? kinds.map(one) : [];
  const all = kinds.join('');
  const rest = Array.from({ length: PasswordLength - required.length }, () => one(all));
  return { RandomPassword: shuffled([...required, ...rest]).join('') };
};

function shuffled(letters: readonly string[]): readonly string[] {
  const mixed = [...letters];
  for (let place = mixed.length - 1; place > 0; place -= 1) {
    const other = randomInt(place + 1);
    const letter = mixed[place] ?? '';
    mixed[place] = mixed[other] ?? '';
    mixed[other] = letter;
  }
  return mixed;
}
