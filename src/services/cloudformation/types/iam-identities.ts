// Providers of identities and roles of services of IAM in a stack.
import type { Values } from '../../../aws/wire/message.ts';
import { calledType } from '../recorded-type.ts';
import {
  createOnce,
  listIn,
  tagList,
  textIn,
  unless,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';

const gone = ['NoSuchEntity'];
const there = ['EntityAlreadyExists'];

const providerProperties = ['ClientIdList', 'Tags', 'ThumbprintList', 'Url'];

function providerArn({ properties, place }: ResourceWork): string {
  const { partition, account } = place;
  const host = textIn(properties, 'Url').replace(/^https:\/\//, '');
  return `arn:${partition}:iam::${account}:oidc-provider/${host}`;
}

const made = (Arn: string): Made => ({ physicalId: Arn, attributes: { Arn } });

async function createProvider(work: ResourceWork): Promise<Made> {
  const { call, properties, tags } = work;
  const answer = await createOnce(
    work,
    there,
    call('iam', 'CreateOpenIDConnectProvider', {
      Url: properties['Url'],
      ClientIDList: listIn(properties, 'ClientIdList'),
      ThumbprintList: listIn(properties, 'ThumbprintList'),
      ...(Object.keys(tags).length === 0 ? {} : { Tags: tagList(tags) }),
    }),
  );
  return made(answer === undefined ? providerArn(work) : textIn(answer, 'OpenIDConnectProviderArn'));
}

async function removeProvider({ call }: ResourceWork, arn: string): Promise<void> {
  await unless(gone, call('iam', 'DeleteOpenIDConnectProvider', { OpenIDConnectProviderArn: arn }));
}

/** As GitHub's is for its workflows. Its ARN is that of its address: what has changed is made anew under it. */
const oidcProvider: ResourceHandler = {
  here: 'executed',
  properties: providerProperties,
  create: createProvider,
  update: async (work, { physicalId }) => {
    await removeProvider(work, physicalId);
    return await createProvider(work);
  },
  remove: async (work, { physicalId }) => await removeProvider(work, physicalId),
};

/** Made by IAM as the service wants it; its name is IAM's. */
const serviceLinkedRole = calledType({
  here: 'executed',
  service: 'iam',
  properties: ['AWSServiceName', 'CustomSuffix', 'Description'],
  there: ['InvalidInput'],
  gone,
  create: ({ properties }) => ['CreateServiceLinkedRole', properties],
  made: async (answer, { call, properties }) => {
    const found = answer ?? (await roleOfService(call, textIn(properties, 'AWSServiceName')));
    const RoleName = textIn(found, 'Role', 'RoleName');
    return { physicalId: RoleName, attributes: { RoleName } };
  },
  update: ({ properties }, { physicalId: RoleName }) => [
    'UpdateRole',
    { RoleName, Description: textIn(properties, 'Description') },
  ],
  remove: ({ physicalId: RoleName }) => ['DeleteServiceLinkedRole', { RoleName }],
});

async function roleOfService(call: ResourceWork['call'], service: string): Promise<Values> {
  const { Roles } = await call('iam', 'ListRoles', { PathPrefix: `/aws-service-role/${service}/` });
  const [Role = {}] = listIn({ Roles }, 'Roles') as readonly Values[];
  return { Role };
}

export const iamIdentityTypes: ResourceHandlers = {
  'AWS::IAM::OIDCProvider': oidcProvider,
  'AWS::IAM::ServiceLinkedRole': serviceLinkedRole,
};
