// Parameters of SSM and secrets of Secrets Manager in a stack.
import { defined } from '../../../lib/defined.ts';
import {
  PropertyRefused,
  isFound,
  listIn,
  tagList,
  textIn,
  unless,
  without,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import type { Values } from '../../../aws/wire/message.ts';
import { isEqual } from '../../../stacks/values/evaluate.ts';

const parameterProperties = [
  'AllowedPattern',
  'DataType',
  'Description',
  'Name',
  'Policies',
  'Tags',
  'Tier',
  'Type',
  'Value',
];

async function putParameter(work: ResourceWork, overwrite: boolean): Promise<Made> {
  const { call, properties, name, place, tags } = work;
  if (textIn(properties, 'Type') === 'SecureString')
    throw new PropertyRefused(
      'Type',
      'SSM Parameters of type SecureString cannot be created using CloudFormation',
    );
  const value = listIn(properties, 'Value').map(String).join(',');
  await call('ssm', 'PutParameter', {
    ...without(properties, 'Tags'),
    Name: name,
    Value: value,
    Overwrite: overwrite,
  });
  if (Object.keys(tags).length > 0)
    await call('ssm', 'AddTagsToResource', {
      ResourceType: 'Parameter',
      ResourceId: name,
      Tags: tagList(tags),
    });
  const { partition, region, account } = place;
  return {
    physicalId: name,
    attributes: {
      Type: textIn(properties, 'Type'),
      Value: value,
      Arn: `arn:${partition}:ssm:${region}:${account}:parameter${name.startsWith('/') ? '' : '/'}${name}`,
    },
  };
}

const secretProperties = ['Description', 'GenerateSecretString', 'KmsKeyId', 'Name', 'SecretString', 'Tags'];

/** A password by the rules of the property, in its template when there is one. */
async function secretString({ call, properties }: ResourceWork): Promise<string | undefined> {
  const given = properties['SecretString'];
  if (given !== undefined) return textIn(properties, 'SecretString');
  const rules = properties['GenerateSecretString'] as Values | undefined;
  if (rules === undefined) return undefined;
  const answer = await call(
    'secretsmanager',
    'GetRandomPassword',
    without(rules, 'SecretStringTemplate', 'GenerateStringKey'),
  );
  const password = textIn(answer, 'RandomPassword');
  const template = textIn(rules, 'SecretStringTemplate');
  const key = textIn(rules, 'GenerateStringKey');
  if (key === '' && template === '') return password;
  if (key === '' || template === '')
    throw new Error('You must specify both GenerateStringKey and SecretStringTemplate, or neither.');
  return JSON.stringify({ ...(JSON.parse(template) as Values), [key]: password });
}

export const secretsTypes: ResourceHandlers = {
  'AWS::SSM::Parameter': {
    here: 'executed',
    properties: parameterProperties,
    name: { property: 'Name', longest: 1000, prefix: 'CFN' },
    isThere: async ({ call, name }) =>
      isFound(['ParameterNotFound'], call('ssm', 'GetParameter', { Name: name })),
    // What a file of this machine declares is there already, and is taken over.
    create: async (work) => putParameter(work, true),
    update: async (work, { physicalId }) => putParameter({ ...work, name: physicalId }, true),
    remove: async ({ call }, { physicalId }) => {
      await unless(['ParameterNotFound'], call('ssm', 'DeleteParameter', { Name: physicalId }));
    },
  },
  'AWS::SecretsManager::Secret': {
    here: 'executed',
    properties: secretProperties,
    name: { property: 'Name', longest: 512 },
    create: async (work) => {
      const { call, properties, name, tags, isResumed } = work;
      const found = isResumed
        ? await unless(
            ['ResourceNotFoundException'],
            call('secretsmanager', 'DescribeSecret', { SecretId: name }),
          )
        : undefined;
      const SecretString = found === undefined ? await secretString(work) : undefined;
      const made =
        found ??
        (await call('secretsmanager', 'CreateSecret', {
          Name: name,
          ...(properties['Description'] === undefined ? {} : { Description: properties['Description'] }),
          ...(properties['KmsKeyId'] === undefined ? {} : { KmsKeyId: properties['KmsKeyId'] }),
          ...defined({ SecretString }),
          ...(Object.keys(tags).length === 0 ? {} : { Tags: tagList(tags) }),
        }));
      const arn = textIn(made, 'ARN');
      return { physicalId: arn, attributes: { Id: arn } };
    },
    update: async (work, { physicalId, properties: before }) => {
      const { call, properties } = work;
      const isNew = ['SecretString', 'GenerateSecretString'].some(
        (name) => !isEqual(before[name] ?? '', properties[name] ?? ''),
      );
      const SecretString = isNew ? await secretString(work) : undefined;
      await call('secretsmanager', 'UpdateSecret', {
        SecretId: physicalId,
        Description: textIn(properties, 'Description'),
        ...(properties['KmsKeyId'] === undefined ? {} : { KmsKeyId: properties['KmsKeyId'] }),
        ...defined({ SecretString }),
      });
      return { physicalId, attributes: { Id: physicalId } };
    },
    remove: async ({ call }, { physicalId }) => {
      await unless(
        ['ResourceNotFoundException'],
        call('secretsmanager', 'DeleteSecret', { SecretId: physicalId, ForceDeleteWithoutRecovery: true }),
      );
    },
  },
};
