// Applications and environments of Elastic Beanstalk in a stack. Source: CloudFormation template reference,
// AWS::ElasticBeanstalk::Application and AWS::ElasticBeanstalk::Environment.
import type { Values } from '../../../aws/wire/message.ts';
import { calledType } from '../recorded-type.ts';
import {
  listIn,
  tagList,
  textIn,
  without,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { templateInput } from '../template-input.ts';

const service = 'elasticbeanstalk';
const gone = ['ValidationException', 'ValidationError', 'InvalidParameterValue'];

function input({ properties }: ResourceWork, operation: string, more: Values): Values {
  return templateInput(service, operation, { ...without(properties, 'Tags'), ...more });
}

async function environmentMade({ call }: ResourceWork, name: string): Promise<Made> {
  const answer = await call(service, 'DescribeEnvironments', { EnvironmentNames: [name] });
  const [found = {}] = listIn(answer, 'Environments') as readonly Values[];
  return { physicalId: name, attributes: { EndpointURL: textIn(found, 'EndpointURL') } };
}

export const elasticBeanstalkTypes: ResourceHandlers = {
  'AWS::ElasticBeanstalk::Application': calledType({
    here: 'executed',
    service,
    name: { property: 'ApplicationName', longest: 100 },
    properties: ['ApplicationName', 'Description', 'ResourceLifecycleConfig'],
    there: gone,
    gone,
    create: (work) => ['CreateApplication', input(work, 'CreateApplication', { ApplicationName: work.name })],
    made: (_answer, { name }) => ({ physicalId: name, attributes: {} }),
    update: ({ properties }, { physicalId: ApplicationName }) => [
      'UpdateApplication',
      { ApplicationName, Description: textIn(properties, 'Description') },
    ],
    remove: ({ physicalId: ApplicationName }) => ['DeleteApplication', { ApplicationName }],
  }),
  'AWS::ElasticBeanstalk::Environment': calledType({
    here: 'executed',
    service,
    name: { property: 'EnvironmentName', longest: 40 },
    properties: [
      'ApplicationName',
      'CNAMEPrefix',
      'Description',
      'EnvironmentName',
      'OperationsRole',
      'OptionSettings',
      'PlatformArn',
      'SolutionStackName',
      'Tags',
      'TemplateName',
      'Tier',
      'VersionLabel',
    ],
    there: gone,
    gone,
    create: (work) => [
      'CreateEnvironment',
      input(work, 'CreateEnvironment', { EnvironmentName: work.name, Tags: tagList(work.tags) }),
    ],
    made: async (_answer, work) => environmentMade(work, work.name),
    update: (work, { physicalId: EnvironmentName, properties: before }) => {
      const { CNAMEPrefix: _, OperationsRole: __, Tier: ___, Tags: ____, ...given } = work.properties;
      const kept = new Set((listIn(given, 'OptionSettings') as readonly Values[]).map(optionName));
      const removed = (listIn(before, 'OptionSettings') as readonly Values[])
        .filter((option) => !kept.has(optionName(option)))
        .map(({ Namespace, OptionName }) => ({ Namespace, OptionName }));
      const changes = { EnvironmentName, OptionsToRemove: removed };
      return ['UpdateEnvironment', input({ ...work, properties: given }, 'UpdateEnvironment', changes)];
    },
    remove: ({ physicalId: EnvironmentName }) => ['TerminateEnvironment', { EnvironmentName }],
  }),
};

function optionName(option: Values): string {
  return `${textIn(option, 'Namespace')} ${textIn(option, 'OptionName')}`;
}
