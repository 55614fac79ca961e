// Keys of KMS and their aliases in a stack.
import type { Values } from '../../../aws/wire/message.ts';
import {
  listIn,
  textIn,
  unless,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';

const keyProperties = [
  'BypassPolicyLockoutSafetyCheck',
  'Description',
  'EnableKeyRotation',
  'Enabled',
  'KeyPolicy',
  'KeySpec',
  'KeyUsage',
  'MultiRegion',
  'Origin',
  'PendingWindowInDays',
  'Tags',
];
const gone = ['NotFoundException', 'KMSInvalidStateException'];

async function keyMade({ call }: ResourceWork, KeyId: string): Promise<Made> {
  const answer = await call('kms', 'DescribeKey', { KeyId });
  return { physicalId: KeyId, attributes: { KeyId, Arn: textIn(answer, 'KeyMetadata', 'Arn') } };
}

function textOrTruth(value: unknown): string {
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
}

/** Rotation, and whether it is enabled. */
async function settle({ call, properties }: ResourceWork, KeyId: string, before: Values): Promise<void> {
  const isOn = (values: Values, name: string, standard: string) =>
    (textOrTruth(values[name]) || standard) === 'true';
  const [rotates, rotated] = [
    isOn(properties, 'EnableKeyRotation', 'false'),
    isOn(before, 'EnableKeyRotation', 'false'),
  ];
  if (rotates !== rotated) await call('kms', `${rotates ? 'Enable' : 'Disable'}KeyRotation`, { KeyId });
  const [enabled, wasEnabled] = [isOn(properties, 'Enabled', 'true'), isOn(before, 'Enabled', 'true')];
  if (enabled !== wasEnabled) await call('kms', `${enabled ? 'Enable' : 'Disable'}Key`, { KeyId });
}

/** A key has no name: one that an interrupted creation made is found by this tag. */
const ownTag = 'aws-cloudformation-logical-id';

async function foundKey({ call, stackId, logicalId }: ResourceWork): Promise<string | undefined> {
  const answer = await call('kms', 'ListKeys', {});
  for (const key of listIn(answer, 'Keys') as readonly Values[]) {
    const tags = await unless(gone, call('kms', 'ListResourceTags', { KeyId: key['KeyId'] }));
    const isOwn = (listIn(tags ?? {}, 'Tags') as readonly Values[]).some(
      (tag) => tag['TagKey'] === ownTag && tag['TagValue'] === `${stackId}/${logicalId}`,
    );
    if (isOwn) return textIn(key, 'KeyId');
  }
  return undefined;
}

async function createdKey(work: ResourceWork): Promise<string> {
  const { call, properties, tags, stackId, logicalId } = work;
  const { KeyPolicy, Description, KeySpec, KeyUsage, MultiRegion, Origin } = properties;
  const all = { ...tags, [ownTag]: `${stackId}/${logicalId}` };
  const given = { Policy: KeyPolicy, Description, KeySpec, KeyUsage, MultiRegion, Origin };
  const answer = await call('kms', 'CreateKey', {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    Tags: Object.entries(all).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
  });
  return textIn(answer, 'KeyMetadata', 'KeyId');
}

export const kmsTypes: ResourceHandlers = {
  'AWS::KMS::Key': {
    here: 'executed',
    properties: keyProperties,
    create: async (work) => {
      const KeyId = (work.isResumed ? await foundKey(work) : undefined) ?? (await createdKey(work));
      work.onMade(KeyId);
      await settle(work, KeyId, {});
      return await keyMade(work, KeyId);
    },
    update: async (work, { physicalId: KeyId, properties: before }) => {
      const { call, properties } = work;
      if (properties['KeyPolicy'] !== undefined)
        await call('kms', 'PutKeyPolicy', { KeyId, PolicyName: 'default', Policy: properties['KeyPolicy'] });
      await call('kms', 'UpdateKeyDescription', { KeyId, Description: textIn(properties, 'Description') });
      await settle(work, KeyId, before);
      return await keyMade(work, KeyId);
    },
    remove: async ({ call, properties }, { physicalId: KeyId }) => {
      const PendingWindowInDays = properties['PendingWindowInDays'] ?? 30;
      await unless(gone, call('kms', 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays }));
    },
  },
  'AWS::KMS::Alias': {
    here: 'executed',
    name: { property: 'AliasName', longest: 256 },
    create: async ({ call, properties, name, isResumed }) => {
      const given = { AliasName: name, TargetKeyId: properties['TargetKeyId'] };
      const creating = call('kms', 'CreateAlias', given);
      await (isResumed ? unless(['AlreadyExistsException'], creating) : creating);
      return { physicalId: name, attributes: {} };
    },
    update: async ({ call, properties }, { physicalId }) => {
      await call('kms', 'UpdateAlias', { AliasName: physicalId, TargetKeyId: properties['TargetKeyId'] });
      return { physicalId, attributes: {} };
    },
    remove: async ({ call }, { physicalId }) => {
      await unless(gone, call('kms', 'DeleteAlias', { AliasName: physicalId }));
    },
  },
};
