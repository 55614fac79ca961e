// Clusters of Aurora in a stack, their instances and subnet groups.
// Source: CloudFormation template reference, AWS::RDS::DBCluster.
import type { Values } from '../../../aws/wire/message.ts';
import {
  createOnce,
  tagList,
  textIn,
  unless,
  without,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { calledType } from '../recorded-type.ts';

const noCluster = ['DBClusterNotFoundFault', 'DBClusterNotFound'];
const noInstance = ['DBInstanceNotFoundFault', 'DBInstanceNotFound'];
const clusterExists = ['DBClusterAlreadyExistsFault'];

const clusterProperties = [
  'BackupRetentionPeriod',
  'CopyTagsToSnapshot',
  'DBClusterIdentifier',
  'DBClusterParameterGroupName',
  'DBSubnetGroupName',
  'DatabaseName',
  'DeletionProtection',
  'EnableHttpEndpoint',
  'Engine',
  'EngineMode',
  'EngineVersion',
  'KmsKeyId',
  'ManageMasterUserPassword',
  'MasterUserPassword',
  'MasterUsername',
  'PreferredBackupWindow',
  'PreferredMaintenanceWindow',
  'ServerlessV2ScalingConfiguration',
  'SnapshotIdentifier',
  'StorageEncrypted',
  'StorageType',
  'Tags',
  'VpcSecurityGroupIds',
];

function madeCluster(answer: Values): Made {
  const cluster = answer['DBCluster'] as Values;
  const address = textIn(cluster, 'Endpoint');
  return {
    physicalId: textIn(cluster, 'DBClusterIdentifier'),
    attributes: {
      DBClusterArn: textIn(cluster, 'DBClusterArn'),
      DBClusterResourceId: textIn(cluster, 'DbClusterResourceId'),
      'Endpoint.Address': address,
      'Endpoint.Port': textIn(cluster, 'Port'),
      'ReadEndpoint.Address': address,
      'MasterUserSecret.SecretArn': textIn(cluster, 'MasterUserSecret', 'SecretArn'),
    },
  };
}

async function described({ call }: ResourceWork, DBClusterIdentifier: string): Promise<Values> {
  const answer = await call('rds', 'DescribeDBClusters', { DBClusterIdentifier });
  const [cluster = {}] = answer['DBClusters'] as readonly Values[];
  return { DBCluster: cluster };
}

const cluster: ResourceHandler = {
  here: 'executed',
  properties: clusterProperties,
  name: { property: 'DBClusterIdentifier', longest: 63, isLower: true },
  create: async (work) => {
    const { call, properties, name, tags } = work;
    const { SnapshotIdentifier, ...given } = properties;
    const Tags = tagList(tags);
    const settings = without(given, 'Tags', 'EngineMode');
    const making =
      SnapshotIdentifier === undefined
        ? call('rds', 'CreateDBCluster', { ...settings, DBClusterIdentifier: name, Tags })
        : call('rds', 'RestoreDBClusterFromSnapshot', {
            ...without(
              settings,
              'MasterUsername',
              'MasterUserPassword',
              'ManageMasterUserPassword',
              'EnableHttpEndpoint',
              'BackupRetentionPeriod',
              'StorageEncrypted',
              'PreferredBackupWindow',
              'PreferredMaintenanceWindow',
            ),
            SnapshotIdentifier,
            DBClusterIdentifier: name,
            Tags,
          });
    const answer = (await createOnce(work, clusterExists, making)) ?? (await described(work, name));
    work.onMade(name);
    return madeCluster(answer);
  },
  update: async (work, { physicalId, properties: before }) => {
    const { call, properties } = work;
    const isNoLongerManaged =
      before['ManageMasterUserPassword'] !== undefined &&
      properties['ManageMasterUserPassword'] === undefined;
    const answer = await call('rds', 'ModifyDBCluster', {
      ...(isNoLongerManaged ? { ManageMasterUserPassword: false } : {}),
      ...without(
        properties,
        'DatabaseName',
        'DBSubnetGroupName',
        'Engine',
        'EngineMode',
        'KmsKeyId',
        'MasterUsername',
        'SnapshotIdentifier',
        'StorageEncrypted',
        'Tags',
      ),
      DBClusterIdentifier: physicalId,
      ApplyImmediately: true,
    });
    return madeCluster(answer);
  },
  remove: async ({ call }, { physicalId: DBClusterIdentifier }) => {
    await unless(noCluster, call('rds', 'DeleteDBCluster', { DBClusterIdentifier, SkipFinalSnapshot: true }));
  },
};

const instanceProperties = [
  'DBClusterIdentifier',
  'DBInstanceClass',
  'DBInstanceIdentifier',
  'DBSubnetGroupName',
  'Engine',
  'EngineVersion',
  'PromotionTier',
  'PubliclyAccessible',
  'Tags',
];

function madeInstance(answer: Values): Made {
  const instance = answer['DBInstance'] as Values;
  return {
    physicalId: textIn(instance, 'DBInstanceIdentifier'),
    attributes: {
      DBInstanceArn: textIn(instance, 'DBInstanceArn'),
      'Endpoint.Address': textIn(instance, 'Endpoint', 'Address'),
      'Endpoint.Port': textIn(instance, 'Endpoint', 'Port'),
    },
  };
}

const instance: ResourceHandler = {
  here: 'executed',
  properties: instanceProperties,
  name: { property: 'DBInstanceIdentifier', longest: 63, isLower: true },
  create: async (work) => {
    const { call, properties, name: DBInstanceIdentifier, tags } = work;
    const making = call('rds', 'CreateDBInstance', {
      ...without(properties, 'Tags'),
      DBInstanceIdentifier,
      Tags: tagList(tags),
    });
    const answer =
      (await createOnce(work, ['DBInstanceAlreadyExists', 'DBInstanceAlreadyExistsFault'], making)) ??
      (await describedInstance(work, DBInstanceIdentifier));
    work.onMade(DBInstanceIdentifier);
    return madeInstance(answer);
  },
  update: async ({ call, properties }, { physicalId: DBInstanceIdentifier }) => {
    const { DBInstanceClass } = properties;
    return madeInstance(await call('rds', 'ModifyDBInstance', { DBInstanceIdentifier, DBInstanceClass }));
  },
  remove: async ({ call }, { physicalId: DBInstanceIdentifier }) => {
    await unless(
      noInstance,
      call('rds', 'DeleteDBInstance', { DBInstanceIdentifier, SkipFinalSnapshot: true }),
    );
  },
};

async function describedInstance({ call }: ResourceWork, DBInstanceIdentifier: string): Promise<Values> {
  const answer = await call('rds', 'DescribeDBInstances', { DBInstanceIdentifier });
  const [found = {}] = answer['DBInstances'] as readonly Values[];
  return { DBInstance: found };
}

const noGroup = ['DBSubnetGroupNotFoundFault', 'DBSubnetGroupNotFound'];

/** Kept: the databases of this machine are in no network. */
const subnetGroup = calledType({
  here: 'recorded',
  service: 'rds',
  name: { property: 'DBSubnetGroupName', longest: 255, isLower: true },
  properties: ['DBSubnetGroupDescription', 'DBSubnetGroupName', 'SubnetIds', 'Tags'],
  there: ['DBSubnetGroupAlreadyExists'],
  gone: noGroup,
  create: ({ properties, name, tags }) => [
    'CreateDBSubnetGroup',
    {
      ...without(properties, 'Tags'),
      DBSubnetGroupName: name,
      ...(Object.keys(tags).length === 0 ? {} : { Tags: tagList(tags) }),
    },
  ],
  made: (_answer, { name, place: { partition, region, account } }) => ({
    physicalId: name,
    attributes: { DBSubnetGroupArn: `arn:${partition}:rds:${region}:${account}:subgrp:${name}` },
  }),
  update: ({ properties }, { physicalId: DBSubnetGroupName }) => [
    'ModifyDBSubnetGroup',
    { ...without(properties, 'Tags'), DBSubnetGroupName },
  ],
  remove: ({ physicalId: DBSubnetGroupName }) => ['DeleteDBSubnetGroup', { DBSubnetGroupName }],
});

/** Kept: the servers of this machine have PostgreSQL's own settings. */
function parameterGroup(word: 'DBClusterParameterGroup' | 'DBParameterGroup'): ResourceHandler {
  const nameOf = `${word}Name`;
  const settings = ({ properties }: ResourceWork) =>
    Object.entries((properties['Parameters'] ?? {}) as Values).map(([ParameterName, ParameterValue]) => ({
      ParameterName,
      ParameterValue,
      ApplyMethod: 'pending-reboot',
    }));
  const settle = async (work: ResourceWork, name: string) => {
    const Parameters = settings(work);
    // As many as a call takes (API reference, ModifyDBParameterGroup).
    for (let at = 0; at < Parameters.length; at += 20)
      await work.call('rds', `Modify${word}`, { [nameOf]: name, Parameters: Parameters.slice(at, at + 20) });
    const arn = word === 'DBParameterGroup' ? { DBParameterGroupArn: groupArn(work, name) } : {};
    return { physicalId: name, attributes: { [nameOf]: name, ...arn } };
  };
  const properties = [nameOf, 'Description', 'Family', 'Parameters', 'Tags'];
  return {
    here: 'recorded',
    properties,
    name: { property: nameOf, longest: 255, isLower: true },
    create: async (work) => {
      const { call, name, tags } = work;
      const given = {
        [nameOf]: name,
        DBParameterGroupFamily: work.properties['Family'],
        Description: work.properties['Description'],
        ...(Object.keys(tags).length === 0 ? {} : { Tags: tagList(tags) }),
      };
      await createOnce(work, ['DBParameterGroupAlreadyExists'], call('rds', `Create${word}`, given));
      work.onMade(name);
      return await settle(work, name);
    },
    update: async (work, { physicalId }) => {
      return await settle(work, physicalId);
    },
    remove: async ({ call }, { physicalId }) => {
      const noGroups = [
        'DBParameterGroupNotFound',
        'DBParameterGroupNotFoundFault',
        'DBClusterParameterGroupNotFound',
      ];
      await unless(noGroups, call('rds', `Delete${word}`, { [nameOf]: physicalId }));
    },
  };
}

function groupArn({ place: { partition, region, account } }: ResourceWork, name: string): string {
  return `arn:${partition}:rds:${region}:${account}:pg:${name}`;
}

export const rdsTypes: ResourceHandlers = {
  'AWS::RDS::DBCluster': cluster,
  'AWS::RDS::DBInstance': instance,
  'AWS::RDS::DBSubnetGroup': subnetGroup,
  'AWS::RDS::DBClusterParameterGroup': parameterGroup('DBClusterParameterGroup'),
  'AWS::RDS::DBParameterGroup': parameterGroup('DBParameterGroup'),
};
