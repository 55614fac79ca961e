// File systems of EFS in a stack: made with mount targets and access points, changed in place and removed, as their own API shows them.
import { expect, test } from 'vitest';
import { openTestEndpoint, signature } from '../rig/endpoint.ts';
import { missingMoto } from '../rig/moto.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';

const template = (days: number, mode = 'bursting') => `
Resources:
  Net: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Part: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Net, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-central-1a}}
  Guard: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: mounts, VpcId: !Ref Net}}
  Files:
    Type: AWS::EFS::FileSystem
    Properties:
      Encrypted: true
      ThroughputMode: ${mode}
      BackupPolicy: {Status: ENABLED}
      LifecyclePolicies: [{TransitionToIA: AFTER_${days}_DAYS}]
      FileSystemTags: [{Key: days, Value: '${days}'}]
  Mount:
    Type: AWS::EFS::MountTarget
    Properties: {FileSystemId: !Ref Files, SubnetId: !Ref Part, SecurityGroups: [!GetAtt Guard.GroupId]}
  Door:
    Type: AWS::EFS::AccessPoint
    Properties:
      FileSystemId: !Ref Files
      PosixUser: {Uid: '1000', Gid: '1000'}
      RootDirectory: {Path: /app, CreationInfo: {OwnerUid: '1000', OwnerGid: '1000', Permissions: '755'}}
      AccessPointTags: [{Key: days, Value: '${days}'}]
Outputs:
  Arn: {Value: !GetAtt Files.Arn}
`;

test.skipIf((await missingMoto()) !== undefined)(
  'a file system is made with its mount target and access point, changed in place and removed',
  async () => {
    await using endpoint = await openTestEndpoint();
    const efs = async (path: string) => {
      const headers = signature('elasticfilesystem', endpoint.credentials);
      const response = await fetch(`${endpoint.url}/2015-02-01/${path}`, { headers });
      return (await response.json()) as Readonly<
        Record<string, readonly Readonly<Record<string, unknown>>[]>
      >;
    };
    const outcome = async () => [
      await ended(endpoint, 'app'),
      ...(await eventsOf(endpoint, 'app')).filter((each) => each.includes('_FAILED')),
    ];
    await callStacks(endpoint, 'CreateStack', { StackName: 'app', TemplateBody: template(7) });
    expect(await outcome()).toEqual(['CREATE_COMPLETE']);
    const { FileSystems: [made = {}] = [] } = await efs('file-systems');
    const id = String(made['FileSystemId']);
    expect(made).toMatchObject({
      Encrypted: true,
      NumberOfMountTargets: 1,
      Tags: [{ Key: 'days', Value: '7' }],
    });
    expect((await efs(`access-points?FileSystemId=${id}`))['AccessPoints']).toMatchObject([
      { RootDirectory: { Path: '/app' }, PosixUser: { Uid: 1000 }, Tags: [{ Key: 'days', Value: '7' }] },
    ]);
    await callStacks(endpoint, 'UpdateStack', { StackName: 'app', TemplateBody: template(30) });
    expect(await outcome()).toEqual(['UPDATE_COMPLETE']);
    expect((await efs(`file-systems/${id}/lifecycle-configuration`))['LifecyclePolicies']).toEqual([
      { TransitionToIA: 'AFTER_30_DAYS' },
    ]);
    expect((await efs('file-systems'))['FileSystems']).toMatchObject([
      { FileSystemId: id, Tags: [{ Key: 'days', Value: '30' }] },
    ]);
    await callStacks(endpoint, 'UpdateStack', { StackName: 'app', TemplateBody: template(30, 'elastic') });
    expect(await outcome()).toEqual([
      'UPDATE_ROLLBACK_COMPLETE',
      expect.stringContaining(
        'Slipway does not execute a change of ThroughputMode on this machine',
      ) as string,
    ]);
    const { part } = await callStacks(endpoint, 'DescribeStacks', { StackName: 'app' });
    expect(part('OutputValue')).toBe(`arn:aws:elasticfilesystem:eu-central-1:111122223333:file-system/${id}`);
    await callStacks(endpoint, 'DeleteStack', { StackName: 'app' });
    expect(await ended(endpoint, part('StackId'))).toBe('DELETE_COMPLETE');
    expect((await efs('file-systems'))['FileSystems']).toEqual([]);
  },
);
