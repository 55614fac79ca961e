// Reads an Elastic Beanstalk environment: the input of `aws elasticbeanstalk create-environment`.
import { entryOf, type Node } from '../../lib/node.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { Environment } from '../../model/environment.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { any, list, object, optional, required, string } from '../shape.ts';
import { type Kind } from './kind.ts';

export const environmentKind: Kind<Environment> = {
  title: 'an Elastic Beanstalk environment',
  file: 'environment.json',
  holds: 'what `aws elasticbeanstalk create-environment` takes',
  words: ['EnvironmentName'],
  isOne: isEnvironment,
  read: readEnvironment,
};

function isEnvironment(root: Node): boolean {
  return entryOf(root, 'EnvironmentName') !== undefined && entryOf(root, 'ApplicationName') !== undefined;
}

export function readEnvironment(root: Node): ReadResource<Environment> {
  const { value, problems } = readShape(root, environmentShape);
  if (value === undefined) return { node: root, problems };
  const tier = value.Tier?.Name ?? 'WebServer';
  return {
    node: root,
    problems: [...problems, ...(tier === 'Worker' ? [workerNotExecuted(root)] : [])],
    value: {
      tier,
      applicationName: value.ApplicationName,
      environmentName: value.EnvironmentName,
      platform: value.SolutionStackName ?? value.PlatformArn ?? '',
      optionSettings: value.OptionSettings ?? [],
    },
  };
}

function workerNotExecuted(root: Node): Problem {
  return problem({
    code: 'EnvironmentTierNotExecuted',
    severity: 'warning',
    message:
      'A worker environment is not deployed here: there is no queue that its processes get their work from',
    at: entryOf(root, 'Tier')?.value.place ?? root.place,
    aws: 'A daemon posts the messages of an SQS queue, and the periodic tasks of cron.yaml, to the application.',
    remedy: 'The action that deploys to it fails here. Everything else of the pipeline runs.',
  });
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
  Tier: optional(
    object('tier', {
      Name: optional(string({ oneOf: ['WebServer', 'Worker'] })),
      Type: optional(string({ oneOf: ['Standard', 'SQS/HTTP'] })),
      Version: optional(string({ coerce: 'silent' })),
    }),
  ),
  Tags: optional(any()),
  OperationsRole: optional(string()),
});
