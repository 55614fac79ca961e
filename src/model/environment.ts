// An Elastic Beanstalk environment, in the words of CreateEnvironment.

export interface Environment {
  readonly applicationName: string;
  readonly environmentName: string;
  /** SolutionStackName or PlatformArn: "64bit Amazon Linux 2023 v4.3.0 running Python 3.11". */
  readonly platform: string;
  readonly optionSettings: readonly OptionSetting[];
}

export interface OptionSetting {
  readonly Namespace: string;
  readonly OptionName: string;
  readonly Value: string;
}
