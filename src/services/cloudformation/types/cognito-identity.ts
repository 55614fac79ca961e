// Identity pools of Cognito in a stack: they are kept, and no user gets credentials by them.
// Source: CloudFormation template reference, AWS::Cognito::IdentityPool.
import type { Values } from '../../../aws/wire/message.ts';
import { calledType } from '../recorded-type.ts';
import { textIn, without, type ResourceHandlers } from '../resource-type.ts';

const gone = ['ResourceNotFoundException'];
const common = { here: 'recorded', service: 'cognito-identity', gone } as const;

/** A mapping may stand under any key, and names its provider itself. */
function rolesOf({ IdentityPoolId, Roles = {}, RoleMappings }: Values): Values {
  const mappings = Object.entries((RoleMappings ?? {}) as Values).map(([key, value]) => {
    const { IdentityProvider = key, ...mapping } = value as Values;
    return [String(IdentityProvider), mapping] as const;
  });
  const given = { IdentityPoolId, Roles };
  return mappings.length === 0 ? given : { ...given, RoleMappings: Object.fromEntries(mappings) };
}

export const cognitoIdentityTypes: ResourceHandlers = {
  'AWS::Cognito::IdentityPool': calledType({
    ...common,
    properties: [
      'AllowClassicFlow',
      'AllowUnauthenticatedIdentities',
      'CognitoIdentityProviders',
      'DeveloperProviderName',
      'IdentityPoolName',
      'IdentityPoolTags',
      'OpenIdConnectProviderARNs',
      'SamlProviderARNs',
      'SupportedLoginProviders',
    ],
    create: ({ properties, name, tags }) => [
      'CreateIdentityPool',
      {
        IdentityPoolName: name,
        ...without(properties, 'IdentityPoolTags'),
        ...(Object.keys(tags).length === 0 ? {} : { IdentityPoolTags: tags }),
      },
    ],
    made: (answer = {}, { properties, name }) => {
      const id = textIn(answer, 'IdentityPoolId');
      return { physicalId: id, attributes: { Id: id, Name: textIn(properties, 'IdentityPoolName') || name } };
    },
    update: ({ properties }, { physicalId: IdentityPoolId, attributes }) => [
      'UpdateIdentityPool',
      { IdentityPoolName: attributes['Name'], ...without(properties, 'IdentityPoolTags'), IdentityPoolId },
    ],
    remove: ({ physicalId: IdentityPoolId }) => ['DeleteIdentityPool', { IdentityPoolId }],
  }),
  'AWS::Cognito::IdentityPoolRoleAttachment': calledType({
    ...common,
    properties: ['IdentityPoolId', 'RoleMappings', 'Roles'],
    create: ({ properties }) => ['SetIdentityPoolRoles', rolesOf(properties)],
    made: (_answer, { properties, name }) => {
      const Id = `${textIn(properties, 'IdentityPoolId')}|${name}`;
      return { physicalId: Id, attributes: { Id } };
    },
    update: ({ properties }) => ['SetIdentityPoolRoles', rolesOf(properties)],
    remove: ({ properties }) => [
      'SetIdentityPoolRoles',
      { IdentityPoolId: properties['IdentityPoolId'], Roles: {} },
    ],
  }),
};
