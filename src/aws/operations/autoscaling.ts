// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface AutoScalingApi {
  readonly operations: {
    readonly AttachLoadBalancerTargetGroups: {
      readonly input: Shapes['AttachLoadBalancerTargetGroupsType'];
      readonly output: Shapes['AttachLoadBalancerTargetGroupsResultType'];
    };
    readonly CreateAutoScalingGroup: {
      readonly input: Shapes['CreateAutoScalingGroupType'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly CreateOrUpdateTags: {
      readonly input: Shapes['CreateOrUpdateTagsType'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteAutoScalingGroup: {
      readonly input: Shapes['DeleteAutoScalingGroupType'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteTags: {
      readonly input: Shapes['DeleteTagsType'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DescribeAutoScalingGroups: {
      readonly input: Shapes['AutoScalingGroupNamesType'];
      readonly output: Shapes['AutoScalingGroupsType'];
    };
    readonly DescribeAutoScalingInstances: {
      readonly input: Shapes['DescribeAutoScalingInstancesType'];
      readonly output: Shapes['AutoScalingInstancesType'];
    };
    readonly DescribeLoadBalancerTargetGroups: {
      readonly input: Shapes['DescribeLoadBalancerTargetGroupsRequest'];
      readonly output: Shapes['DescribeLoadBalancerTargetGroupsResponse'];
    };
    readonly DescribeScalingActivities: {
      readonly input: Shapes['DescribeScalingActivitiesType'];
      readonly output: Shapes['ActivitiesType'];
    };
    readonly DescribeTags: {
      readonly input: Shapes['DescribeTagsType'];
      readonly output: Shapes['TagsType'];
    };
    readonly DescribeWarmPool: {
      readonly input: Shapes['DescribeWarmPoolType'];
      readonly output: Shapes['DescribeWarmPoolAnswer'];
    };
    readonly DetachLoadBalancerTargetGroups: {
      readonly input: Shapes['DetachLoadBalancerTargetGroupsType'];
      readonly output: Shapes['DetachLoadBalancerTargetGroupsResultType'];
    };
    readonly SetDesiredCapacity: {
      readonly input: Shapes['SetDesiredCapacityType'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly UpdateAutoScalingGroup: {
      readonly input: Shapes['UpdateAutoScalingGroupType'];
      readonly output: Readonly<Record<string, never>>;
    };
  };
  readonly errors:
    | 'ActiveInstanceRefreshNotFoundFault'
    | 'AlreadyExistsFault'
    | 'IdempotentCallInProgressFault'
    | 'IdempotentParameterMismatchError'
    | 'InstanceRefreshInProgressFault'
    | 'InvalidNextToken'
    | 'IrreversibleInstanceRefreshFault'
    | 'LimitExceededFault'
    | 'ResourceContentionFault'
    | 'ResourceInUseFault'
    | 'ScalingActivityInProgressFault'
    | 'ServiceLinkedRoleFailure';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly AcceleratorCountRequest: {
    readonly Min?: number;
    readonly Max?: number;
  };
  readonly AcceleratorTotalMemoryMiBRequest: {
    readonly Min?: number;
    readonly Max?: number;
  };
  readonly ActivitiesType: {
    readonly Activities: readonly Shapes['Activity'][];
    readonly NextToken?: string;
  };
  readonly Activity: {
    readonly ActivityId: string;
    readonly AutoScalingGroupName: string;
    readonly Description?: string;
    readonly Cause: string;
    readonly StartTime: Date;
    readonly EndTime?: Date;
    readonly StatusCode:
      | 'PendingSpotBidPlacement'
      | 'WaitingForSpotInstanceRequestId'
      | 'WaitingForSpotInstanceId'
      | 'WaitingForInstanceId'
      | 'PreInService'
      | 'InProgress'
      | 'WaitingForELBConnectionDraining'
      | 'MidLifecycleAction'
      | 'WaitingForInstanceWarmup'
      | 'Successful'
      | 'Failed'
      | 'Cancelled'
      | 'WaitingForConnectionDraining'
      | 'WaitingForInPlaceUpdateToStart'
      | 'WaitingForInPlaceUpdateToFinalize'
      | 'InPlaceUpdateInProgress';
    readonly StatusMessage?: string;
    readonly Progress?: number;
    readonly Details?: string;
    readonly AutoScalingGroupState?: string;
    readonly AutoScalingGroupARN?: string;
  };
  readonly AttachLoadBalancerTargetGroupsResultType: {};
  readonly AttachLoadBalancerTargetGroupsType: {
    readonly AutoScalingGroupName: string;
    readonly TargetGroupARNs: readonly string[];
  };
  readonly AutoScalingGroup: {
    readonly AutoScalingGroupName: string;
    readonly AutoScalingGroupARN?: string;
    readonly LaunchConfigurationName?: string;
    readonly LaunchTemplate?: Shapes['LaunchTemplateSpecification'];
    readonly MixedInstancesPolicy?: Shapes['MixedInstancesPolicy'];
    readonly MinSize: number;
    readonly MaxSize: number;
    readonly DesiredCapacity: number;
    readonly PredictedCapacity?: number;
    readonly DefaultCooldown: number;
    readonly AvailabilityZones: readonly string[];
    readonly AvailabilityZoneIds?: readonly string[];
    readonly LoadBalancerNames?: readonly string[];
    readonly TargetGroupARNs?: readonly string[];
    readonly HealthCheckType: string;
    readonly HealthCheckGracePeriod?: number;
    readonly Instances?: readonly Shapes['Instance'][];
    readonly CreatedTime: Date;
    readonly SuspendedProcesses?: readonly Shapes['SuspendedProcess'][];
    readonly PlacementGroup?: string;
    readonly VPCZoneIdentifier?: string;
    readonly EnabledMetrics?: readonly Shapes['EnabledMetric'][];
    readonly Status?: string;
    readonly Tags?: readonly Shapes['TagDescription'][];
    readonly TerminationPolicies?: readonly string[];
    readonly NewInstancesProtectedFromScaleIn?: boolean;
    readonly ServiceLinkedRoleARN?: string;
    readonly MaxInstanceLifetime?: number;
    readonly CapacityRebalance?: boolean;
    readonly WarmPoolConfiguration?: Shapes['WarmPoolConfiguration'];
    readonly WarmPoolSize?: number;
    readonly Context?: string;
    readonly DesiredCapacityType?: string;
    readonly DefaultInstanceWarmup?: number;
    readonly TrafficSources?: readonly Shapes['TrafficSourceIdentifier'][];
    readonly InstanceMaintenancePolicy?: Shapes['InstanceMaintenancePolicy'];
    readonly DeletionProtection?: 'none' | 'prevent-force-deletion' | 'prevent-all-deletion';
    readonly AvailabilityZoneDistribution?: Shapes['AvailabilityZoneDistribution'];
    readonly AvailabilityZoneImpairmentPolicy?: Shapes['AvailabilityZoneImpairmentPolicy'];
    readonly CapacityReservationSpecification?: Shapes['CapacityReservationSpecification'];
    readonly InstanceLifecyclePolicy?: Shapes['InstanceLifecyclePolicy'];
    readonly Operator?: Shapes['Operator'];
  };
  readonly AutoScalingGroupNamesType: {
    readonly AutoScalingGroupNames?: readonly string[];
    readonly IncludeInstances?: boolean;
    readonly IncludeManagedResources?: boolean;
    readonly NextToken?: string;
    readonly MaxRecords?: number;
    readonly Filters?: readonly Shapes['Filter'][];
  };
  readonly AutoScalingGroupsType: {
    readonly AutoScalingGroups: readonly Shapes['AutoScalingGroup'][];
    readonly NextToken?: string;
  };
  readonly AutoScalingInstanceDetails: {
    readonly InstanceId: string;
    readonly InstanceType?: string;
    readonly AutoScalingGroupName: string;
    readonly AvailabilityZone: string;
    readonly AvailabilityZoneId?: string;
    readonly LifecycleState: string;
    readonly HealthStatus: string;
    readonly LaunchConfigurationName?: string;
    readonly LaunchTemplate?: Shapes['LaunchTemplateSpecification'];
    readonly ImageId?: string;
    readonly ProtectedFromScaleIn: boolean;
    readonly WeightedCapacity?: string;
  };
  readonly AutoScalingInstancesType: {
    readonly AutoScalingInstances?: readonly Shapes['AutoScalingInstanceDetails'][];
    readonly NextToken?: string;
  };
  readonly AvailabilityZoneDistribution: {
    readonly CapacityDistributionStrategy?:
      | 'balanced-only'
      | 'balanced-best-effort'
      | 'reservations-then-balanced';
  };
  readonly AvailabilityZoneImpairmentPolicy: {
    readonly ZonalShiftEnabled?: boolean;
    readonly ImpairedZoneHealthCheckBehavior?: 'ReplaceUnhealthy' | 'IgnoreUnhealthy';
  };
  readonly BaselineEbsBandwidthMbpsRequest: {
    readonly Min?: number;
    readonly Max?: number;
  };
  readonly BaselinePerformanceFactorsRequest: {
    readonly Cpu?: Shapes['CpuPerformanceFactorRequest'];
  };
  readonly CapacityReservationSpecification: {
    readonly CapacityReservationPreference?:
      | 'capacity-reservations-only'
      | 'capacity-reservations-first'
      | 'none'
      | 'default';
    readonly CapacityReservationTarget?: Shapes['CapacityReservationTarget'];
  };
  readonly CapacityReservationTarget: {
    readonly CapacityReservationIds?: readonly string[];
    readonly CapacityReservationResourceGroupArns?: readonly string[];
  };
  readonly CpuPerformanceFactorRequest: {
    readonly References?: readonly Shapes['PerformanceFactorReferenceRequest'][];
  };
  readonly CreateAutoScalingGroupType: {
    readonly AutoScalingGroupName: string;
    readonly LaunchConfigurationName?: string;
    readonly LaunchTemplate?: Shapes['LaunchTemplateSpecification'];
    readonly MixedInstancesPolicy?: Shapes['MixedInstancesPolicy'];
    readonly InstanceId?: string;
    readonly MinSize: number;
    readonly MaxSize: number;
    readonly DesiredCapacity?: number;
    readonly DefaultCooldown?: number;
    readonly AvailabilityZones?: readonly string[];
    readonly AvailabilityZoneIds?: readonly string[];
    readonly LoadBalancerNames?: readonly string[];
    readonly TargetGroupARNs?: readonly string[];
    readonly HealthCheckType?: string;
    readonly HealthCheckGracePeriod?: number;
    readonly PlacementGroup?: string;
    readonly VPCZoneIdentifier?: string;
    readonly TerminationPolicies?: readonly string[];
    readonly NewInstancesProtectedFromScaleIn?: boolean;
    readonly CapacityRebalance?: boolean;
    readonly LifecycleHookSpecificationList?: readonly Shapes['LifecycleHookSpecification'][];
    readonly DeletionProtection?: 'none' | 'prevent-force-deletion' | 'prevent-all-deletion';
    readonly Tags?: readonly Shapes['Tag'][];
    readonly ServiceLinkedRoleARN?: string;
    readonly MaxInstanceLifetime?: number;
    readonly Context?: string;
    readonly DesiredCapacityType?: string;
    readonly DefaultInstanceWarmup?: number;
    readonly TrafficSources?: readonly Shapes['TrafficSourceIdentifier'][];
    readonly InstanceMaintenancePolicy?: Shapes['InstanceMaintenancePolicy'];
    readonly AvailabilityZoneDistribution?: Shapes['AvailabilityZoneDistribution'];
    readonly AvailabilityZoneImpairmentPolicy?: Shapes['AvailabilityZoneImpairmentPolicy'];
    readonly SkipZonalShiftValidation?: boolean;
    readonly CapacityReservationSpecification?: Shapes['CapacityReservationSpecification'];
    readonly InstanceLifecyclePolicy?: Shapes['InstanceLifecyclePolicy'];
    readonly Operator?: Shapes['Operator'];
  };
  readonly CreateOrUpdateTagsType: {
    readonly Tags: readonly Shapes['Tag'][];
  };
  readonly DeleteAutoScalingGroupType: {
    readonly AutoScalingGroupName: string;
    readonly ForceDelete?: boolean;
  };
  readonly DeleteTagsType: {
    readonly Tags: readonly Shapes['Tag'][];
  };
  readonly DescribeAutoScalingInstancesType: {
    readonly InstanceIds?: readonly string[];
    readonly IncludeManagedResources?: boolean;
    readonly MaxRecords?: number;
    readonly NextToken?: string;
  };
  readonly DescribeLoadBalancerTargetGroupsRequest: {
    readonly AutoScalingGroupName: string;
    readonly NextToken?: string;
    readonly MaxRecords?: number;
  };
  readonly DescribeLoadBalancerTargetGroupsResponse: {
    readonly LoadBalancerTargetGroups?: readonly Shapes['LoadBalancerTargetGroupState'][];
    readonly NextToken?: string;
  };
  readonly DescribeScalingActivitiesType: {
    readonly ActivityIds?: readonly string[];
    readonly AutoScalingGroupName?: string;
    readonly IncludeDeletedGroups?: boolean;
    readonly IncludeManagedResources?: boolean;
    readonly MaxRecords?: number;
    readonly NextToken?: string;
    readonly Filters?: readonly Shapes['Filter'][];
  };
  readonly DescribeTagsType: {
    readonly Filters?: readonly Shapes['Filter'][];
    readonly IncludeManagedResources?: boolean;
    readonly NextToken?: string;
    readonly MaxRecords?: number;
  };
  readonly DescribeWarmPoolAnswer: {
    readonly WarmPoolConfiguration?: Shapes['WarmPoolConfiguration'];
    readonly Instances?: readonly Shapes['Instance'][];
    readonly NextToken?: string;
  };
  readonly DescribeWarmPoolType: {
    readonly AutoScalingGroupName: string;
    readonly MaxRecords?: number;
    readonly NextToken?: string;
  };
  readonly DetachLoadBalancerTargetGroupsResultType: {};
  readonly DetachLoadBalancerTargetGroupsType: {
    readonly AutoScalingGroupName: string;
    readonly TargetGroupARNs: readonly string[];
  };
  readonly DistributionSegment: {
    readonly TargetCapacityTypes?: readonly (
      | 'on-demand-capacity-reservation'
      | 'capacity-block'
      | 'interruptible-capacity-reservation'
      | 'on-demand'
    )[];
  };
  readonly EnabledMetric: {
    readonly Metric?: string;
    readonly Granularity?: string;
  };
  readonly Filter: {
    readonly Name?: string;
    readonly Values?: readonly string[];
  };
  readonly Instance: {
    readonly InstanceId: string;
    readonly InstanceType?: string;
    readonly AvailabilityZone: string;
    readonly AvailabilityZoneId?: string;
    readonly LifecycleState:
      | 'Pending'
      | 'Pending:Wait'
      | 'Pending:Proceed'
      | 'Quarantined'
      | 'InService'
      | 'Terminating'
      | 'Terminating:Wait'
      | 'Terminating:Proceed'
      | 'Terminating:Retained'
      | 'Terminated'
      | 'Detaching'
      | 'Detached'
      | 'EnteringStandby'
      | 'Standby'
      | 'ReplacingRootVolume'
      | 'ReplacingRootVolume:Wait'
      | 'ReplacingRootVolume:Proceed'
      | 'RootVolumeReplaced'
      | 'Warmed:Pending'
      | 'Warmed:Pending:Wait'
      | 'Warmed:Pending:Proceed'
      | 'Warmed:Pending:Retained'
      | 'Warmed:Terminating'
      | 'Warmed:Terminating:Wait'
      | 'Warmed:Terminating:Proceed'
      | 'Warmed:Terminating:Retained'
      | 'Warmed:Terminated'
      | 'Warmed:Stopped'
      | 'Warmed:Running'
      | 'Warmed:Hibernated';
    readonly HealthStatus: string;
    readonly LaunchConfigurationName?: string;
    readonly LaunchTemplate?: Shapes['LaunchTemplateSpecification'];
    readonly ImageId?: string;
    readonly ProtectedFromScaleIn: boolean;
    readonly WeightedCapacity?: string;
  };
  readonly InstanceLifecyclePolicy: {
    readonly RetentionTriggers?: Shapes['RetentionTriggers'];
  };
  readonly InstanceMaintenancePolicy: {
    readonly MinHealthyPercentage?: number;
    readonly MaxHealthyPercentage?: number;
  };
  readonly InstanceRequirements: {
    readonly VCpuCount: Shapes['VCpuCountRequest'];
    readonly MemoryMiB: Shapes['MemoryMiBRequest'];
    readonly CpuManufacturers?: readonly ('intel' | 'amd' | 'amazon-web-services' | 'apple')[];
    readonly MemoryGiBPerVCpu?: Shapes['MemoryGiBPerVCpuRequest'];
    readonly ExcludedInstanceTypes?: readonly string[];
    readonly InstanceGenerations?: readonly ('current' | 'previous')[];
    readonly SpotMaxPricePercentageOverLowestPrice?: number;
    readonly MaxSpotPriceAsPercentageOfOptimalOnDemandPrice?: number;
    readonly OnDemandMaxPricePercentageOverLowestPrice?: number;
    readonly BareMetal?: 'included' | 'excluded' | 'required';
    readonly BurstablePerformance?: 'included' | 'excluded' | 'required';
    readonly RequireHibernateSupport?: boolean;
    readonly NetworkInterfaceCount?: Shapes['NetworkInterfaceCountRequest'];
    readonly LocalStorage?: 'included' | 'excluded' | 'required';
    readonly LocalStorageTypes?: readonly ('hdd' | 'ssd')[];
    readonly TotalLocalStorageGB?: Shapes['TotalLocalStorageGBRequest'];
    readonly BaselineEbsBandwidthMbps?: Shapes['BaselineEbsBandwidthMbpsRequest'];
    readonly AcceleratorTypes?: readonly ('gpu' | 'fpga' | 'inference')[];
    readonly AcceleratorCount?: Shapes['AcceleratorCountRequest'];
    readonly AcceleratorManufacturers?: readonly ('nvidia' | 'amd' | 'amazon-web-services' | 'xilinx')[];
    readonly AcceleratorNames?: readonly (
      | 'a100'
      | 'v100'
      | 'k80'
      | 't4'
      | 'm60'
      | 'radeon-pro-v520'
      | 'vu9p'
    )[];
    readonly AcceleratorTotalMemoryMiB?: Shapes['AcceleratorTotalMemoryMiBRequest'];
    readonly NetworkBandwidthGbps?: Shapes['NetworkBandwidthGbpsRequest'];
    readonly AllowedInstanceTypes?: readonly string[];
    readonly BaselinePerformanceFactors?: Shapes['BaselinePerformanceFactorsRequest'];
  };
  readonly InstanceReusePolicy: {
    readonly ReuseOnScaleIn?: boolean;
  };
  readonly InstancesDistribution: {
    readonly OnDemandAllocationStrategy?: string;
    readonly OnDemandBaseCapacity?: number;
    readonly OnDemandPercentageAboveBaseCapacity?: number;
    readonly SpotAllocationStrategy?: string;
    readonly SpotInstancePools?: number;
    readonly SpotMaxPrice?: string;
    readonly DistributionSegments?: readonly Shapes['DistributionSegment'][];
  };
  readonly LaunchTemplate: {
    readonly LaunchTemplateSpecification?: Shapes['LaunchTemplateSpecification'];
    readonly Overrides?: readonly Shapes['LaunchTemplateOverrides'][];
  };
  readonly LaunchTemplateOverrides: {
    readonly InstanceType?: string;
    readonly WeightedCapacity?: string;
    readonly LaunchTemplateSpecification?: Shapes['LaunchTemplateSpecification'];
    readonly InstanceRequirements?: Shapes['InstanceRequirements'];
    readonly ImageId?: string;
  };
  readonly LaunchTemplateSpecification: {
    readonly LaunchTemplateId?: string;
    readonly LaunchTemplateName?: string;
    readonly Version?: string;
  };
  readonly LifecycleHookSpecification: {
    readonly LifecycleHookName: string;
    readonly LifecycleTransition: string;
    readonly NotificationMetadata?: string;
    readonly HeartbeatTimeout?: number;
    readonly DefaultResult?: string;
    readonly NotificationTargetARN?: string;
    readonly RoleARN?: string;
  };
  readonly LoadBalancerTargetGroupState: {
    readonly LoadBalancerTargetGroupARN?: string;
    readonly State?: string;
  };
  readonly MemoryGiBPerVCpuRequest: {
    readonly Min?: number;
    readonly Max?: number;
  };
  readonly MemoryMiBRequest: {
    readonly Min: number;
    readonly Max?: number;
  };
  readonly MixedInstancesPolicy: {
    readonly LaunchTemplate?: Shapes['LaunchTemplate'];
    readonly InstancesDistribution?: Shapes['InstancesDistribution'];
  };
  readonly NetworkBandwidthGbpsRequest: {
    readonly Min?: number;
    readonly Max?: number;
  };
  readonly NetworkInterfaceCountRequest: {
    readonly Min?: number;
    readonly Max?: number;
  };
  readonly Operator: {
    readonly Principal: string;
  };
  readonly PerformanceFactorReferenceRequest: {
    readonly InstanceFamily?: string;
  };
  readonly RetentionTriggers: {
    readonly TerminateHookAbandon?: 'retain' | 'terminate';
  };
  readonly SetDesiredCapacityType: {
    readonly AutoScalingGroupName: string;
    readonly DesiredCapacity: number;
    readonly HonorCooldown?: boolean;
  };
  readonly SuspendedProcess: {
    readonly ProcessName?: string;
    readonly SuspensionReason?: string;
  };
  readonly Tag: {
    readonly ResourceId?: string;
    readonly ResourceType?: string;
    readonly Key: string;
    readonly Value?: string;
    readonly PropagateAtLaunch?: boolean;
  };
  readonly TagDescription: {
    readonly ResourceId?: string;
    readonly ResourceType?: string;
    readonly Key?: string;
    readonly Value?: string;
    readonly PropagateAtLaunch?: boolean;
  };
  readonly TagsType: {
    readonly Tags?: readonly Shapes['TagDescription'][];
    readonly NextToken?: string;
  };
  readonly TotalLocalStorageGBRequest: {
    readonly Min?: number;
    readonly Max?: number;
  };
  readonly TrafficSourceIdentifier: {
    readonly Identifier: string;
    readonly Type?: string;
  };
  readonly UpdateAutoScalingGroupType: {
    readonly AutoScalingGroupName: string;
    readonly LaunchConfigurationName?: string;
    readonly LaunchTemplate?: Shapes['LaunchTemplateSpecification'];
    readonly MixedInstancesPolicy?: Shapes['MixedInstancesPolicy'];
    readonly MinSize?: number;
    readonly MaxSize?: number;
    readonly DesiredCapacity?: number;
    readonly DefaultCooldown?: number;
    readonly AvailabilityZones?: readonly string[];
    readonly AvailabilityZoneIds?: readonly string[];
    readonly HealthCheckType?: string;
    readonly HealthCheckGracePeriod?: number;
    readonly PlacementGroup?: string;
    readonly VPCZoneIdentifier?: string;
    readonly TerminationPolicies?: readonly string[];
    readonly NewInstancesProtectedFromScaleIn?: boolean;
    readonly ServiceLinkedRoleARN?: string;
    readonly MaxInstanceLifetime?: number;
    readonly CapacityRebalance?: boolean;
    readonly Context?: string;
    readonly DesiredCapacityType?: string;
    readonly DefaultInstanceWarmup?: number;
    readonly InstanceMaintenancePolicy?: Shapes['InstanceMaintenancePolicy'];
    readonly AvailabilityZoneDistribution?: Shapes['AvailabilityZoneDistribution'];
    readonly AvailabilityZoneImpairmentPolicy?: Shapes['AvailabilityZoneImpairmentPolicy'];
    readonly SkipZonalShiftValidation?: boolean;
    readonly CapacityReservationSpecification?: Shapes['CapacityReservationSpecification'];
    readonly InstanceLifecyclePolicy?: Shapes['InstanceLifecyclePolicy'];
    readonly DeletionProtection?: 'none' | 'prevent-force-deletion' | 'prevent-all-deletion';
  };
  readonly VCpuCountRequest: {
    readonly Min: number;
    readonly Max?: number;
  };
  readonly WarmPoolConfiguration: {
    readonly MaxGroupPreparedCapacity?: number;
    readonly MinSize?: number;
    readonly PoolState?: 'Stopped' | 'Running' | 'Hibernated';
    readonly Status?: 'PendingDelete';
    readonly InstanceReusePolicy?: Shapes['InstanceReusePolicy'];
  };
}
