// An Elastic Beanstalk environment, in the words of CreateEnvironment.
import type { NotExecuted } from './not-executed.ts';

export interface Environment {
  readonly applicationName: string;
  readonly environmentName: string;
  /** Of its Tier; WebServer when it names none. */
  readonly tier?: 'WebServer' | 'Worker';
  /** SolutionStackName or PlatformArn: "64bit Amazon Linux 2023 v4.3.0 running Python 3.11". */
  readonly platform: string;
  readonly optionSettings: readonly OptionSetting[];
  /** What its file asks for and an environment here does not do. */
  readonly notExecuted?: readonly NotExecuted[];
}

export interface OptionSetting {
  readonly Namespace: string;
  readonly OptionName: string;
  readonly Value: string;
}

export type PlatformLanguage = 'python' | 'node';

/** What the name of a platform says about the language; undefined for those that do not run here. */
export function languageOf(platform: string): PlatformLanguage | undefined {
  if (/python/i.test(platform)) return 'python';
  return /node\.?js/i.test(platform) ? 'node' : undefined;
}

/** The value of an option: the last of several with its name counts. */
export function optionOf(
  settings: readonly OptionSetting[],
  namespace: string,
  name: string,
): string | undefined {
  return settings.findLast(({ Namespace, OptionName }) => Namespace === namespace && OptionName === name)
    ?.Value;
}

export const launchNamespace = 'aws:autoscaling:launchconfiguration';

/** The name or the ARN of the instance profile; undefined without one. */
export function instanceProfileOf({
  optionSettings,
}: Pick<Environment, 'optionSettings'>): string | undefined {
  const profile = optionOf(optionSettings, launchNamespace, 'IamInstanceProfile');
  return profile === '' ? undefined : profile;
}

/** ARNs of parameters, and of secrets, that become variables of the environment. */
export function environmentSecrets({ optionSettings }: Pick<Environment, 'optionSettings'>): {
  readonly parameters: readonly string[];
  readonly secrets: readonly string[];
} {
  const arns = optionSettings
    .filter(({ Namespace }) => Namespace === secretsNamespace)
    .map(({ Value }) => Value);
  const isParameter = (arn: string): boolean => arn.includes(':ssm:');
  return { parameters: arns.filter(isParameter), secrets: arns.filter((arn) => !isParameter(arn)) };
}

export const secretsNamespace = 'aws:elasticbeanstalk:application:environmentsecrets';
