// What an environment of Elastic Beanstalk ships: its application, itself, and the role of its instances. Pure.
// Sources: CloudFormation template reference, AWS::ElasticBeanstalk::Environment; Elastic Beanstalk developer guide, "Managing
// Elastic Beanstalk instance profiles" and "Using secrets as environment variables".
import type { TargetRequest } from '../../model/action-type.ts';
import {
  environmentSecrets,
  instanceProfileOf,
  launchNamespace,
  type Environment,
} from '../../model/environment.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';
import {
  attributeOf,
  logicalId,
  nothingShipped,
  type GraphResource,
  type PropertyValue,
  type PropertyValues,
  type Shipped,
} from '../../model/resource-graph.ts';

export function shipEnvironments(request: TargetRequest): Shipped {
  const deployed = new Set(
    actionsOf(request.definition.pipeline).map(({ action }) => action.configuration?.['EnvironmentName']),
  );
  const shares = request.definition.environments.map((environment, index) =>
    deployed.has(environment.environmentName) ? shipEnvironment(environment, index, request) : nothingShipped,
  );
  return { resources: shares.flatMap(({ resources }) => resources), notes: [] };
}

function shipEnvironment(environment: Environment, index: number, request: TargetRequest): Shipped {
  const { applicationName: application, environmentName: name } = environment;
  const written = request.writtenOf(`environments.${index}`) ?? {};
  const hasProfile = instanceProfileOf(environment) !== undefined;
  const profile = logicalId(name, 'InstanceProfile');
  const given = (written['OptionSettings'] ?? []) as readonly PropertyValue[];
  const options: readonly PropertyValue[] = [
    ...given,
    ...(hasProfile
      ? []
      : [
          {
            Namespace: launchNamespace,
            OptionName: 'IamInstanceProfile',
            Value: attributeOf(profile, 'Ref'),
          },
        ]),
  ];
  return {
    notes: [],
    resources: [
      {
        id: logicalId(application, 'BeanstalkApplication'),
        type: 'AWS::ElasticBeanstalk::Application',
        name: application,
        why: 'What its environments run.',
        properties: { ApplicationName: application },
      },
      ...(hasProfile ? [] : profileResources(environment, request.place)),
      {
        id: logicalId(name, 'Environment'),
        type: 'AWS::ElasticBeanstalk::Environment',
        name,
        why: 'What is deployed to.',
        properties: {
          ...written,
          ApplicationName: attributeOf(logicalId(application, 'BeanstalkApplication'), 'Ref'),
          OptionSettings: options,
        },
      },
    ],
  };
}

function profileResources(
  environment: Environment,
  { partition }: TargetRequest['place'],
): readonly GraphResource[] {
  const { environmentName: name } = environment;
  const role = logicalId(name, 'InstanceRole');
  const read = environmentSecrets(environment);
  const hasSecrets = read.parameters.length + read.secrets.length > 0;
  return [
    {
      id: role,
      type: 'AWS::IAM::Role',
      why: 'The instances of the environment work with it.',
      reasons: hasSecrets ? { SecretsForVariables: 'variables of the environment' } : {},
      properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
          ],
        },
        ManagedPolicyArns: [`arn:${partition}:iam::aws:policy/AWSElasticBeanstalkWebTier`],
        ...(hasSecrets ? { Policies: [secretPolicy(read)] } : {}),
      },
    },
    {
      id: logicalId(name, 'InstanceProfile'),
      type: 'AWS::IAM::InstanceProfile',
      why: 'Gives the instances their role.',
      properties: { Roles: [attributeOf(role, 'Ref')] },
    },
  ];
}

function secretPolicy({ parameters, secrets }: ReturnType<typeof environmentSecrets>): PropertyValues {
  const statement = (Action: string, Resource: readonly string[], Sid: string): readonly PropertyValues[] =>
    Resource.length === 0 ? [] : [{ Sid, Effect: 'Allow', Action: [Action], Resource: [...Resource] }];
  return {
    PolicyName: 'least',
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        ...statement('ssm:GetParameter', parameters, 'SecretsForVariables'),
        ...statement('secretsmanager:GetSecretValue', secrets, 'SecretsManagerForVariables'),
      ],
    },
  };
}
