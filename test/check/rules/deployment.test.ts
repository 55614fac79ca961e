import { expect, test } from 'vitest';
import { providers } from '../../../src/actions/registry.ts';
import type { Definition } from '../../../src/model/definition.ts';
import type { DeploymentConfig, DeploymentGroup } from '../../../src/model/deployment.ts';
import { deploymentConfig } from '../../../src/check/rules/deployment-config.ts';
import { actionsByType } from '../../../src/check/rules/actions-by-type.ts';
import { deploymentRollback } from '../../../src/check/rules/deployment-rollback.ts';
import { deploymentStyle } from '../../../src/check/rules/deployment-style.ts';
import { deploymentTargets } from '../../../src/check/rules/deployment-targets.ts';
import type { Rule } from '../../../src/check/rules/rule.ts';
import { definition, deploymentGroup, findingsOf, withActions } from '../../rig/empty-definition.ts';

const server = { applicationName: 'shop' };
const ecs = { applicationName: 'shop', computePlatform: 'ECS' } as const;
const blueGreen: Partial<DeploymentGroup> = {
  deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
  loadBalancerInfo: { targetGroupInfoList: [{ name: 'web' }] },
  blueGreenDeploymentConfiguration: {
    greenFleetProvisioningOption: { action: 'COPY_AUTO_SCALING_GROUP' },
  },
};
const filter = { Key: 'Fleet', Type: 'KEY_ONLY' } as const;

/** The finding codes of one group of the application; `group.…` stands for its path. */
const groups: readonly (readonly [
  name: string,
  rule: Rule,
  group: Partial<DeploymentGroup>,
  expected: readonly string[],
])[] = [
  ['tags alone', deploymentTargets, {}, []],
  [
    'tag groups together with tags',
    deploymentTargets,
    { ec2TagSet: { ec2TagSetList: [[filter]] } },
    ['DeploymentTargetsInvalid error group.ec2TagSet'],
  ],
  [
    'on-premises tag groups together with tags',
    deploymentTargets,
    { onPremisesInstanceTagFilters: [filter], onPremisesTagSet: { onPremisesTagSetList: [[filter]] } },
    ['DeploymentTargetsInvalid error group.onPremisesTagSet'],
  ],
  [
    'nothing to find instances by',
    deploymentTargets,
    { ec2TagFilters: [] },
    ['DeploymentTargetsInvalid warning group'],
  ],
  [
    'an unknown application',
    deploymentTargets,
    { applicationName: 'shoop' },
    ['ApplicationUnknown error group.applicationName'],
  ],

  [
    'a predefined configuration',
    deploymentConfig,
    { deploymentConfigName: 'CodeDeployDefault.AllAtOnce' },
    [],
  ],
  [
    'an unknown configuration',
    deploymentConfig,
    { deploymentConfigName: 'CodeDeployDefault.OneAtTime' },
    ['DeploymentConfigUnknown error group.deploymentConfigName'],
  ],
  [
    'a configuration of another platform',
    deploymentConfig,
    { deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce' },
    ['PlatformMismatch error group.deploymentConfigName'],
  ],

  [
    'blue/green for servers by a copy of the Auto Scaling group',
    deploymentStyle,
    { ...blueGreen, autoScalingGroups: ['web'] },
    [],
  ],
  [
    'blue/green without its configuration and without traffic control',
    deploymentStyle,
    { deploymentStyle: { deploymentType: 'BLUE_GREEN' } },
    Array(2).fill('BlueGreenInvalid error group.deploymentStyle.deploymentType'),
  ],
  [
    'blue/green that copies no Auto Scaling group',
    deploymentStyle,
    blueGreen,
    ['BlueGreenInvalid error group.blueGreenDeploymentConfiguration.greenFleetProvisioningOption.action'],
  ],
  [
    'blue/green on premises',
    deploymentStyle,
    { ...blueGreen, autoScalingGroups: ['web'], onPremisesInstanceTagFilters: [{ Key: 'Stage' }] },
    ['BlueGreenInvalid error group.onPremisesInstanceTagFilters'],
  ],
  [
    'traffic control without a load balancer',
    deploymentStyle,
    { deploymentStyle: { deploymentOption: 'WITH_TRAFFIC_CONTROL' } },
    ['LoadBalancerMissing error group.deploymentStyle.deploymentOption'],
  ],
  [
    'traffic control with a target group',
    deploymentStyle,
    {
      deploymentStyle: { deploymentOption: 'WITH_TRAFFIC_CONTROL' },
      loadBalancerInfo: { targetGroupInfoList: [{ name: 'web' }] },
    },
    [],
  ],
  [
    'a load balancer without traffic control',
    deploymentStyle,
    { loadBalancerInfo: { targetGroupInfoList: [{ name: 'web' }] } },
    ['LoadBalancerUnused warning group.loadBalancerInfo'],
  ],
  [
    'alarms that the definition does not describe',
    deploymentStyle,
    {
      alarmConfiguration: { enabled: true, alarms: [{ name: 'errors' }] },
    },
    ['NotExecutedHere notice group.alarmConfiguration'],
  ],

  [
    'rollback after a failure',
    deploymentRollback,
    { autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] } },
    [],
  ],
  [
    'rollback without an event',
    deploymentRollback,
    { autoRollbackConfiguration: { enabled: true } },
    ['RollbackInvalid error group.autoRollbackConfiguration'],
  ],
  [
    'rollback by an alarm that is not watched',
    deploymentRollback,
    { autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_STOP_ON_ALARM'] } },
    ['RollbackInvalid warning group.autoRollbackConfiguration.events.0'],
  ],
  ['rollback switched off', deploymentRollback, { autoRollbackConfiguration: { enabled: false } }, []],
];

