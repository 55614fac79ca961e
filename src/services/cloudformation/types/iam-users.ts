// Users, groups and keys of IAM in a stack.
import { defined } from '../../../lib/defined.ts';
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
import { removePolicies, settlePolicies } from './iam-policies.ts';

const gone = ['NoSuchEntity'];
const there = ['EntityAlreadyExists'];
const common = { here: 'recorded', service: 'iam', isIam: true, gone } as const;

const userProperties = [
  'Groups',
  'LoginProfile',
  'ManagedPolicyArns',
  'Path',
  'PermissionsBoundary',
  'Policies',
  'Tags',
  'UserName',
];

async function settleUser(work: ResourceWork, UserName: string, before: Values): Promise<void> {
  const { call, properties } = work;
  await settlePolicies(work, { word: 'User', name: UserName }, before);
  await settleGroups(work, UserName, before);
  const profile = properties['LoginProfile'] as Values | undefined;
  if (profile === undefined && before['LoginProfile'] !== undefined)
    await unless(gone, call('iam', 'DeleteLoginProfile', { UserName }));
  if (profile === undefined) return;
  const operation = before['LoginProfile'] === undefined ? 'CreateLoginProfile' : 'UpdateLoginProfile';
  await createOnce(work, there, call('iam', operation, { UserName, ...profile }));
}

async function settleGroups(
  { call, properties }: ResourceWork,
  UserName: string,
  before: Values,
): Promise<void> {
  const [groups, earlier] = [listIn(properties, 'Groups'), listIn(before, 'Groups')];
  for (const GroupName of groups)
    if (!earlier.includes(GroupName)) await call('iam', 'AddUserToGroup', { UserName, GroupName });
  for (const GroupName of earlier)
    if (!groups.includes(GroupName))
      await unless(gone, call('iam', 'RemoveUserFromGroup', { UserName, GroupName }));
}

async function entityMade({ call }: ResourceWork, word: 'User' | 'Group', name: string): Promise<Made> {
  const answer = await call('iam', `Get${word}`, { [`${word}Name`]: name });
  return { physicalId: name, attributes: { Arn: textIn(answer, word, 'Arn') } };
}

const user: ResourceHandler = {
  here: 'recorded',
  properties: userProperties,
  isIam: true,
  name: { property: 'UserName', longest: 64 },
  create: async (work) => {
    const { call, properties, name, tags } = work;
    const { Path, PermissionsBoundary } = properties;
    await createOnce(
      work,
      there,
      call('iam', 'CreateUser', {
        UserName: name,
        ...defined({ Path, PermissionsBoundary }),
        ...(Object.keys(tags).length === 0 ? {} : { Tags: tagList(tags) }),
      }),
    );
    work.onMade(name);
    await settleUser(work, name, {});
    return await entityMade(work, 'User', name);
  },
  update: async (work, { physicalId, properties: before }) => {
    const { Path } = work.properties;
    if (Path !== undefined && Path !== before['Path'])
      await work.call('iam', 'UpdateUser', { UserName: physicalId, NewPath: Path });
    await settleUser(work, physicalId, before);
    return await entityMade(work, 'User', physicalId);
  },
  remove: async (work, { physicalId, properties }) => {
    const { call } = work;
    const empty = { ...work, properties: {} };
    await removePolicies(empty, { word: 'User', name: physicalId }, properties);
    await settleGroups(empty, physicalId, properties);
    await unless(gone, call('iam', 'DeleteLoginProfile', { UserName: physicalId }));
    await unless(gone, call('iam', 'DeleteUser', { UserName: physicalId }));
  },
};

const groupProperties = ['GroupName', 'ManagedPolicyArns', 'Path', 'Policies'];

