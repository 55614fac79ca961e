// Instances of EC2, their volumes, keys and addresses in a stack: they are kept, and no machine runs.
import type { Values } from '../../../aws/wire/message.ts';
import { defined } from '../../../lib/defined.ts';
import { isEqual } from '../../../stacks/values/evaluate.ts';
import { calledType } from '../recorded-type.ts';
import {
  listIn,
  tagList,
  textIn,
  unless,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { ownTag, ownValue, plain, retag } from './ec2.ts';
import { refuseOthers } from './logs.ts';

/** Under their names in RunInstances, where those are others. */
const renamed: Readonly<Record<string, string>> = {
  BlockDeviceMappings: 'BlockDeviceMapping',
  SecurityGroupIds: 'SecurityGroupId',
  SecurityGroups: 'SecurityGroup',
};

const plainProperties = [
  'CreditSpecification',
  'DisableApiTermination',
  'EbsOptimized',
  'ImageId',
  'InstanceInitiatedShutdownBehavior',
  'InstanceType',
  'KeyName',
  'MetadataOptions',
  'PrivateIpAddress',
  'SubnetId',
  'UserData',
];

const properties = [
  ...plainProperties,
  ...Object.keys(renamed),
  'AvailabilityZone',
  'IamInstanceProfile',
  'LaunchTemplate',
  'Monitoring',
  'NetworkInterfaces',
  'PropagateTagsToVolumeOnCreation',
  'SourceDestCheck',
  'Tags',
  'Tenancy',
];

function requestOf({ properties: given, ...work }: ResourceWork): Values {
  const entries = Object.entries(given).flatMap(([name, value]) => {
    if (plainProperties.includes(name) || name === 'LaunchTemplate') return [[name, value] as const];
    const other = Object.hasOwn(renamed, name) ? renamed[name] : undefined;
    return other === undefined ? [] : [[other, value] as const];
  });
  const { AvailabilityZone, Tenancy, IamInstanceProfile, Monitoring } = given;
  const Placement = Object.fromEntries(
    Object.entries({ AvailabilityZone, Tenancy }).filter(([, value]) => value !== undefined),
  );
  const interfaces = (listIn(given, 'NetworkInterfaces') as readonly Values[]).map(interfaceOf);
  const Tag = tagList({ ...work.tags, [ownTag]: ownValue({ properties: given, ...work }) });
  return {
    ...Object.fromEntries(entries),
    MinCount: 1,
    MaxCount: 1,
    TagSpecification: [{ ResourceType: 'instance', Tag }],
    ...(Object.keys(Placement).length === 0 ? {} : { Placement }),
    ...(IamInstanceProfile === undefined ? {} : { IamInstanceProfile: { Name: IamInstanceProfile } }),
    ...(Monitoring === undefined ? {} : { Monitoring: { Enabled: Monitoring } }),
    ...(interfaces.length === 0 ? {} : { NetworkInterface: interfaces }),
  };
}

function interfaceOf({ GroupSet, ...rest }: Values): Values {
  return GroupSet === undefined ? rest : { ...rest, SecurityGroupId: GroupSet };
}

async function described({ call }: ResourceWork, filter: Values): Promise<Values | undefined> {
  const answer = await call('ec2', 'DescribeInstances', filter);
  const [reservation] = listIn(answer, 'reservationSet') as readonly Values[];
  return (listIn(reservation ?? {}, 'instancesSet') as readonly Values[])[0];
}

async function made(work: ResourceWork, id: string): Promise<Made> {
  const found = (await described(work, { InstanceId: [id] })) ?? {};
  return {
    physicalId: id,
    attributes: {
      InstanceId: id,
      AvailabilityZone: textIn(found, 'placement', 'availabilityZone'),
      PrivateDnsName: textIn(found, 'privateDnsName'),
      PrivateIp: textIn(found, 'privateIpAddress'),
      PublicDnsName: textIn(found, 'dnsName'),
      PublicIp: textIn(found, 'ipAddress'),
      VpcId: textIn(found, 'vpcId'),
    },
  };
}

const instance: ResourceHandler = {
  here: 'recorded',
  properties: properties,
  // A change of its type stops it for a moment; what else EC2 decides on makes a new one.
  replaces: (property) => property !== 'InstanceType',
  create: async (work) => {
    const Filter = [
      { Name: `tag:${ownTag}`, Value: [ownValue(work)] },
      { Name: 'instance-state-name', Value: ['pending', 'running'] },
    ];
    const found = work.isResumed ? await described(work, { Filter }) : undefined;
    const answer = found ?? (await work.call('ec2', 'RunInstances', requestOf(work)));
    const [first = {}] =
      found === undefined ? (listIn(answer, 'instancesSet') as readonly Values[]) : [found];
    const id = textIn(first, 'instanceId');
    work.onMade(id);
    return await made(work, id);
  },
  update: async (work, { physicalId: InstanceId, properties: before }) => {
    const changed = Object.keys({ ...before, ...work.properties }).filter(
      (name) => !isEqual(before[name] ?? '', work.properties[name] ?? ''),
    );
    refuseOthers(Object.fromEntries(changed.map((name) => [name, ''])), ['InstanceType', 'Tags']);
    if (changed.includes('InstanceType')) {
      const Value = work.properties['InstanceType'];
      await work.call('ec2', 'StopInstances', { InstanceId: [InstanceId] });
      await work.call('ec2', 'ModifyInstanceAttribute', { InstanceId, InstanceType: { Value } });
      await work.call('ec2', 'StartInstances', { InstanceId: [InstanceId] });
    }
    await retag(work, InstanceId, before);
    return await made(work, InstanceId);
  },
  remove: async ({ call }, { physicalId }) => {
    const gone = ['InvalidInstanceID.NotFound'];
    await unless(gone, call('ec2', 'TerminateInstances', { InstanceId: [physicalId] }));
  },
};

/** The private key of a pair that EC2 makes is a parameter (EC2 user guide, "Create a key pair using CloudFormation"). */
const keyPair: ResourceHandler = {
  here: 'recorded',
  create: async ({ call, properties: given, isResumed }) => {
    refuseOthers(given, ['KeyFormat', 'KeyName', 'KeyType', 'PublicKeyMaterial', 'Tags']);
    const { KeyName, PublicKeyMaterial, KeyType } = given;
    if (isResumed) await unless(['InvalidKeyPair.NotFound'], call('ec2', 'DeleteKeyPair', { KeyName }));
    const answer = await (PublicKeyMaterial === undefined
      ? call('ec2', 'CreateKeyPair', { KeyName, ...defined({ KeyType }) })
      : call('ec2', 'ImportKeyPair', {
          KeyName,
          PublicKeyMaterial: Buffer.from(textIn(given, 'PublicKeyMaterial')).toString('base64'),
        }));
    const KeyPairId = textIn(answer, 'keyPairId');
    const Value = textIn(answer, 'keyMaterial');
    if (Value !== '')
      await call('ssm', 'PutParameter', {
        Name: `/ec2/keypair/${KeyPairId}`,
        Type: 'SecureString',
        Value,
        Overwrite: true,
      });
    return {
      physicalId: textIn(given, 'KeyName'),
      attributes: { KeyPairId, KeyFingerprint: textIn(answer, 'keyFingerprint') },
    };
  },
  remove: async ({ call }, { physicalId: KeyName, attributes }) => {
    await unless(['InvalidKeyPair.NotFound'], call('ec2', 'DeleteKeyPair', { KeyName }));
    const Name = `/ec2/keypair/${textIn(attributes, 'KeyPairId')}`;
    await unless(['ParameterNotFound'], call('ssm', 'DeleteParameter', { Name }));
  },
};

const association = calledType({
  here: 'recorded',
  service: 'ec2',
  properties: ['AllocationId', 'EIP', 'InstanceId', 'NetworkInterfaceId', 'PrivateIpAddress'],
  gone: ['InvalidAssociationID.NotFound', 'InvalidAddress.NotFound'],
  create: ({ properties: { EIP, ...given } }) => [
    'AssociateAddress',
    { ...given, ...defined({ PublicIp: EIP }) },
  ],
  made: (answer = {}) => {
    const Id = textIn(answer, 'associationId');
    return { physicalId: Id, attributes: { Id } };
  },
  remove: ({ physicalId: AssociationId }) => ['DisassociateAddress', { AssociationId }],
});

export const ec2InstanceTypes: ResourceHandlers = {
  'AWS::EC2::EIPAssociation': association,
  'AWS::EC2::Instance': instance,
  'AWS::EC2::KeyPair': keyPair,
  'AWS::EC2::Volume': plain({
    word: 'Volume',
    tagged: 'volume',
    answered: ['volumeId'],
    id: 'VolumeId',
    list: ['DescribeVolumes', 'volumeSet', 'volumeId'],
    takes: ['AvailabilityZone', 'Encrypted', 'Iops', 'KmsKeyId', 'Size', 'SnapshotId', 'VolumeType'],
    properties: [
      'AvailabilityZone',
      'Encrypted',
      'Iops',
      'KmsKeyId',
      'Size',
      'SnapshotId',
      'Tags',
      'VolumeType',
    ],
    gone: 'InvalidVolume.NotFound',
  }),
};
