// File systems of EFS in a stack, with their mount targets and access points: they are kept, and nothing is mounted. Source:
// CloudFormation template reference, AWS::EFS.
import { defined } from '../../../lib/defined.ts';
import type { Values } from '../../../aws/wire/message.ts';
import { isEqual } from '../../../stacks/values/evaluate.ts';
import { calledType } from '../recorded-type.ts';
import {
  createOnce,
  listIn,
  PropertyRefused,
  tagList,
  textIn,
  unless,
  type Before,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';

const service = 'efs';

async function settleTags({ call, tags }: ResourceWork, ResourceId: string): Promise<void> {
  const answer = await call(service, 'ListTagsForResource', { ResourceId });
  const keys = (listIn(answer, 'Tags') as readonly Values[]).map((tag) => textIn(tag, 'Key'));
  const TagKeys = keys.filter((key) => tags[key] === undefined);
  if (TagKeys.length > 0) await call(service, 'UntagResource', { ResourceId, TagKeys });
  if (Object.keys(tags).length > 0) await call(service, 'TagResource', { ResourceId, Tags: tagList(tags) });
}

/** What only a creation gives to the file system here. */
const fixed = ['BackupPolicy', 'ProvisionedThroughputInMibps', 'ThroughputMode'];

function refuseChange({ properties }: ResourceWork, { properties: before }: Before): void {
  const changed = fixed.find((name) => !isEqual(properties[name] ?? null, before[name] ?? null));
  if (changed !== undefined)
    throw new PropertyRefused(changed, `Slipway does not execute a change of ${changed} on this machine`);
}

async function settleFileSystem(
  { call, properties }: ResourceWork,
  FileSystemId: string,
  before: Values,
): Promise<void> {
  const { LifecyclePolicies = [], FileSystemPolicy } = properties;
  if (!isEqual(LifecyclePolicies, before['LifecyclePolicies'] ?? []))
    await call(service, 'PutLifecycleConfiguration', { FileSystemId, LifecyclePolicies });
  if (isEqual(FileSystemPolicy ?? null, before['FileSystemPolicy'] ?? null)) return;
  if (FileSystemPolicy === undefined)
    throw new PropertyRefused(
      'FileSystemPolicy',
      'Slipway does not execute the removal of a FileSystemPolicy on this machine',
    );
  await call(service, 'PutFileSystemPolicy', { FileSystemId, Policy: JSON.stringify(FileSystemPolicy) });
}

function fileSystemMade(described: Values): Made {
  const FileSystemId = textIn(described, 'FileSystemId');
  return { physicalId: FileSystemId, attributes: { FileSystemId, Arn: textIn(described, 'FileSystemArn') } };
}

const fileSystem: ResourceHandler = {
  here: 'recorded',
  properties: [
    'AvailabilityZoneName',
    'BackupPolicy',
    'Encrypted',
    'FileSystemPolicy',
    'FileSystemTags',
    'KmsKeyId',
    'LifecyclePolicies',
    'PerformanceMode',
    'ProvisionedThroughputInMibps',
    'ThroughputMode',
  ],
  create: async (work) => {
    const { call, properties, tags, id: CreationToken } = work;
    const { AvailabilityZoneName, Encrypted, KmsKeyId, PerformanceMode, ThroughputMode } = properties;
    const { ProvisionedThroughputInMibps } = properties;
    const answer = await createOnce(
      work,
      ['FileSystemAlreadyExists'],
      call(service, 'CreateFileSystem', {
        CreationToken,
        Backup: textIn(properties, 'BackupPolicy', 'Status') === 'ENABLED',
        Tags: tagList(tags),
        ...defined({
          AvailabilityZoneName,
          Encrypted,
          KmsKeyId,
          PerformanceMode,
          ThroughputMode,
          ProvisionedThroughputInMibps,
        }),
      }),
    );
    const found = answer ?? (await call(service, 'DescribeFileSystems', { CreationToken }));
    const made = fileSystemMade((listIn(found, 'FileSystems')[0] as Values | undefined) ?? found);
    work.onMade(made.physicalId);
    await settleFileSystem(work, made.physicalId, {});
    return made;
  },
  update: async (work, before) => {
    refuseChange(work, before);
    await settleFileSystem(work, before.physicalId, before.properties);
    await settleTags(work, before.physicalId);
    return { physicalId: before.physicalId, attributes: before.attributes as Made['attributes'] };
  },
  remove: async ({ call }, { physicalId: FileSystemId }) => {
    await unless(['FileSystemNotFound'], call(service, 'DeleteFileSystem', { FileSystemId }));
  },
};

const mountTarget: ResourceHandler = calledType({
  here: 'recorded',
  service,
  properties: ['FileSystemId', 'IpAddress', 'SecurityGroups', 'SubnetId'],
  there: ['MountTargetConflict'],
  gone: ['MountTargetNotFound'],
  create: ({ properties: { FileSystemId, IpAddress, SecurityGroups, SubnetId } }) => [
    'CreateMountTarget',
    defined({ FileSystemId, IpAddress, SecurityGroups, SubnetId }),
  ],
  made: async (answer, { call, properties: { FileSystemId, SubnetId } }) => {
    const all = answer === undefined ? await call(service, 'DescribeMountTargets', { FileSystemId }) : {};
    const found = (listIn(all, 'MountTargets') as readonly Values[]).find(
      (each) => each['SubnetId'] === SubnetId,
    );
    const target = answer ?? found ?? {};
    const Id = textIn(target, 'MountTargetId');
    return { physicalId: Id, attributes: { Id, IpAddress: textIn(target, 'IpAddress') } };
  },
  update: ({ properties: { SecurityGroups } }, { physicalId: MountTargetId }) => [
    'ModifyMountTargetSecurityGroups',
    { MountTargetId, SecurityGroups },
  ],
  remove: ({ physicalId: MountTargetId }) => ['DeleteMountTarget', { MountTargetId }],
});

const accessPoint: ResourceHandler = {
  here: 'recorded',
  properties: ['AccessPointTags', 'ClientToken', 'FileSystemId', 'PosixUser', 'RootDirectory'],
  create: async ({ call, properties, tags, id, isResumed }) => {
    const { ClientToken = id, FileSystemId, PosixUser, RootDirectory } = properties;
    const given = {
      ClientToken,
      FileSystemId,
      Tags: tagList(tags),
      ...defined({ PosixUser, RootDirectory }),
    };
    const all = isResumed ? await call(service, 'DescribeAccessPoints', { FileSystemId }) : {};
    const found = (listIn(all, 'AccessPoints') as readonly Values[]).find(
      (each) => each['ClientToken'] === ClientToken,
    );
    const answer = found ?? (await call(service, 'CreateAccessPoint', given));
    const AccessPointId = textIn(answer, 'AccessPointId');
    return {
      physicalId: AccessPointId,
      attributes: { AccessPointId, Arn: textIn(answer, 'AccessPointArn') },
    };
  },
  update: async (work, { physicalId, attributes }) => {
    await settleTags(work, physicalId);
    return { physicalId, attributes: attributes as Made['attributes'] };
  },
  remove: async ({ call }, { physicalId: AccessPointId }) => {
    await unless(['AccessPointNotFound'], call(service, 'DeleteAccessPoint', { AccessPointId }));
  },
};

export const efsTypes: ResourceHandlers = {
  'AWS::EFS::AccessPoint': accessPoint,
  'AWS::EFS::FileSystem': fileSystem,
  'AWS::EFS::MountTarget': mountTarget,
};
