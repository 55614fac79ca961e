// Secrets Manager, over the state folder's encrypted store.
import type { SecretsManagerApi } from '../../aws/operations/secretsmanager.ts';
import { defined } from '../../lib/defined.ts';
import { pageOf } from '../page.ts';
import { refuse, type Operation, type Operations } from '../service.ts';
import {
  allSecrets,
  arnOfSecret,
  existingSecret,
  findSecret,
  owningServiceOf,
  saveSecret,
  type SecretDescription,
  type SecretRecord,
} from './secret-record.ts';
import { cancelRotateSecret, rotateSecret } from './rotate-secret.ts';
import { rulesOf } from './rotation-rules.ts';
import {
  batchGetSecretValue,
  getRandomPassword,
  getSecretValue,
  listSecretVersionIds,
  putSecretValue,
  putVersion,
  textOf,
  updateSecretVersionStage,
} from './secret-values.ts';

type Op<N extends keyof SecretsManagerApi['operations']> = Operation<SecretsManagerApi, N>;
type Tags = readonly { readonly Key?: string; readonly Value?: string }[];

const createSecret: Op<'CreateSecret'> = (input, call) => {
  const { Name, Description, KmsKeyId, Type, Tags = [], ClientRequestToken } = input;
  if ((input.AddReplicaRegions ?? []).length > 0)
    throw refuse<SecretsManagerApi>(
      'InvalidParameterException',
      'Slipway replicates no secrets on this machine: AddReplicaRegions is not executed.',
    );
  const before = findSecret(call, Name);
  if (before?.description.deletedAt !== undefined)
    throw refuse<SecretsManagerApi>(
      'InvalidRequestException',
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  const given = textOf(input);
  // The same request again is the same secret (API reference, CreateSecret, ClientRequestToken).
  const isRepeated = before?.versions.some(({ id }) => id === ClientRequestToken) === true;
  if (before !== undefined && !isRepeated)
    throw refuse<SecretsManagerApi>(
      'ResourceExistsException',
      `The operation failed because the secret ${Name} already exists.`,
    );
  const description: SecretDescription = defined({
    createdAt: call.now,
    changedAt: call.now,
    tags: tagsOf(Tags),
    binary: [],
    description: Description,
    kmsKeyId: KmsKeyId,
    type: Type,
  });
  const record: SecretRecord = before ?? {
    name: Name,
    arn: arnOfSecret(call, Name),
    description,
    versions: [],
  };
  if (given === undefined) {
    saveSecret(call, Name, record.description);
    return { ARN: record.arn, Name };
  }
  const id = putVersion(call, record, { ...given, token: ClientRequestToken, stages: ['AWSCURRENT'] });
  return { ARN: record.arn, Name, VersionId: id };
};

const updateSecret: Op<'UpdateSecret'> = (input, call) => {
  const found = existingSecret(call, input.SecretId);
  const description = {
    ...found.description,
    ...defined({ description: input.Description, kmsKeyId: input.KmsKeyId, type: input.Type }),
    changedAt: call.now,
  };
  const given = textOf(input);
  if (given === undefined) {
    saveSecret(call, found.name, description);
    return { ARN: found.arn, Name: found.name };
  }
  const put = { ...given, token: input.ClientRequestToken, stages: ['AWSCURRENT'] };
  return { ARN: found.arn, Name: found.name, VersionId: putVersion(call, { ...found, description }, put) };
};

/** At once, or after the days that it can be restored in. */
const deleteSecret: Op<'DeleteSecret'> = (input, call) => {
  const { SecretId, RecoveryWindowInDays, ForceDeleteWithoutRecovery = false } = input;
  if (ForceDeleteWithoutRecovery && RecoveryWindowInDays !== undefined)
    throw refuse<SecretsManagerApi>(
      'InvalidParameterException',
      "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    );
  const { name, arn, description } = existingSecret(call, SecretId);
  if (ForceDeleteWithoutRecovery) {
    call.ground.secrets.remove('secret', name);
    return { ARN: arn, Name: name, DeletionDate: new Date(call.now) };
  }
  const days = RecoveryWindowInDays ?? 30;
  if (days < 7 || days > 30)
    throw refuse<SecretsManagerApi>(
      'InvalidParameterException',
      'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).',
    );
  const deletedAt = call.now + days * 86_400_000;
  saveSecret(call, name, { ...description, deletedAt });
  return { ARN: arn, Name: name, DeletionDate: new Date(deletedAt) };
};

const restoreSecret: Op<'RestoreSecret'> = ({ SecretId }, call) => {
  const { name, arn, description } = existingSecret(call, SecretId, true);
  const { deletedAt: _was, ...kept } = description;
  saveSecret(call, name, kept);
  return { ARN: arn, Name: name };
};

const describeSecret: Op<'DescribeSecret'> = ({ SecretId }, call) => {
  const record = existingSecret(call, SecretId, true);
  return { ...entryOf(record), VersionIdsToStages: stagesOf(record) };
};

const listSecrets: Op<'ListSecrets'> = (input, call) => {
  const {
    IncludePlannedDeletion = false,
    MaxResults = 100,
    NextToken,
    Filters = [],
    SortOrder = 'asc',
    SortBy,
  } = input;
  if (SortBy !== undefined && SortBy !== 'name')
    throw refuse<SecretsManagerApi>(
      'InvalidParameterException',
      'Slipway sorts secrets by name on this machine.',
    );
  const secrets = allSecrets(call)
    .filter(({ description }) => IncludePlannedDeletion || description.deletedAt === undefined)
    .filter((record) => Filters.every((filter) => hasFilter(record, filter)));
  const { items, next } = pageOf(secrets, {
    keyOf: ({ name }) => name,
    size: MaxResults,
    token: NextToken,
    onWrongToken: () =>
      refuse<SecretsManagerApi>('InvalidNextTokenException', 'The NextToken value is invalid.'),
  });
  const entries = items.map((record) => ({ ...entryOf(record), SecretVersionsToStages: stagesOf(record) }));
  return defined({ SecretList: SortOrder === 'desc' ? entries.toReversed() : entries, NextToken: next });
};

type Filter = SecretsManagerApi['shapes']['Filter'];

/** A value that begins with `!` must not match (user guide, Find secrets). */
function hasFilter({ name, description }: SecretRecord, { Key, Values = [] }: Filter): boolean {
  const texts: Readonly<Record<string, readonly string[]>> = {
    name: [name],
    description: [description.description ?? ''],
    'tag-key': Object.keys(description.tags),
    'tag-value': Object.values(description.tags),
    'owning-service': [owningServiceOf(description) ?? ''],
  };
  const found = Key === 'all' ? Object.values(texts).flat() : texts[Key ?? ''];
  if (found === undefined)
    throw refuse<SecretsManagerApi>(
      'InvalidParameterException',
      `Slipway has no filter ${Key} on this machine.`,
    );
  const begins = (text: string, wanted: string) =>
    Key === 'name' || Key?.startsWith('tag-') === true
      ? text.startsWith(wanted)
      : text.toLowerCase().startsWith(wanted.toLowerCase());
  return Values.some((value) =>
    value.startsWith('!')
      ? !found.some((text) => begins(text, value.slice(1)))
      : found.some((text) => begins(text, value)),
  );
}

const dateOf = (time: number | undefined) => (time === undefined ? undefined : new Date(time));

function entryOf({ name, arn, description }: SecretRecord) {
  const { createdAt, changedAt, deletedAt, kmsKeyId, type, tags, rotation } = description;
  return defined({
    ARN: arn,
    Name: name,
    Type: type,
    Description: description.description,
    KmsKeyId: kmsKeyId,
    RotationEnabled: rotation?.isEnabled,
    RotationLambdaARN: rotation?.functionArn,
    RotationRules: rotation?.rules && rulesOf(rotation.rules),
    LastRotatedDate: dateOf(rotation?.lastAt),
    NextRotationDate: rotation?.isEnabled === true ? dateOf(rotation.nextAt) : undefined,
    OwningService: owningServiceOf(description),
    LastChangedDate: new Date(changedAt),
    DeletedDate: dateOf(deletedAt),
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    CreatedDate: new Date(createdAt),
  });
}

function stagesOf({ versions }: SecretRecord): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    versions.filter(({ stages }) => stages.length > 0).map(({ id, stages }) => [id, stages]),
  );
}

