// Reads an Elastic Beanstalk environment: the input of `aws elasticbeanstalk create-environment`.
import type { ElasticBeanstalk } from '../../aws/types/elasticbeanstalk.ts';
import { entryOf, type Node } from '../../lib/node.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { Environment } from '../../model/environment.ts';
import { notExecuted, type AwsRules } from '../aws-rules.ts';
import { awsShape, readAws } from '../aws-shape.ts';
import { refusedByCli, type ReadResource } from '../resource.ts';
import { type Kind } from './kind.ts';

export const environmentKind: Kind<Environment> = {
  title: 'an Elastic Beanstalk environment',
  file: 'environment.json',
  holds: 'what `aws elasticbeanstalk create-environment` takes',
  words: ['EnvironmentName'],
  isOne: isEnvironment,
  shape: () => awsShape('CreateEnvironmentMessage', environmentRules),
  read: readEnvironment,
};

function isEnvironment(root: Node): boolean {
  return entryOf(root, 'EnvironmentName') !== undefined && entryOf(root, 'ApplicationName') !== undefined;
}

export function readEnvironment(root: Node): ReadResource<Environment> {
  const { value, problems, ...read } = readAws(root, 'CreateEnvironmentMessage', environmentRules);
  if (value?.EnvironmentName === undefined) return { node: root, problems };
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
      notExecuted: read.notExecuted,
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

export const environmentRules: AwsRules<ElasticBeanstalk> = {
  service: 'elasticbeanstalk',
  unknownKey: refusedByCli.aws,
  structures: {
    CreateEnvironmentMessage: {
      called: 'environment',
      keys: {
        ApplicationName: 'honoured',
        EnvironmentName: {
          is: 'honoured',
          need: 'required',
          text: { pattern: /[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]/, patternText: 'letters, digits, -' },
        },
        GroupName: 'inert',
        Description: 'inert',
        CNAMEPrefix: notExecuted('the environment answers at an address of this machine'),
        Tier: 'honoured',
        Tags: 'inert',
        VersionLabel: notExecuted('the first version is the one that the pipeline deploys'),
        TemplateName: notExecuted('settings of a saved configuration are not read; OptionSettings are'),
        SolutionStackName: 'honoured',
        PlatformArn: 'honoured',
        OptionSettings: 'honoured',
        OptionsToRemove: notExecuted('settings of a saved configuration are not read; OptionSettings are'),
        OperationsRole: 'inert',
      },
    },
    EnvironmentTier: {
      called: 'tier',
      keys: { Name: 'honoured', Type: 'inert', Version: { is: 'inert', text: { coerce: 'silent' } } },
    },
    ConfigurationOptionSetting: {
      called: 'option setting',
      keys: {
        ResourceName: notExecuted('a setting counts for the whole environment'),
        Namespace: 'honoured',
        OptionName: 'honoured',
        Value: { is: 'honoured', text: { coerce: 'notice' } },
      },
    },
    OptionSpecification: { called: 'option' },
    Tag: { called: 'tag' },
  },
};
