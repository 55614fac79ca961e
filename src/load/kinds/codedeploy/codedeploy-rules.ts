// What becomes here of each key of CodeDeploy's structures.
import type { CodeDeploy } from '../../../aws/types/codedeploy.ts';
import { notExecuted, type AwsRules, type KeyRules } from '../../aws-rules.ts';
import { refusedByCli } from '../../resource.ts';

/** Of applications, deployment groups and configurations. */
const name: KeyRules = {
  is: 'honoured',
  text: { pattern: /[A-Za-z0-9._+=,@-]+/, patternText: 'letters, digits and . _ + - = , @' },
};
const tagFilter = {
  Key: { is: 'honoured', text: { max: 128 } },
  Value: { is: 'honoured', text: { max: 256 } },
  Type: 'honoured',
} as const;
const atMost = (max: number): KeyRules => ({ is: 'honoured', limits: { max } });
const natural: KeyRules = { is: 'honoured', limits: { min: 0 } };
const percentage: KeyRules = { is: 'honoured', limits: { min: 1, max: 99 } };
const minutes: KeyRules = { is: 'honoured', limits: { min: 1 } };

export const codeDeployRules: AwsRules<CodeDeploy> = {
  service: 'codedeploy',
  unknownKey: refusedByCli.aws,
  structures: {
    CreateApplicationInput: {
      called: 'application',
      keys: { applicationName: name, computePlatform: 'honoured', tags: 'inert' },
    },
    CreateDeploymentGroupInput: {
      called: 'deployment group',
      keys: {
        applicationName: name,
        deploymentGroupName: name,
        deploymentConfigName: name,
        ec2TagFilters: atMost(10),
        onPremisesInstanceTagFilters: atMost(10),
        autoScalingGroups: atMost(10),
        serviceRoleArn: { is: 'honoured', text: { min: 1 } },
        triggerConfigurations: { is: notExecuted('nothing is published to SNS'), limits: { max: 10 } },
        alarmConfiguration: 'honoured',
        autoRollbackConfiguration: 'honoured',
        outdatedInstancesStrategy: notExecuted('no instance is added during a deployment', 'UPDATE'),
        deploymentStyle: 'honoured',
        blueGreenDeploymentConfiguration: 'honoured',
        loadBalancerInfo: 'honoured',
        ec2TagSet: 'honoured',
        ecsServices: atMost(10),
        onPremisesTagSet: 'honoured',
        tags: 'inert',
        ec2DeploymentOptions: notExecuted('there are no Auto Scaling groups'),
        terminationHookEnabled: notExecuted('there are no Auto Scaling groups that end instances', false),
      },
    },
    CreateDeploymentConfigInput: {
      called: 'deployment configuration',
      keys: {
        deploymentConfigName: name,
        minimumHealthyHosts: { is: 'honoured', called: 'minimumHealthyHosts' },
        trafficRoutingConfig: 'honoured',
        computePlatform: 'honoured',
        zonalConfig: 'honoured',
      },
    },
    AlarmConfiguration: {
      called: 'alarmConfiguration',
      keys: { enabled: 'honoured', ignorePollAlarmFailure: 'honoured', alarms: atMost(10) },
    },
    Alarm: { called: 'alarm', keys: { name: 'honoured' } },
    AutoRollbackConfiguration: {
      called: 'autoRollbackConfiguration',
      keys: { enabled: 'honoured', events: 'honoured' },
    },
    DeploymentStyle: {
      called: 'deploymentStyle',
      keys: { deploymentType: 'honoured', deploymentOption: 'honoured' },
    },
    BlueGreenDeploymentConfiguration: {
      called: 'blueGreenDeploymentConfiguration',
      keys: {
        terminateBlueInstancesOnDeploymentSuccess: 'honoured',
        deploymentReadyOption: 'honoured',
        greenFleetProvisioningOption: 'honoured',
      },
    },
    BlueInstanceTerminationOption: {
      called: 'terminateBlueInstancesOnDeploymentSuccess',
      keys: {
        action: 'honoured',
        terminationWaitTimeInMinutes: { is: 'honoured', limits: { min: 0, max: 2880 } },
      },
    },
    DeploymentReadyOption: {
      called: 'deploymentReadyOption',
      keys: {
        actionOnTimeout: 'honoured',
        waitTimeInMinutes: { is: 'honoured', limits: { min: 0 } },
      },
    },
    GreenFleetProvisioningOption: {
      called: 'greenFleetProvisioningOption',
      keys: { action: 'honoured' },
    },
    LoadBalancerInfo: {
      called: 'loadBalancerInfo',
      keys: {
        elbInfoList: {
          is: notExecuted('Classic Load Balancers do not exist here; target groups do'),
          limits: { max: 10 },
        },
        targetGroupInfoList: atMost(10),
        targetGroupPairInfoList: atMost(1),
      },
    },
    TargetGroupInfo: { called: 'target group', keys: { name: 'honoured' } },
    TargetGroupPairInfo: {
      called: 'target group pair',
      // The production listener is that of the service's load balancer, whatever its ARN.
      keys: {
        targetGroups: atMost(2),
        prodTrafficRoute: { is: 'inert', called: 'traffic route' },
        testTrafficRoute: 'honoured',
      },
    },
    TrafficRoute: { called: 'traffic route', keys: { listenerArns: atMost(1) } },
    EC2TagFilter: { called: 'tag filter', keys: tagFilter },
    TagFilter: { called: 'tag filter', keys: tagFilter },
    EC2TagSet: { called: 'ec2TagSet', keys: { ec2TagSetList: atMost(3) } },
    OnPremisesTagSet: { called: 'onPremisesTagSet', keys: { onPremisesTagSetList: atMost(3) } },
    ECSService: { called: 'ECS service', keys: { serviceName: 'honoured', clusterName: 'honoured' } },
    MinimumHealthyHosts: { called: 'minimumHealthyHosts', keys: { type: 'honoured', value: natural } },
    MinimumHealthyHostsPerZone: {
      called: 'minimumHealthyHostsPerZone',
      keys: { type: 'honoured', value: natural },
    },
    TrafficRoutingConfig: {
      called: 'trafficRoutingConfig',
      keys: { type: 'honoured', timeBasedCanary: 'honoured', timeBasedLinear: 'honoured' },
    },
    TimeBasedCanary: {
      called: 'timeBasedCanary',
      keys: { canaryPercentage: percentage, canaryInterval: minutes },
    },
    TimeBasedLinear: {
      called: 'timeBasedLinear',
      keys: { linearPercentage: percentage, linearInterval: minutes },
    },
    ZonalConfig: {
      called: 'zonalConfig',
      keys: {
        firstZoneMonitorDurationInSeconds: natural,
        monitorDurationInSeconds: natural,
        minimumHealthyHostsPerZone: 'honoured',
      },
    },
    TriggerConfig: { called: 'trigger' },
    ELBInfo: { called: 'load balancer' },
    Tag: { called: 'tag' },
  },
};
