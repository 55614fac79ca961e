// Reads an Elastic Beanstalk environment: the input of `aws elasticbeanstalk create-environment`.
import { entryOf, type Node } from '../lib/node.ts';
import type { Environment, OptionSetting } from '../model/environment.ts';
import { readShape } from './read-shape.ts';
import type { ReadResource } from './resource.ts';
import { any, list, object, optional, required, string } from './shape.ts';

interface RawEnvironment {
  readonly ApplicationName: string;
  readonly EnvironmentName: string;
  readonly SolutionStackName?: string;
  readonly PlatformArn?: string;
  readonly OptionSettings?: readonly OptionSetting[];
}

export function isEnvironment(root: Node): boolean {
  return entryOf(root, 'EnvironmentName') !== undefined && entryOf(root, 'ApplicationName') !== undefined;
}

export function readEnvironment(root: Node): ReadResource<Environment> {
  const { value, problems } = readShape<RawEnvironment>(root, environmentShape);
  if (value === undefined) return { node: root, problems };
  return {
    node: root,
    problems,
    value: {
      applicationName: value.ApplicationName,
      environmentName: value.EnvironmentName,
      platform: value.SolutionStackName ?? value.PlatformArn ?? '',
      optionSettings: value.OptionSettings ?? [],
    },
  };
}

const environmentShape = object('environment', {
  ApplicationName: required(string({ min: 1, max: 100 })),
  EnvironmentName: required(
    string({
      min: 4,
      max: 40,
      pattern: /[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]/,
      patternText: 'letters, digits, -',
    }),
  ),
  SolutionStackName: optional(string()),
  PlatformArn: optional(string()),
  OptionSettings: optional(
    list(
      object('option setting', {
        ResourceName: optional(string()),
        Namespace: required(string()),
        OptionName: required(string()),
        Value: required(string({ coerce: 'notice' })),
      }),
    ),
  ),
  CNAMEPrefix: optional(string()),
  Description: optional(string()),
  VersionLabel: optional(string()),
  TemplateName: optional(string()),
  Tier: optional(any()),
  Tags: optional(any()),
  OperationsRole: optional(string()),
});
