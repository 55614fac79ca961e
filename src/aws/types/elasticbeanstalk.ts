// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface ElasticBeanstalk {
  readonly ConfigurationOptionSetting: {
    readonly ResourceName?: string;
    readonly Namespace: string;
    readonly OptionName: string;
    readonly Value: string;
  };
  readonly CreateEnvironmentMessage: {
    readonly ApplicationName: string;
    readonly EnvironmentName?: string;
    readonly GroupName?: string;
    readonly Description?: string;
    readonly CNAMEPrefix?: string;
    readonly Tier?: ElasticBeanstalk['EnvironmentTier'];
    readonly Tags?: readonly ElasticBeanstalk['Tag'][];
    readonly VersionLabel?: string;
    readonly TemplateName?: string;
    readonly SolutionStackName?: string;
    readonly PlatformArn?: string;
    readonly OptionSettings?: readonly ElasticBeanstalk['ConfigurationOptionSetting'][];
    readonly OptionsToRemove?: readonly ElasticBeanstalk['OptionSpecification'][];
    readonly OperationsRole?: string;
  };
  readonly EnvironmentTier: {
    readonly Name?: 'WebServer' | 'Worker';
    readonly Type?: 'Standard' | 'SQS/HTTP';
    readonly Version?: string;
  };
  readonly OptionSpecification: {
    readonly ResourceName?: string;
    readonly Namespace?: string;
    readonly OptionName?: string;
  };
  readonly Tag: {
    readonly Key?: string;
    readonly Value?: string;
  };
}