test.each(groups)('%s', (...[, rule, group, expected]) => {
  const found = findingsOf(rule, { applications: [server], deploymentGroups: [deploymentGroup(group)] });
  expect(found).toEqual(expected.map((each) => each.replace('group', 'deploymentGroups.0')));
});

test('a pipeline cannot say which existing instances replace the others', () => {
  const group = deploymentGroup({ ...blueGreen, blueGreenDeploymentConfiguration: {} });
  const configuration = {
    ApplicationName: group.applicationName,
    DeploymentGroupName: group.deploymentGroupName,
  };
  const used = withActions({
    name: 'Deploy',
    actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'CodeDeploy', version: '1' },
    configuration,
  });
  const parts = { applications: [server], deploymentGroups: [group] };
  expect(findingsOf(deploymentStyle, { ...parts, pipeline: used })).toEqual([
    'BlueGreenInvalid error deploymentGroups.0.blueGreenDeploymentConfiguration',
  ]);
  expect(findingsOf(deploymentStyle, parts)).toEqual([]);
});

test('tasks that were there before end with a deployment, also where they are to be kept alive', () => {
  const group = deploymentGroup({
    blueGreenDeploymentConfiguration: { terminateBlueInstancesOnDeploymentSuccess: { action: 'KEEP_ALIVE' } },
  });
  expect(findingsOf(deploymentStyle, { applications: [ecs], deploymentGroups: [group] })).toEqual([
    'NotExecutedHere notice deploymentGroups.0.blueGreenDeploymentConfiguration.terminateBlueInstancesOnDeploymentSuccess.action',
  ]);
});

test('the nearest name of the right platform is suggested for a configuration', () => {
  const group = deploymentGroup({ deploymentConfigName: 'HalfAtATime' });
  const [finding] = deploymentConfig(
    definition({ applications: [server], deploymentGroups: [group] }),
    providers,
  );
  expect(finding?.remedy).toBe('Did you mean "CodeDeployDefault.HalfAtATime"?');
});

test('a group for ECS needs a service and a pair of target groups', () => {
  const parts = { applications: [ecs], deploymentGroups: [deploymentGroup()] };
  expect(deploymentTargets(definition(parts), providers).map((each) => each.message)).toEqual([
    'A deployment group for ECS needs ecsServices',
    'A deployment group for ECS needs loadBalancerInfo.targetGroupPairInfoList',
  ]);
});

test('deployments to ECS are always blue/green', () => {
  const group = deploymentGroup({ deploymentStyle: { deploymentType: 'IN_PLACE' } });
  expect(findingsOf(deploymentStyle, { applications: [ecs], deploymentGroups: [group] })).toEqual([
    'DeploymentStyleInvalid error deploymentGroups.0.deploymentStyle',
  ]);
});

