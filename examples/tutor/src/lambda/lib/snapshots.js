// Snapshots of the cluster by RDS's API. A restored snapshot is a new cluster, which takes the name of the one that it replaces, and
// with it the address (Aurora user guide, "Restoring from a DB cluster snapshot", "Renaming an Aurora DB cluster").
const { setTimeout: delay } = require('node:timers/promises');
const { callQuery } = require('./aws.js');

const rds = (Action, parameters) => callQuery('rds', { Action, Version: '2014-10-31', ...parameters });

/** The texts of the elements of that name. */
function elementsIn(xml, name) {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text]) => text);
}

const elementIn = (xml, name) => elementsIn(xml, name)[0];

/** Asks until it is available. The time limit of the function ends what never becomes so. */
async function available(operation, parameters, status = 'Status') {
  for (;;) {
    const found = await rds(operation, parameters).catch((error) => {
      // A new name is known everywhere only after a while.
      if (/NotFound/.test(error.message)) return '';
      throw error;
    });
    const state = elementIn(found, status);
    if (state === 'available') return found;
    if (/fail|incompatible/.test(state ?? '')) throw new Error(`${operation}: the state is ${state}`);
    await delay(5000);
  }
}

const cluster = (name) => available('DescribeDBClusters', { DBClusterIdentifier: name });
const instance = (name) =>
  available('DescribeDBInstances', { DBInstanceIdentifier: name }, 'DBInstanceStatus');

/** Complete when this resolves. @param label begins its name, which is returned */
async function takeSnapshot(clusterName, label) {
  const snapshot = { DBClusterSnapshotIdentifier: `${clusterName}-${label}-${Date.now()}` };
  await rds('CreateDBClusterSnapshot', { DBClusterIdentifier: clusterName, ...snapshot });
  await available('DescribeDBClusterSnapshots', snapshot);
  return snapshot.DBClusterSnapshotIdentifier;
}

/**
 * The cluster of that name has the data of the snapshot afterwards. The one that had the name before is kept under the name that is
 * returned: what was written since the snapshot is only there.
 */
async function restoreSnapshot(clusterName, snapshot) {
  const before = await cluster(clusterName);
  const writer = elementIn(before, 'DBInstanceIdentifier');
  const restored = `${clusterName}-restored-${Date.now()}`;
  const failed = restored.replace('-restored-', '-failed-');
  await rds('RestoreDBClusterFromSnapshot', {
    DBClusterIdentifier: restored,
    SnapshotIdentifier: snapshot,
    Engine: elementIn(before, 'Engine'),
    ...settingsOf(before),
  });
  await cluster(restored);
  await rds('CreateDBInstance', {
    DBInstanceIdentifier: `${restored}-writer`,
    DBClusterIdentifier: restored,
    DBInstanceClass: 'db.serverless',
    Engine: elementIn(before, 'Engine'),
  });
  await instance(`${restored}-writer`);
  await renameCluster(clusterName, failed);
  await renameInstance(writer, `${failed}-writer`);
  await renameCluster(restored, clusterName);
  await renameInstance(`${restored}-writer`, writer);
  return failed;
}

const scaling = 'ServerlessV2ScalingConfiguration';

/** What a restored cluster does not take from its snapshot. */
function settingsOf(described) {
  const capacity = described.split(`<${scaling}>`)[1]?.split(`</${scaling}>`)[0] ?? '';
  const capacities = ['MinCapacity', 'MaxCapacity', 'SecondsUntilAutoPause'].map((name) => [
    `${scaling}.${name}`,
    elementIn(capacity, name),
  ]);
  const groups = elementsIn(described, 'VpcSecurityGroupId').map((group, index) => [
    `VpcSecurityGroupIds.VpcSecurityGroupId.${index + 1}`,
    group,
  ]);
  const settings = [...capacities, ['DBSubnetGroupName', elementIn(described, 'DBSubnetGroup')], ...groups];
  return Object.fromEntries(settings.filter(([, value]) => value !== undefined));
}

async function renameCluster(name, next) {
  await rds('ModifyDBCluster', {
    DBClusterIdentifier: name,
    NewDBClusterIdentifier: next,
    ApplyImmediately: 'true',
    EnableHttpEndpoint: 'true',
  });
  await cluster(next);
}

async function renameInstance(name, next) {
  await rds('ModifyDBInstance', {
    DBInstanceIdentifier: name,
    NewDBInstanceIdentifier: next,
    ApplyImmediately: 'true',
  });
  await instance(next);
}

module.exports = { restoreSnapshot, takeSnapshot };
