// Keys of IAM users where a role works, deployments that interrupt their only instance, and roles as wide as an administrator's.
import { expect, test } from 'vitest';
import { providers } from '../../../src/actions/registry.ts';
import { accessKeys } from '../../../src/check/rules/access-keys.ts';
import { checkBuildspecAgainstProject } from '../../../src/check/rules/buildspec-in-project.ts';
import { policyEscalation } from '../../../src/check/rules/policy-escalation.ts';
import { singleInstance } from '../../../src/check/rules/single-instance.ts';
import { readBuildspec } from '../../../src/load/buildspec/buildspec.ts';
import { readFleet } from '../../../src/load/kinds/fleet.ts';
import { parseJson } from '../../../src/lib/parse-json.ts';
import type { Fleet } from '../../../src/model/fleet.ts';
import type { Environment } from '../../../src/model/environment.ts';
import type { PolicyStatement } from '../../../src/model/policy.ts';
import { roleNeedsOf } from '../../../src/model/rights/role-needs.ts';
import { definition, deploymentGroup, findingsOf, project, summary } from '../../rig/empty-definition.ts';

const key = 'AKIAIOSFODNN7EXAMPLE';
const environmentOf = (name: string, value: string, type?: 'SECRETS_MANAGER') => ({
  ...project().environment,
  environmentVariables: [{ name, value, ...(type === undefined ? {} : { type }) }],
});

// shows: S4-075, S4-077
test.each([
  ['the id of a key', environmentOf('AWS_ACCESS_KEY_ID', key), 1],
  ['a key that a secret holds', environmentOf('AWS_SECRET_ACCESS_KEY', 'deploy-key', 'SECRETS_MANAGER'), 1],
  ['a key under another name', environmentOf('DEPLOY_KEY', key), 1],
  ['another secret', environmentOf('TOKEN', 'token', 'SECRETS_MANAGER'), 0],
  ['a Region', environmentOf('AWS_REGION', 'eu-central-1'), 0],
])('a project whose variables have %s', (_, environment, count) => {
  const at = 'AccessKeyOfUser warning projects.0.environment.environmentVariables.0';
  expect(findingsOf(accessKeys, { projects: [project({ environment })] })).toEqual(Array(count).fill(at));
});

// shows: S4-075, S4-077
test('keys of users are found in environments, in containers and in buildspecs, written or stored', () => {
  const options = [
    ['aws:elasticbeanstalk:application:environment', 'AWS_ACCESS_KEY_ID', key],
    ['aws:elasticbeanstalk:application:environmentsecrets', 'AWS_SECRET_ACCESS_KEY', 'arn:aws:ssm:x'],
    ['aws:autoscaling:asg', 'MinSize', '2'],
  ] as const;
  const environment = {
    optionSettings: options.map(([Namespace, OptionName, Value]) => ({ Namespace, OptionName, Value })),
  } as unknown as Environment;
  expect(findingsOf(accessKeys, { environments: [environment] })).toEqual([
    'AccessKeyOfUser warning environments.0.OptionSettings.0',
    'AccessKeyOfUser warning environments.0.OptionSettings.1',
  ]);
  const container = { environment: { AWS_ACCESS_KEY_ID: key }, secrets: [{ name: 'AWS_SECRET_ACCESS_KEY' }] };
  const taskDefinitions = [{ containers: [container] }] as never;
  expect(findingsOf(accessKeys, { taskDefinitions })).toEqual([
    'AccessKeyOfUser warning taskDefinitions.0.containerDefinitions.0.environment',
    'AccessKeyOfUser warning taskDefinitions.0.containerDefinitions.0.secrets',
  ]);
  const text = `version: 0.2
env:
  variables:
    KEY: ${key}
  secrets-manager:
    AWS_SECRET_ACCESS_KEY: deploy:key
phases:
  build:
    commands: [make]
`;
  const { buildspec } = readBuildspec({ path: 'buildspec.yml', text });
  if (buildspec === undefined) throw new Error('no buildspec');
  expect(summary(checkBuildspecAgainstProject(buildspec, project()))).toEqual([
    'AccessKeyOfUser warning env.variables.KEY',
    'AccessKeyOfUser warning env.secrets-manager.AWS_SECRET_ACCESS_KEY',
  ]);
});

function fleetOf(instances: number): Fleet {
  const targetGroup = { name: 'shop', port: 80 };
  const text = JSON.stringify({ name: 'shop', instances, tags: { Fleet: 'Shop' }, targetGroup });
  const { root } = parseJson({ path: 'fleet.json', text });
  const fleet = root && readFleet(root).value;
  if (fleet === undefined) throw new Error('no fleet');
  return fleet;
}

const readFrom = { 'fleets.0': { file: 'fleet.json', tags: {} } };
const balanced = deploymentGroup({ loadBalancerInfo: { targetGroupInfoList: [{ name: 'shop' }] } });

// shows: S4-081
test.each([
  ['one instance', { fleets: [fleetOf(1)], readFrom, deploymentGroups: [balanced] }, 1],
  ['two instances', { fleets: [fleetOf(2)], readFrom, deploymentGroups: [balanced] }, 0],
  ['one that stands in for what is missing', { fleets: [fleetOf(1)], deploymentGroups: [balanced] }, 0],
  ['one without visitors', { fleets: [fleetOf(1)], readFrom, deploymentGroups: [deploymentGroup()] }, 0],
  [
    'one, and new ones in its place',
    {
      fleets: [fleetOf(1)],
      readFrom,
      deploymentGroups: [{ ...balanced, deploymentStyle: { deploymentType: 'BLUE_GREEN' } as const }],
    },
    0,
  ],
])('a deployment to %s', (_, parts, count) => {
  expect(findingsOf(singleInstance, parts)).toEqual(
    Array(count).fill('DeploymentInterrupts notice deploymentGroups.0'),
  );
});

const everything = (Action: string | readonly string[]): PolicyStatement => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
});
const bounded = { StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::111122223333:policy/boundary' } };

// shows: S1-118
test.each([
  ['everything', [everything('*')], 1],
  ['all of IAM', [everything('iam:*'), everything('ec2:*')], 1],
  [
    'policies of any role',
    [{ ...everything('iam:PutRolePolicy'), Resource: 'arn:aws:iam::111122223333:role/*' }],
    1,
  ],
  ['policies of one role', [{ ...everything('iam:*'), Resource: 'arn:aws:iam::111122223333:role/app' }], 0],
  ['policies within a boundary', [{ ...everything('iam:*'), Condition: bounded }], 0],
  ['reading IAM', [everything(['iam:Get*', 'iam:List*'])], 0],
  ['all of EC2', [everything('ec2:*')], 0],
])('a role that may do %s', (_, Statement, count) => {
  const policies = [{ kind: 'rights', roleName: 'build', fileName: 'x', document: { Statement } }] as const;
  const all = definition({ projects: [project()], policies });
  const sources = { buildspecsOf: () => [], taskRolesOf: () => undefined, types: providers };
  const found = policyEscalation({ definition: all, roles: roleNeedsOf(all, sources) });
  expect(summary(found)).toEqual(Array(count).fill('PolicyNearAdministrator notice policies.0.Statement.0'));
});