const configs: readonly (readonly [
  name: string,
  config: Partial<DeploymentConfig>,
  expected: readonly string[],
])[] = [
  ['hosts in per cent', { minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 99 } }, []],
  [
    'a reserved name',
    { deploymentConfigName: 'CodeDeployDefault.Mine', minimumHealthyHosts: { type: 'HOST_COUNT', value: 1 } },
    ['deploymentConfigName'],
  ],
  [
    '100 per cent',
    { minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 100 } },
    ['minimumHealthyHosts.value'],
  ],
  [
    '100 per cent of a zone',
    {
      minimumHealthyHosts: { type: 'HOST_COUNT', value: 1 },
      zonalConfig: { minimumHealthyHostsPerZone: { type: 'FLEET_PERCENT', value: 100 } },
    },
    ['zonalConfig.minimumHealthyHostsPerZone.value'],
  ],
  ['a server without a minimum', {}, ['']],
  ['Lambda without routing', { computePlatform: 'Lambda' }, ['']],
  [
    'ECS with what servers have',
    {
      computePlatform: 'ECS',
      trafficRoutingConfig: { type: 'AllAtOnce' },
      minimumHealthyHosts: { type: 'HOST_COUNT', value: 1 },
      zonalConfig: {},
    },
    ['minimumHealthyHosts', 'zonalConfig'],
  ],
  [
    'a canary without its numbers',
    { computePlatform: 'Lambda', trafficRoutingConfig: { type: 'TimeBasedCanary' } },
    ['trafficRoutingConfig'],
  ],
  [
    'a canary over two days',
    {
      computePlatform: 'Lambda',
      trafficRoutingConfig: {
        type: 'TimeBasedCanary',
        timeBasedCanary: { canaryPercentage: 10, canaryInterval: 2881 },
      },
    },
    ['trafficRoutingConfig'],
  ],
  [
    'ten linear steps in 2880 minutes',
    {
      computePlatform: 'ECS',
      trafficRoutingConfig: {
        type: 'TimeBasedLinear',
        timeBasedLinear: { linearPercentage: 10, linearInterval: 320 },
      },
    },
    [],
  ],
  [
    'ten linear steps in more',
    {
      computePlatform: 'ECS',
      trafficRoutingConfig: {
        type: 'TimeBasedLinear',
        timeBasedLinear: { linearPercentage: 10, linearInterval: 321 },
      },
    },
    ['trafficRoutingConfig'],
  ],
];

test.each(configs)('a deployment configuration with %s', (_name, config, expected) => {
  const parts = { deploymentConfigs: [{ deploymentConfigName: 'Mine', ...config }] };
  expect(findingsOf(deploymentConfig, parts)).toEqual(
    expected.map(
      (path) => `DeploymentConfigInvalid error deploymentConfigs.0${path === '' ? '' : `.${path}`}`,
    ),
  );
});

function action(provider: string): Definition['pipeline'] {
  return withActions({
    name: 'Deploy',
    actionTypeId: { category: 'Deploy', owner: 'AWS', provider, version: '1' },
    configuration: { ApplicationName: 'shop', DeploymentGroupName: 'fleet' },
  });
}

const at = 'pipeline.stages.0.actions.0.configuration';
const actions: readonly (readonly [name: string, parts: Partial<Definition>, expected: readonly string[]])[] =
  [
    ['names of the definition', { applications: [server], deploymentGroups: [deploymentGroup()] }, []],
    [
      'names that no part of the definition has',
      {},
      [
        `ApplicationUnknown warning ${at}.ApplicationName`,
        `DeploymentGroupUnknown warning ${at}.DeploymentGroupName`,
      ],
    ],
    [
      'a misspelt group',
      { applications: [server], deploymentGroups: [deploymentGroup({ deploymentGroupName: 'fleets' })] },
      [`DeploymentGroupUnknown error ${at}.DeploymentGroupName`],
    ],
    [
      'a misspelt application',
      { applications: [{ applicationName: 'shops' }], deploymentGroups: [deploymentGroup()] },
      [`ApplicationUnknown error ${at}.ApplicationName`],
    ],
    [
      'an application for ECS',
      { applications: [ecs], deploymentGroups: [deploymentGroup()] },
      [`PlatformMismatch error ${at}.ApplicationName`],
    ],
    [
      'an application for Lambda',
      { applications: [{ ...ecs, computePlatform: 'Lambda' }], deploymentGroups: [deploymentGroup()] },
      [],
    ],
  ];

test.each(actions)('a CodeDeploy action with %s', (_name, parts, expected) => {
  expect(findingsOf(actionsByType, { pipeline: action('CodeDeploy'), ...parts })).toEqual(expected);
});

test('a CodeDeployToECS action needs an application for ECS', () => {
  const deploymentGroups = [deploymentGroup()];
  const pipeline = action('CodeDeployToECS');
  expect(findingsOf(actionsByType, { pipeline, applications: [ecs], deploymentGroups })).toEqual([]);
  expect(findingsOf(actionsByType, { pipeline, applications: [server], deploymentGroups })).toEqual([
    `PlatformMismatch error ${at}.ApplicationName`,
  ]);
});
