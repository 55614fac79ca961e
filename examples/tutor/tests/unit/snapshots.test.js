// Snapshots, with the answers of RDS written here; the calls are those that Aurora needs, in their order.
const assert = require('node:assert/strict');
const { createServer } = require('node:http');
const { after, before, test } = require('node:test');
const { text } = require('node:stream/consumers');

const described =
  '<DBCluster><DBSubnetGroup>private</DBSubnetGroup><VpcSecurityGroupId>sg-1</VpcSecurityGroupId><Status>available</Status>' +
  '<Engine>aurora-postgresql</Engine><DBInstanceIdentifier>tutor-writer</DBInstanceIdentifier>' +
  '<ServerlessV2ScalingConfiguration><MinCapacity>0.5</MinCapacity><MaxCapacity>2</MaxCapacity></ServerlessV2ScalingConfiguration></DBCluster>';
const answers = {
  DescribeDBClusters: described,
  DescribeDBInstances: '<DBInstanceStatus>available</DBInstanceStatus>',
  DescribeDBClusterSnapshots: '<Status>available</Status>',
};

let server;
let calls = [];

before(async () => {
  server = createServer(async (request, response) => {
    const { Action, Version, ...parameters } = Object.fromEntries(new URLSearchParams(await text(request)));
    calls.push([Action, parameters]);
    const failed = Action === 'DescribeDBClusterSnapshots' && /broken/.test(JSON.stringify(parameters));
    response.end(failed ? '<Status>failed</Status>' : (answers[Action] ?? ''));
  }).listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${server.address().port}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'y',
  });
});
after(() => server.close());

const { restoreSnapshot, takeSnapshot } = require('../../src/lambda/lib/snapshots.js');

test('a snapshot is complete when its name is given, and one that fails is an error', async () => {
  assert.match(await takeSnapshot('tutor', 'before-4'), /^tutor-before-4-\d+$/);
  await assert.rejects(takeSnapshot('tutor', 'broken'), /the state is failed/);
});

test('a restored cluster takes the name, the writer and the settings of the failed one', async () => {
  calls = [];
  const failed = await restoreSnapshot('tutor', 'before');
  const restored = failed.replace('-failed-', '-restored-');
  const changes = calls.filter(([action]) => !action.startsWith('Describe'));
  assert.deepEqual(changes[0][1], {
    DBClusterIdentifier: restored,
    SnapshotIdentifier: 'before',
    Engine: 'aurora-postgresql',
    'ServerlessV2ScalingConfiguration.MinCapacity': '0.5',
    'ServerlessV2ScalingConfiguration.MaxCapacity': '2',
    DBSubnetGroupName: 'private',
    'VpcSecurityGroupIds.VpcSecurityGroupId.1': 'sg-1',
  });
  const renamed = changes
    .slice(2)
    .map(([, parameters]) => [
      parameters.DBClusterIdentifier ?? parameters.DBInstanceIdentifier,
      parameters.NewDBClusterIdentifier ?? parameters.NewDBInstanceIdentifier,
    ]);
  assert.deepEqual(renamed, [
    ['tutor', failed],
    ['tutor-writer', `${failed}-writer`],
    [restored, 'tutor'],
    [`${restored}-writer`, 'tutor-writer'],
  ]);
});
