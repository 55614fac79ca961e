// What the CloudWatch agent of an instance may not do fails no deployment: the agent says so in its own log, and it is recorded.
import { expect, test } from 'vitest';
import { openIamCalls } from '../../src/account/iam-calls.ts';
import { openAccount } from '../../src/account/open-account.ts';
import { providers } from '../../src/actions/registry.ts';
import { refusedToServices } from '../../src/actions/service-access.ts';
import type { Fleet } from '../../src/model/fleet.ts';
import type { PolicyStatement } from '../../src/model/policy.ts';
import { serviceCallsOf } from '../../src/model/rights/service-calls.ts';
import { definition, deploymentGroup, withActions } from '../rig/empty-definition.ts';
import { openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';
import { action } from '../rig/rights.ts';

const place = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };
const fleet: Fleet = {
  name: 'shop',
  isolation: 'process',
  instances: [{ instanceId: 'i-1', tags: { Fleet: 'Shop' }, availabilityZone: 'a' }],
  iamInstanceProfile: 'servers',
};

function put(endpoint: TestEndpoint, roleName: string, Statement: readonly PolicyStatement[]): void {
  using opened = openAccount(endpoint.stateFolder);
  opened.put({
    ...place,
    region: '',
    type: 'AWS::IAM::RolePolicy',
    name: `${roleName}/rights`,
    values: {
      roleName,
      policyName: 'rights',
      kind: 'rights',
      document: { Version: '2012-10-17', Statement },
    },
    madeBy: { kind: 'api', operation: 'test' },
    at: 0,
  });
}

/** What fails a deployment to the fleet under `--iam enforce`, and what its instances have called. */
async function deployed(
  cloudWatchAgent: Required<Fleet>['cloudWatchAgent'],
  statements: readonly PolicyStatement[],
) {
  await using endpoint = await openTestEndpoint();
  for (const each of ['pipeline', 'deploy'])
    put(endpoint, each, [{ Effect: 'Allow', Action: '*', Resource: '*' }]);
  put(endpoint, 'servers', statements);
  const declaration = action(
    'Deploy',
    'CodeDeploy',
    { ApplicationName: 'shop', DeploymentGroupName: 'fleet' },
    { inputArtifacts: [{ name: 'Built' }] },
  );
  const artifactStore = { type: 'S3', location: 'shop' } as const;
  const calls = serviceCallsOf({
    declaration,
    configuration: declaration.configuration ?? {},
    type: providers.find(declaration.actionTypeId),
    definition: definition({
      pipeline: { ...withActions(declaration), artifactStore },
      deploymentGroups: [deploymentGroup()],
      fleets: [{ ...fleet, cloudWatchAgent }],
    }),
    place,
    callsItself: false,
  });
  const context = {
    executionId: 'execution',
    actionExecutionId: 'action',
    options: { iam: 'enforce' },
    place,
    signal: AbortSignal.timeout(60_000),
    state: { folder: async () => Promise.resolve(`${endpoint.stateFolder}/targets`) },
  } as unknown as Parameters<typeof refusedToServices>[0];
  const refused = await refusedToServices(context, calls, 'before');
  using recorded = openIamCalls(endpoint.stateFolder);
  return {
    message: refused?.message,
    ofInstances: recorded
      .list()
      .filter(({ roleArn }) => roleArn.endsWith('/servers'))
      .map((call) => `${call.action} ${call.decision}`)
      .toSorted(),
  };
}

const getsArtifacts: PolicyStatement = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
const log = { file_path: '/var/log/app.log', log_group_name: 'app' };
const logs = { logs_collected: { files: { collect_list: [log] } } };
const metrics = { append_dimensions: { AutoScalingGroupName: '${aws:AutoScalingGroupName}' } };

test('without rights for its agent a deployment succeeds, and each is recorded', async () => {
  expect(await deployed({ logs, metrics }, [getsArtifacts])).toEqual({
    message: undefined,
    ofInstances: [
      'cloudwatch:PutMetricData NotAllowed',
      'ec2:DescribeTags NotAllowed',
      'logs:CreateLogStream NotAllowed',
      'logs:DescribeLogStreams NotAllowed',
      'logs:PutLogEvents NotAllowed',
      's3:GetObject Allowed',
      's3:GetObjectVersion Allowed',
    ],
  });
});

test.each([[{}], [{ append_dimensions: { InstanceId: '${aws:InstanceId}' } }]])(
  'metrics with %j need no tags of the instance',
  async (without) => {
    expect((await deployed({ metrics: without }, [getsArtifacts])).ofInstances).toEqual([
      'cloudwatch:PutMetricData NotAllowed',
      's3:GetObject Allowed',
      's3:GetObjectVersion Allowed',
    ]);
  },
);

test('without the right to read the artifact the deployment fails', async () => {
  expect((await deployed({ metrics }, [])).message).toContain('is not authorized to perform: s3:GetObject');
});