const tagResource: Op<'TagResource'> = ({ SecretId, Tags }, call) => {
  const { name, description } = existingSecret(call, SecretId);
  saveSecret(call, name, { ...description, tags: { ...description.tags, ...tagsOf(Tags) } });
  return {};
};

const untagResource: Op<'UntagResource'> = ({ SecretId, TagKeys }, call) => {
  const { name, description } = existingSecret(call, SecretId);
  const tags = Object.fromEntries(Object.entries(description.tags).filter(([key]) => !TagKeys.includes(key)));
  saveSecret(call, name, { ...description, tags });
  return {};
};

function tagsOf(tags: Tags): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

/** Kept and given back; nothing is decided by it here. */
const putResourcePolicy: Op<'PutResourcePolicy'> = ({ SecretId, ResourcePolicy }, call) => {
  const { name, arn, description } = existingSecret(call, SecretId);
  try {
    JSON.parse(ResourcePolicy);
  } catch {
    throw refuse<SecretsManagerApi>(
      'MalformedPolicyDocumentException',
      'This resource policy contains invalid Json.',
    );
  }
  saveSecret(call, name, { ...description, policy: ResourcePolicy });
  return { ARN: arn, Name: name };
};

const getResourcePolicy: Op<'GetResourcePolicy'> = ({ SecretId }, call) => {
  const { name, arn, description } = existingSecret(call, SecretId);
  return defined({ ARN: arn, Name: name, ResourcePolicy: description.policy });
};

const deleteResourcePolicy: Op<'DeleteResourcePolicy'> = ({ SecretId }, call) => {
  const { name, arn, description } = existingSecret(call, SecretId);
  const { policy: _was, ...kept } = description;
  saveSecret(call, name, kept);
  return { ARN: arn, Name: name };
};

export const secretsManager: Operations<SecretsManagerApi> = {
  BatchGetSecretValue: batchGetSecretValue,
  CancelRotateSecret: cancelRotateSecret,
  CreateSecret: createSecret,
  DeleteResourcePolicy: deleteResourcePolicy,
  DeleteSecret: deleteSecret,
  DescribeSecret: describeSecret,
  GetRandomPassword: getRandomPassword,
  GetResourcePolicy: getResourcePolicy,
  GetSecretValue: getSecretValue,
  ListSecretVersionIds: listSecretVersionIds,
  ListSecrets: listSecrets,
  PutResourcePolicy: putResourcePolicy,
  PutSecretValue: putSecretValue,
  RestoreSecret: restoreSecret,
  RotateSecret: rotateSecret,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateSecret: updateSecret,
  UpdateSecretVersionStage: updateSecretVersionStage,
};
