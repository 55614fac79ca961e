// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface CodeDeploy {
  readonly Alarm: {
    readonly name?: string;
  };
  readonly AlarmConfiguration: {
    readonly enabled?: boolean;
    readonly ignorePollAlarmFailure?: boolean;
    readonly alarms?: readonly CodeDeploy['Alarm'][];
  };
  readonly AutoRollbackConfiguration: {
    readonly enabled: boolean;
    readonly events?: readonly (
      | 'DEPLOYMENT_FAILURE'
      | 'DEPLOYMENT_STOP_ON_ALARM'
      | 'DEPLOYMENT_STOP_ON_REQUEST'
    )[];
  };
  readonly BlueGreenDeploymentConfiguration: {
    readonly terminateBlueInstancesOnDeploymentSuccess?: CodeDeploy['BlueInstanceTerminationOption'];
    readonly deploymentReadyOption?: CodeDeploy['DeploymentReadyOption'];
    readonly greenFleetProvisioningOption?: CodeDeploy['GreenFleetProvisioningOption'];
  };
  readonly BlueInstanceTerminationOption: {
    readonly action?: 'TERMINATE' | 'KEEP_ALIVE';
    readonly terminationWaitTimeInMinutes?: number;
  };
  readonly CreateApplicationInput: {
    readonly applicationName: string;
    readonly computePlatform?: 'Server' | 'Lambda' | 'ECS';
    readonly tags?: readonly CodeDeploy['Tag'][];
  };
  readonly CreateDeploymentConfigInput: {
    readonly deploymentConfigName: string;
    readonly minimumHealthyHosts?: CodeDeploy['MinimumHealthyHosts'];
    readonly trafficRoutingConfig?: CodeDeploy['TrafficRoutingConfig'];
    readonly computePlatform?: 'Server' | 'Lambda' | 'ECS';
    readonly zonalConfig?: CodeDeploy['ZonalConfig'];
  };
  readonly CreateDeploymentGroupInput: {
    readonly applicationName: string;
    readonly deploymentGroupName: string;
    readonly deploymentConfigName?: string;
    readonly ec2TagFilters?: readonly CodeDeploy['EC2TagFilter'][];
    readonly onPremisesInstanceTagFilters?: readonly CodeDeploy['TagFilter'][];
    readonly autoScalingGroups?: readonly string[];
    readonly serviceRoleArn: string;
    readonly triggerConfigurations?: readonly CodeDeploy['TriggerConfig'][];
    readonly alarmConfiguration?: CodeDeploy['AlarmConfiguration'];
    readonly autoRollbackConfiguration?: CodeDeploy['AutoRollbackConfiguration'];
    readonly outdatedInstancesStrategy?: 'UPDATE' | 'IGNORE';
    readonly deploymentStyle?: CodeDeploy['DeploymentStyle'];
    readonly blueGreenDeploymentConfiguration?: CodeDeploy['BlueGreenDeploymentConfiguration'];
    readonly loadBalancerInfo?: CodeDeploy['LoadBalancerInfo'];
    readonly ec2TagSet?: CodeDeploy['EC2TagSet'];
    readonly ecsServices?: readonly CodeDeploy['ECSService'][];
    readonly onPremisesTagSet?: CodeDeploy['OnPremisesTagSet'];
    readonly tags?: readonly CodeDeploy['Tag'][];
    readonly ec2DeploymentOptions?: CodeDeploy['EC2DeploymentOptions'];
    readonly terminationHookEnabled?: boolean;
  };
  readonly DeploymentReadyOption: {
    readonly actionOnTimeout?: 'CONTINUE_DEPLOYMENT' | 'STOP_DEPLOYMENT';
    readonly waitTimeInMinutes?: number;
  };
  readonly DeploymentStyle: {
    readonly deploymentType?: 'IN_PLACE' | 'BLUE_GREEN';
    readonly deploymentOption?: 'WITH_TRAFFIC_CONTROL' | 'WITHOUT_TRAFFIC_CONTROL';
  };
  readonly EC2DeploymentOptions: {
    readonly autoScalingGroupProcessesToSuspend?: readonly (
      | 'Terminate'
      | 'AZRebalance'
      | 'InstanceRefresh'
      | 'ScheduledActions'
    )[];
  };
  readonly EC2TagFilter: {
    readonly Key?: string;
    readonly Value?: string;
    readonly Type?: 'KEY_ONLY' | 'VALUE_ONLY' | 'KEY_AND_VALUE';
  };
  readonly EC2TagSet: {
    readonly ec2TagSetList: readonly (readonly CodeDeploy['EC2TagFilter'][])[];
  };
  readonly ECSService: {
    readonly serviceName?: string;
    readonly clusterName?: string;
  };
  readonly ELBInfo: {
    readonly name?: string;
  };
  readonly GreenFleetProvisioningOption: {
    readonly action?: 'DISCOVER_EXISTING' | 'COPY_AUTO_SCALING_GROUP';
  };
  readonly LoadBalancerInfo: {
    readonly elbInfoList?: readonly CodeDeploy['ELBInfo'][];
    readonly targetGroupInfoList?: readonly CodeDeploy['TargetGroupInfo'][];
    readonly targetGroupPairInfoList?: readonly CodeDeploy['TargetGroupPairInfo'][];
  };
  readonly MinimumHealthyHosts: {
    readonly type: 'HOST_COUNT' | 'FLEET_PERCENT';
    readonly value: number;
  };
  readonly MinimumHealthyHostsPerZone: {
    readonly type: 'HOST_COUNT' | 'FLEET_PERCENT';
    readonly value: number;
  };
  readonly OnPremisesTagSet: {
    readonly onPremisesTagSetList: readonly (readonly CodeDeploy['TagFilter'][])[];
  };
  readonly Tag: {
    readonly Key?: string;
    readonly Value?: string;
  };
  readonly TagFilter: {
    readonly Key?: string;
    readonly Value?: string;
    readonly Type?: 'KEY_ONLY' | 'VALUE_ONLY' | 'KEY_AND_VALUE';
  };
  readonly TargetGroupInfo: {
    readonly name?: string;
  };
  readonly TargetGroupPairInfo: {
    readonly targetGroups?: readonly CodeDeploy['TargetGroupInfo'][];
    readonly prodTrafficRoute?: CodeDeploy['TrafficRoute'];
    readonly testTrafficRoute?: CodeDeploy['TrafficRoute'];
  };
  readonly TimeBasedCanary: {
    readonly canaryPercentage: number;
    readonly canaryInterval: number;
  };
  readonly TimeBasedLinear: {
    readonly linearPercentage: number;
    readonly linearInterval: number;
  };
  readonly TrafficRoute: {
    readonly listenerArns?: readonly string[];
  };
  readonly TrafficRoutingConfig: {
    readonly type: 'TimeBasedCanary' | 'TimeBasedLinear' | 'AllAtOnce';
    readonly timeBasedCanary?: CodeDeploy['TimeBasedCanary'];
    readonly timeBasedLinear?: CodeDeploy['TimeBasedLinear'];
  };
  readonly TriggerConfig: {
    readonly triggerName?: string;
    readonly triggerTargetArn?: string;
    readonly triggerEvents?: readonly (
      | 'DeploymentStart'
      | 'DeploymentSuccess'
      | 'DeploymentFailure'
      | 'DeploymentStop'
      | 'DeploymentRollback'
      | 'DeploymentReady'
      | 'InstanceStart'
      | 'InstanceSuccess'
      | 'InstanceFailure'
      | 'InstanceReady'
    )[];
  };
  readonly ZonalConfig: {
    readonly firstZoneMonitorDurationInSeconds?: number;
    readonly monitorDurationInSeconds?: number;
    readonly minimumHealthyHostsPerZone?: CodeDeploy['MinimumHealthyHostsPerZone'];
  };
}
