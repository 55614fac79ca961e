// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface ElasticBeanstalkApi {
  readonly operations: {
    readonly CreateApplication: {
      readonly input: Shapes['CreateApplicationMessage'];
      readonly output: Shapes['ApplicationDescriptionMessage'];
    };
    readonly CreateEnvironment: {
      readonly input: Shapes['CreateEnvironmentMessage'];
      readonly output: Shapes['EnvironmentDescription'];
    };
    readonly DeleteApplication: {
      readonly input: Shapes['DeleteApplicationMessage'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DescribeApplications: {
      readonly input: Shapes['DescribeApplicationsMessage'];
      readonly output: Shapes['ApplicationDescriptionsMessage'];
    };
    readonly DescribeConfigurationSettings: {
      readonly input: Shapes['DescribeConfigurationSettingsMessage'];
      readonly output: Shapes['ConfigurationSettingsDescriptions'];
    };
    readonly DescribeEnvironmentResources: {
      readonly input: Shapes['DescribeEnvironmentResourcesMessage'];
      readonly output: Shapes['EnvironmentResourceDescriptionsMessage'];
    };
    readonly DescribeEnvironments: {
      readonly input: Shapes['DescribeEnvironmentsMessage'];
      readonly output: Shapes['EnvironmentDescriptionsMessage'];
    };
    readonly DescribeEvents: {
      readonly input: Shapes['DescribeEventsMessage'];
      readonly output: Shapes['EventDescriptionsMessage'];
    };
    readonly ListTagsForResource: {
      readonly input: Shapes['ListTagsForResourceMessage'];
      readonly output: Shapes['ResourceTagsDescriptionMessage'];
    };
    readonly TerminateEnvironment: {
      readonly input: Shapes['TerminateEnvironmentMessage'];
      readonly output: Shapes['EnvironmentDescription'];
    };
    readonly UpdateApplication: {
      readonly input: Shapes['UpdateApplicationMessage'];
      readonly output: Shapes['ApplicationDescriptionMessage'];
    };
    readonly UpdateEnvironment: {
      readonly input: Shapes['UpdateEnvironmentMessage'];
      readonly output: Shapes['EnvironmentDescription'];
    };
    readonly UpdateTagsForResource: {
      readonly input: Shapes['UpdateTagsForResourceMessage'];
      readonly output: Readonly<Record<string, never>>;
    };
  };
  readonly errors:
    | 'CodeBuildNotInServiceRegionException'
    | 'ElasticBeanstalkServiceException'
    | 'InsufficientPrivilegesException'
    | 'InvalidRequestException'
    | 'ManagedActionInvalidStateException'
    | 'OperationInProgressException'
    | 'PlatformVersionStillReferencedException'
    | 'ResourceNotFoundException'
    | 'ResourceTypeNotSupportedException'
    | 'S3LocationNotInServiceRegionException'
    | 'S3SubscriptionRequiredException'
    | 'SourceBundleDeletionException'
    | 'TooManyApplicationVersionsException'
    | 'TooManyApplicationsException'
    | 'TooManyBucketsException'
    | 'TooManyConfigurationTemplatesException'
    | 'TooManyEnvironmentsException'
    | 'TooManyPlatformsException'
    | 'TooManyTagsException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly ApplicationDescription: {
    readonly ApplicationArn?: string;
    readonly ApplicationName?: string;
    readonly Description?: string;
    readonly DateCreated?: Date;
    readonly DateUpdated?: Date;
    readonly Versions?: readonly string[];
    readonly ConfigurationTemplates?: readonly string[];
    readonly ResourceLifecycleConfig?: Shapes['ApplicationResourceLifecycleConfig'];
  };
  readonly ApplicationDescriptionMessage: {
    readonly Application?: Shapes['ApplicationDescription'];
  };
  readonly ApplicationDescriptionsMessage: {
    readonly Applications?: readonly Shapes['ApplicationDescription'][];
  };
  readonly ApplicationResourceLifecycleConfig: {
    readonly ServiceRole?: string;
    readonly VersionLifecycleConfig?: Shapes['ApplicationVersionLifecycleConfig'];
  };
  readonly ApplicationVersionLifecycleConfig: {
    readonly MaxCountRule?: Shapes['MaxCountRule'];
    readonly MaxAgeRule?: Shapes['MaxAgeRule'];
  };
  readonly AutoScalingGroup: {
    readonly Name?: string;
  };
  readonly Cluster: {
    readonly ClusterArn?: string;
  };
  readonly ConfigurationOptionSetting: {
    readonly ResourceName?: string;
    readonly Namespace: string;
    readonly OptionName: string;
    readonly Value: string;
  };
  readonly ConfigurationSettingsDescription: {
    readonly SolutionStackName?: string;
    readonly PlatformArn?: string;
    readonly ApplicationName?: string;
    readonly TemplateName?: string;
    readonly Description?: string;
    readonly EnvironmentName?: string;
    readonly DeploymentStatus?: 'deployed' | 'pending' | 'failed';
    readonly DateCreated?: Date;
    readonly DateUpdated?: Date;
    readonly OptionSettings?: readonly Shapes['ConfigurationOptionSetting'][];
  };
  readonly ConfigurationSettingsDescriptions: {
    readonly ConfigurationSettings?: readonly Shapes['ConfigurationSettingsDescription'][];
  };
  readonly CreateApplicationMessage: {
    readonly ApplicationName: string;
    readonly Description?: string;
    readonly ResourceLifecycleConfig?: Shapes['ApplicationResourceLifecycleConfig'];
    readonly Tags?: readonly Shapes['Tag'][];
  };
  readonly CreateEnvironmentMessage: {
    readonly ApplicationName: string;
    readonly EnvironmentName?: string;
    readonly GroupName?: string;
    readonly Description?: string;
    readonly CNAMEPrefix?: string;
    readonly Tier?: Shapes['EnvironmentTier'];
    readonly Tags?: readonly Shapes['Tag'][];
    readonly VersionLabel?: string;
    readonly TemplateName?: string;
    readonly SolutionStackName?: string;
    readonly PlatformArn?: string;
    readonly OptionSettings?: readonly Shapes['ConfigurationOptionSetting'][];
    readonly OptionsToRemove?: readonly Shapes['OptionSpecification'][];
    readonly OperationsRole?: string;
  };
  readonly DeleteApplicationMessage: {
    readonly ApplicationName: string;
    readonly TerminateEnvByForce?: boolean;
  };
  readonly DescribeApplicationsMessage: {
    readonly ApplicationNames?: readonly string[];
  };
  readonly DescribeConfigurationSettingsMessage: {
    readonly ApplicationName: string;
    readonly TemplateName?: string;
    readonly EnvironmentName?: string;
  };
  readonly DescribeEnvironmentResourcesMessage: {
    readonly EnvironmentId?: string;
    readonly EnvironmentName?: string;
  };
  readonly DescribeEnvironmentsMessage: {
    readonly ApplicationName?: string;
    readonly VersionLabel?: string;
    readonly EnvironmentIds?: readonly string[];
    readonly EnvironmentNames?: readonly string[];
    readonly IncludeDeleted?: boolean;
    readonly IncludedDeletedBackTo?: Date;
    readonly MaxRecords?: number;
    readonly NextToken?: string;
  };
  readonly DescribeEventsMessage: {
    readonly ApplicationName?: string;
    readonly VersionLabel?: string;
    readonly TemplateName?: string;
    readonly EnvironmentId?: string;
    readonly EnvironmentName?: string;
    readonly PlatformArn?: string;
    readonly RequestId?: string;
    readonly Severity?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';
    readonly StartTime?: Date;
    readonly EndTime?: Date;
    readonly MaxRecords?: number;
    readonly NextToken?: string;
  };
  readonly EnvironmentDescription: {
    readonly EnvironmentName?: string;
    readonly EnvironmentId?: string;
    readonly ApplicationName?: string;
    readonly VersionLabel?: string;
    readonly SolutionStackName?: string;
    readonly PlatformArn?: string;
    readonly TemplateName?: string;
    readonly Description?: string;
    readonly EndpointURL?: string;
    readonly CNAME?: string;
    readonly DateCreated?: Date;
    readonly DateUpdated?: Date;
    readonly Status?:
      | 'Aborting'
      | 'Launching'
      | 'Updating'
      | 'LinkingFrom'
      | 'LinkingTo'
      | 'Ready'
      | 'Terminating'
      | 'Terminated';
    readonly AbortableOperationInProgress?: boolean;
    readonly Health?: 'Green' | 'Yellow' | 'Red' | 'Grey';
    readonly HealthStatus?:
      | 'NoData'
      | 'Unknown'
      | 'Pending'
      | 'Ok'
      | 'Info'
      | 'Warning'
      | 'Degraded'
      | 'Severe'
      | 'Suspended';
    readonly Resources?: Shapes['EnvironmentResourcesDescription'];
    readonly Tier?: Shapes['EnvironmentTier'];
    readonly EnvironmentLinks?: readonly Shapes['EnvironmentLink'][];
    readonly EnvironmentArn?: string;
    readonly OperationsRole?: string;
  };
  readonly EnvironmentDescriptionsMessage: {
    readonly Environments?: readonly Shapes['EnvironmentDescription'][];
    readonly NextToken?: string;
  };
  readonly EnvironmentLink: {
    readonly LinkName?: string;
    readonly EnvironmentName?: string;
  };
  readonly EnvironmentResourceDescription: {
    readonly EnvironmentName?: string;
    readonly AutoScalingGroups?: readonly Shapes['AutoScalingGroup'][];
    readonly Cluster?: Shapes['Cluster'];
    readonly Instances?: readonly Shapes['Instance'][];
    readonly LaunchConfigurations?: readonly Shapes['LaunchConfiguration'][];
    readonly LaunchTemplates?: readonly Shapes['LaunchTemplate'][];
    readonly LoadBalancers?: readonly Shapes['LoadBalancer'][];
    readonly Triggers?: readonly Shapes['Trigger'][];
    readonly Queues?: readonly Shapes['Queue'][];
  };
  readonly EnvironmentResourceDescriptionsMessage: {
    readonly EnvironmentResources?: Shapes['EnvironmentResourceDescription'];
  };
  readonly EnvironmentResourcesDescription: {
    readonly LoadBalancer?: Shapes['LoadBalancerDescription'];
  };
  readonly EnvironmentTier: {
    readonly Name?: 'WebServer' | 'Worker';
    readonly Type?: 'Standard' | 'SQS/HTTP';
    readonly Version?: string;
  };
  readonly EventDescription: {
    readonly EventDate?: Date;
    readonly Message?: string;
    readonly ApplicationName?: string;
    readonly VersionLabel?: string;
    readonly TemplateName?: string;
    readonly EnvironmentName?: string;
    readonly PlatformArn?: string;
    readonly RequestId?: string;
    readonly Severity?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';
  };
  readonly EventDescriptionsMessage: {
    readonly Events?: readonly Shapes['EventDescription'][];
    readonly NextToken?: string;
  };
  readonly Instance: {
    readonly Id?: string;
  };
  readonly LaunchConfiguration: {
    readonly Name?: string;
  };
  readonly LaunchTemplate: {
    readonly Id?: string;
  };
  readonly ListTagsForResourceMessage: {
    readonly ResourceArn: string;
  };
  readonly Listener: {
    readonly Protocol?: string;
    readonly Port?: number;
  };
  readonly LoadBalancer: {
    readonly Name?: string;
  };
  readonly LoadBalancerDescription: {
    readonly LoadBalancerName?: string;
    readonly Domain?: string;
    readonly Listeners?: readonly Shapes['Listener'][];
  };
  readonly MaxAgeRule: {
    readonly Enabled: boolean;
    readonly MaxAgeInDays?: number;
    readonly DeleteSourceFromS3?: boolean;
  };
  readonly MaxCountRule: {
    readonly Enabled: boolean;
    readonly MaxCount?: number;
    readonly DeleteSourceFromS3?: boolean;
  };
  readonly OptionSpecification: {
    readonly ResourceName?: string;
    readonly Namespace?: string;
    readonly OptionName?: string;
  };
  readonly Queue: {
    readonly Name?: string;
    readonly URL?: string;
  };
  readonly ResourceTagsDescriptionMessage: {
    readonly ResourceArn?: string;
    readonly ResourceTags?: readonly Shapes['Tag'][];
  };
  readonly Tag: {
    readonly Key?: string;
    readonly Value?: string;
  };
  readonly TerminateEnvironmentMessage: {
    readonly EnvironmentId?: string;
    readonly EnvironmentName?: string;
    readonly TerminateResources?: boolean;
    readonly ForceTerminate?: boolean;
  };
  readonly Trigger: {
    readonly Name?: string;
  };
  readonly UpdateApplicationMessage: {
    readonly ApplicationName: string;
    readonly Description?: string;
  };
  readonly UpdateEnvironmentMessage: {
    readonly ApplicationName?: string;
    readonly EnvironmentId?: string;
    readonly EnvironmentName?: string;
    readonly GroupName?: string;
    readonly Description?: string;
    readonly Tier?: Shapes['EnvironmentTier'];
    readonly VersionLabel?: string;
    readonly TemplateName?: string;
    readonly SolutionStackName?: string;
    readonly PlatformArn?: string;
    readonly OptionSettings?: readonly Shapes['ConfigurationOptionSetting'][];
    readonly OptionsToRemove?: readonly Shapes['OptionSpecification'][];
  };
  readonly UpdateTagsForResourceMessage: {
    readonly ResourceArn: string;
    readonly TagsToAdd?: readonly Shapes['Tag'][];
    readonly TagsToRemove?: readonly string[];
  };
}