const group: ResourceHandler = {
  here: 'recorded',
  properties: groupProperties,
  isIam: true,
  name: { property: 'GroupName', longest: 128 },
  create: async (work) => {
    const { call, properties, name } = work;
    const path = properties['Path'] === undefined ? {} : { Path: properties['Path'] };
    await createOnce(work, there, call('iam', 'CreateGroup', { GroupName: name, ...path }));
    work.onMade(name);
    await settlePolicies(work, { word: 'Group', name }, {});
    return await entityMade(work, 'Group', name);
  },
  update: async (work, { physicalId, properties: before }) => {
    await settlePolicies(work, { word: 'Group', name: physicalId }, before);
    return await entityMade(work, 'Group', physicalId);
  },
  remove: async (work, { physicalId, properties }) => {
    await removePolicies(work, { word: 'Group', name: physicalId }, properties);
    await unless(gone, work.call('iam', 'DeleteGroup', { GroupName: physicalId }));
  },
};

const membership: ResourceHandler = {
  here: 'recorded',
  properties: ['GroupName', 'Users'],
  isIam: true,
  create: async (work) => {
    await settleMembers(work, {});
    return { physicalId: work.name, attributes: {} };
  },
  update: async (work, { physicalId, properties: before }) => {
    await settleMembers(work, before);
    return { physicalId, attributes: {} };
  },
  remove: async (work, { properties }) =>
    settleMembers({ ...work, properties: { GroupName: properties['GroupName'] } }, properties),
};

async function settleMembers({ call, properties }: ResourceWork, before: Values): Promise<void> {
  const [now, earlier] = [properties, before].map((each) => ({
    GroupName: each['GroupName'],
    users: listIn(each, 'Users'),
  }));
  const isSame = now?.GroupName === earlier?.GroupName;
  for (const UserName of now?.users ?? [])
    await call('iam', 'AddUserToGroup', { UserName, GroupName: now?.GroupName });
  for (const UserName of earlier?.users ?? [])
    if (!isSame || !(now?.users ?? []).includes(UserName))
      await unless(gone, call('iam', 'RemoveUserFromGroup', { UserName, GroupName: earlier?.GroupName }));
}

function inlinePolicy(word: 'User' | 'Group'): ResourceHandler {
  const key = `${word}Name`;
  return calledType({
    ...common,
    properties: ['PolicyDocument', 'PolicyName', key],
    create: ({ properties }) => [`Put${word}Policy`, properties],
    made: (_answer, { properties }) => ({
      physicalId: `${textIn(properties, 'PolicyName')}|${textIn(properties, key)}`,
      attributes: {},
    }),
    update: ({ properties }) => [`Put${word}Policy`, properties],
    remove: ({ properties }) => [
      `Delete${word}Policy`,
      { PolicyName: properties['PolicyName'], [key]: properties[key] },
    ],
  });
}

export const iamUserTypes: ResourceHandlers = {
  'AWS::IAM::AccessKey': calledType({
    ...common,
    properties: ['Serial', 'Status', 'UserName'],
    create: ({ properties: { UserName } }) => ['CreateAccessKey', { UserName }],
    made: async (answer = {}, { call, properties: { Status, UserName } }) => {
      const [Id, SecretAccessKey] = ['AccessKeyId', 'SecretAccessKey'].map((name) =>
        textIn(answer, 'AccessKey', name),
      );
      if (Status === 'Inactive') await call('iam', 'UpdateAccessKey', { UserName, AccessKeyId: Id, Status });
      return { physicalId: Id ?? '', attributes: { Id: Id ?? '', SecretAccessKey: SecretAccessKey ?? '' } };
    },
    update: ({ properties: { UserName, Status = 'Active' } }, { physicalId: AccessKeyId }) => [
      'UpdateAccessKey',
      { UserName, AccessKeyId, Status },
    ],
    remove: ({ physicalId: AccessKeyId, properties: { UserName } }) => [
      'DeleteAccessKey',
      { AccessKeyId, UserName },
    ],
  }),
  'AWS::IAM::Group': group,
  'AWS::IAM::GroupPolicy': inlinePolicy('Group'),
  'AWS::IAM::User': user,
  'AWS::IAM::UserPolicy': inlinePolicy('User'),
  'AWS::IAM::UserToGroupAddition': membership,
};
