// User pools of Cognito in a stack: users sign up and in by their clients. Domains, groups and resource servers are kept.
import type { Values } from '../../../aws/wire/message.ts';
import { calledType } from '../recorded-type.ts';
import {
  listIn,
  textIn,
  without,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';

const gone = ['ResourceNotFoundException'];
const common = { here: 'recorded', service: 'cognito-idp', gone } as const;
const executed = { ...common, here: 'executed' } as const;

/** What UpdateUserPool takes as well. */
const changeable = [
  'AccountRecoverySetting',
  'AdminCreateUserConfig',
  'AutoVerifiedAttributes',
  'DeletionProtection',
  'DeviceConfiguration',
  'EmailConfiguration',
  'EmailVerificationMessage',
  'EmailVerificationSubject',
  'LambdaConfig',
  'MfaConfiguration',
  'Policies',
  'SmsAuthenticationMessage',
  'SmsConfiguration',
  'SmsVerificationMessage',
  'UserAttributeUpdateSettings',
  'UserPoolAddOns',
  'UserPoolTags',
  'UserPoolTier',
  'VerificationMessageTemplate',
];

const poolProperties = [
  ...changeable,
  'AliasAttributes',
  'Schema',
  'UserPoolName',
  'UsernameAttributes',
  'UsernameConfiguration',
];

async function poolMade(answer: Values | undefined, work: ResourceWork): Promise<Made> {
  const id = textIn(answer ?? {}, 'UserPool', 'Id');
  const { partition, region, account } = work.place;
  const provider = `cognito-idp.${region}.amazonaws.com/${id}`;
  return await Promise.resolve({
    physicalId: id,
    attributes: {
      Arn: `arn:${partition}:cognito-idp:${region}:${account}:userpool/${id}`,
      ProviderName: provider,
      ProviderURL: `https://${provider}`,
      UserPoolId: id,
    },
  });
}

const clientProperties = [
  'AccessTokenValidity',
  'AllowedOAuthFlows',
  'AllowedOAuthFlowsUserPoolClient',
  'AllowedOAuthScopes',
  'AuthSessionValidity',
  'CallbackURLs',
  'ClientName',
  'DefaultRedirectURI',
  'EnablePropagateAdditionalUserContextData',
  'EnableTokenRevocation',
  'ExplicitAuthFlows',
  'GenerateSecret',
  'IdTokenValidity',
  'LogoutURLs',
  'PreventUserExistenceErrors',
  'ReadAttributes',
  'RefreshTokenValidity',
  'SupportedIdentityProviders',
  'TokenValidityUnits',
  'UserPoolId',
  'WriteAttributes',
];

export const cognitoTypes: ResourceHandlers = {
  'AWS::Cognito::UserPool': {
    ...calledType({
      ...executed,
      properties: poolProperties,
      create: ({ properties, name, tags }) => [
        'CreateUserPool',
        {
          ...without(properties, 'UserPoolName', 'UserPoolTags'),
          PoolName: textIn(properties, 'UserPoolName') || name,
          UserPoolTags: tags,
        },
      ],
      made: poolMade,
      update: ({ properties, tags }, { physicalId: UserPoolId }) => [
        'UpdateUserPool',
        {
          ...Object.fromEntries(Object.entries(properties).filter(([name]) => changeable.includes(name))),
          UserPoolId,
          UserPoolTags: tags,
        },
      ],
      remove: ({ physicalId: UserPoolId }) => ['DeleteUserPool', { UserPoolId }],
    }),
  },
  'AWS::Cognito::UserPoolClient': calledType({
    ...executed,
    properties: clientProperties,
    create: ({ properties, name }) => ['CreateUserPoolClient', { ClientName: name, ...properties }],
    made: (answer) => {
      const [id, secret, name] = ['ClientId', 'ClientSecret', 'ClientName'].map((member) =>
        textIn(answer ?? {}, 'UserPoolClient', member),
      );
      return {
        physicalId: id ?? '',
        attributes: {
          ClientId: id ?? '',
          Name: name ?? '',
          ...(secret === '' || secret === undefined ? {} : { ClientSecret: secret }),
        },
      };
    },
    update: ({ properties }, { physicalId: ClientId, attributes }) => [
      'UpdateUserPoolClient',
      { ClientName: attributes['Name'], ...without(properties, 'GenerateSecret'), ClientId },
    ],
    remove: ({ physicalId: ClientId, properties: { UserPoolId } }) => [
      'DeleteUserPoolClient',
      { UserPoolId, ClientId },
    ],
  }),
  'AWS::Cognito::UserPoolDomain': calledType({
    ...common,
    properties: ['CustomDomainConfig', 'Domain', 'UserPoolId'],
    create: ({ properties }) => ['CreateUserPoolDomain', properties],
    made: (_answer, { properties }) => ({ physicalId: textIn(properties, 'Domain'), attributes: {} }),
    remove: ({ physicalId: Domain, properties: { UserPoolId } }) => [
      'DeleteUserPoolDomain',
      { Domain, UserPoolId },
    ],
  }),
  'AWS::Cognito::UserPoolGroup': calledType({
    ...common,
    name: { property: 'GroupName', longest: 128 },
    properties: ['Description', 'GroupName', 'Precedence', 'RoleArn', 'UserPoolId'],
    there: ['GroupExistsException'],
    create: ({ properties, name: GroupName }) => ['CreateGroup', { ...properties, GroupName }],
    made: (_answer, { name }) => ({ physicalId: name, attributes: {} }),
    update: ({ properties }, { physicalId: GroupName }) => ['UpdateGroup', { ...properties, GroupName }],
    remove: ({ physicalId: GroupName, properties: { UserPoolId } }) => [
      'DeleteGroup',
      { GroupName, UserPoolId },
    ],
  }),
  'AWS::Cognito::UserPoolResourceServer': calledType({
    ...common,
    properties: ['Identifier', 'Name', 'Scopes', 'UserPoolId'],
    create: ({ properties }) => [
      'CreateResourceServer',
      { ...properties, Scopes: listIn(properties, 'Scopes') },
    ],
    made: (_answer, { properties }) => ({ physicalId: textIn(properties, 'Identifier'), attributes: {} }),
    update: ({ properties }) => [
      'UpdateResourceServer',
      { ...properties, Scopes: listIn(properties, 'Scopes') },
    ],
    remove: ({ properties: { Identifier, UserPoolId } }) => [
      'DeleteResourceServer',
      { Identifier, UserPoolId },
    ],
  }),
};
