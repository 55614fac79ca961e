// Roles, policies and instance profiles of IAM in a stack.
import type { Values } from '../../../aws/wire/message.ts';
import {
  createOnce,
  listIn,
  tagList,
  textIn,
  unless,
  type Before,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { removePolicies, settlePolicies } from './iam-policies.ts';

const gone = ['NoSuchEntity'];
const there = ['EntityAlreadyExists'];

const roleProperties = [
  'AssumeRolePolicyDocument',
  'Description',
  'ManagedPolicyArns',
  'MaxSessionDuration',
  'Path',
  'PermissionsBoundary',
  'Policies',
  'RoleName',
  'Tags',
];

const role: ResourceHandler = {
  here: 'executed',
  properties: roleProperties,
  name: { property: 'RoleName', longest: 64 },
  isIam: true,
  create: async (work) => {
    const { call, properties, name, tags } = work;
    const given = {
      RoleName: name,
      AssumeRolePolicyDocument: properties['AssumeRolePolicyDocument'],
      ...picked(properties, 'Path', 'Description', 'MaxSessionDuration', 'PermissionsBoundary'),
      ...(Object.keys(tags).length === 0 ? {} : { Tags: tagList(tags) }),
    };
    const made =
      (await createOnce(work, there, call('iam', 'CreateRole', given))) ??
      (await call('iam', 'GetRole', { RoleName: name }));
    work.onMade(name);
    await settlePolicies(work, { word: 'Role', name }, {});
    return roleMade(made, name);
  },
  update: async (work, { physicalId, properties: before }) => {
    const { call, properties } = work;
    await call('iam', 'UpdateAssumeRolePolicy', {
      RoleName: physicalId,
      PolicyDocument: properties['AssumeRolePolicyDocument'],
    });
    await call('iam', 'UpdateRole', {
      RoleName: physicalId,
      Description: textIn(properties, 'Description'),
      MaxSessionDuration: textIn(properties, 'MaxSessionDuration') || '3600',
    });
    const boundary = properties['PermissionsBoundary'];
    if (boundary !== undefined)
      await call('iam', 'PutRolePermissionsBoundary', {
        RoleName: physicalId,
        PermissionsBoundary: boundary,
      });
    else if (before['PermissionsBoundary'] !== undefined)
      await call('iam', 'DeleteRolePermissionsBoundary', { RoleName: physicalId });
    await settlePolicies(work, { word: 'Role', name: physicalId }, before);
    return roleMade(await call('iam', 'GetRole', { RoleName: physicalId }), physicalId);
  },
  remove: async ({ call }, { physicalId, properties }) => {
    await removePolicies({ call }, { word: 'Role', name: physicalId }, properties);
    await unless(gone, call('iam', 'DeleteRole', { RoleName: physicalId }));
  },
};

function roleMade(answer: Values, name: string): Made {
  return {
    physicalId: name,
    attributes: { Arn: textIn(answer, 'Role', 'Arn'), RoleId: textIn(answer, 'Role', 'RoleId') },
  };
}

function picked(properties: Values, ...names: readonly string[]): Values {
  return Object.fromEntries(
    names.flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]] as const])),
  );
}

interface Principals {
  readonly property: 'Roles' | 'Users' | 'Groups';
  readonly key: 'RoleName' | 'UserName' | 'GroupName';
  readonly word: 'Role' | 'User' | 'Group';
}

const principals: readonly Principals[] = [
  { property: 'Roles', key: 'RoleName', word: 'Role' },
  { property: 'Users', key: 'UserName', word: 'User' },
  { property: 'Groups', key: 'GroupName', word: 'Group' },
];

/** An inline policy of several principals: the same document in each. */
const policy: ResourceHandler = {
  here: 'executed',
  isIam: true,
  create: async (work) => {
    await putInline(work);
    return { physicalId: work.name, attributes: { Id: work.name } };
  },
  update: async (work, before) => {
    await putInline(work);
    const kept = targetsIn(work.properties);
    const isSameName = textIn(before.properties, 'PolicyName') === textIn(work.properties, 'PolicyName');
    for (const each of targetsIn(before.properties))
      if (!isSameName || !kept.some((other) => other.name === each.name && other.word === each.word))
        await deleteInline(work, before.properties, each);
    return { physicalId: before.physicalId, attributes: { Id: before.physicalId } };
  },
  remove: async (work, { properties }) => {
    for (const each of targetsIn(properties)) await deleteInline(work, properties, each);
  },
};

function targetsIn(properties: Values) {
  return principals.flatMap(({ property, key, word }) =>
    listIn(properties, property).map((name) => ({ key, word, name: String(name) })),
  );
}

async function putInline({ call, properties }: ResourceWork): Promise<void> {
  const targets = targetsIn(properties);
  if (targets.length === 0) throw new Error('At least one of [Groups,Roles,Users] must be non-empty.');
  const { PolicyName, PolicyDocument } = properties;
  for (const { key, word, name } of targets)
    await call('iam', `Put${word}Policy`, { [key]: name, PolicyName, PolicyDocument });
}

async function deleteInline(
  { call }: ResourceWork,
  { PolicyName }: Values,
  { key, word, name }: { readonly key: string; readonly word: string; readonly name: string },
): Promise<void> {
  await unless(gone, call('iam', `Delete${word}Policy`, { [key]: name, PolicyName }));
}

const managedPolicy: ResourceHandler = {
  here: 'executed',
  properties: ['Description', 'Groups', 'ManagedPolicyName', 'Path', 'PolicyDocument', 'Roles', 'Users'],
  name: { property: 'ManagedPolicyName', longest: 128 },
  isIam: true,
  create: async (work) => {
    const { call, properties, name, place } = work;
    const given = { PolicyName: name, ...picked(properties, 'Description', 'Path', 'PolicyDocument') };
    await createOnce(work, there, call('iam', 'CreatePolicy', given));
    const path = textIn(properties, 'Path') || '/';
    const arn = `arn:${place.partition}:iam::${place.account}:policy${path}${name}`;
    work.onMade(arn);
    await attach(work, arn, {});
    return managedMade(work, arn);
  },
  update: async (work, { physicalId, properties: before }) => {
    const { call, properties } = work;
    await deleteOldVersions(work, physicalId);
    await call('iam', 'CreatePolicyVersion', {
      PolicyArn: physicalId,
      PolicyDocument: properties['PolicyDocument'],
      SetAsDefault: true,
    });
    await attach(work, physicalId, before);
    return managedMade(work, physicalId);
  },
  remove: async (work, { physicalId, properties }) => {
    await attach({ ...work, properties: {} }, physicalId, properties);
    await unless(gone, deleteOldVersions(work, physicalId));
    await unless(gone, work.call('iam', 'DeletePolicy', { PolicyArn: physicalId }));
  },
};

/** IAM keeps five (IAM user guide, quotas). */
async function deleteOldVersions({ call }: ResourceWork, PolicyArn: string): Promise<void> {
  const answer = await call('iam', 'ListPolicyVersions', { PolicyArn });
  for (const version of listIn(answer, 'Versions') as readonly Values[])
    if (version['IsDefaultVersion'] !== true)
      await call('iam', 'DeletePolicyVersion', { PolicyArn, VersionId: version['VersionId'] });
}

async function attach({ call, properties }: ResourceWork, PolicyArn: string, before: Values): Promise<void> {
  const [now, earlier] = [targetsIn(properties), targetsIn(before)];
  const isIn = (all: typeof now, each: (typeof now)[number]) =>
    all.some((other) => other.name === each.name && other.word === each.word);
  for (const each of now)
    if (!isIn(earlier, each))
      await call('iam', `Attach${each.word}Policy`, { [each.key]: each.name, PolicyArn });
  for (const each of earlier)
    if (!isIn(now, each))
      await unless(gone, call('iam', `Detach${each.word}Policy`, { [each.key]: each.name, PolicyArn }));
}

async function managedMade({ call }: ResourceWork, PolicyArn: string): Promise<Made> {
  const answer = await call('iam', 'GetPolicy', { PolicyArn });
  return {
    physicalId: PolicyArn,
    attributes: {
      PolicyArn,
      PolicyId: textIn(answer, 'Policy', 'PolicyId'),
      DefaultVersionId: textIn(answer, 'Policy', 'DefaultVersionId'),
    },
  };
}

const instanceProfile: ResourceHandler = {
  here: 'executed',
  name: { property: 'InstanceProfileName', longest: 128 },
  isIam: true,
  create: async (work) => {
    const { call, properties, name } = work;
    const given = { InstanceProfileName: name, ...picked(properties, 'Path') };
    await createOnce(work, there, call('iam', 'CreateInstanceProfile', given));
    work.onMade(name);
    await setRole(work, name, {});
    return profileMade(work, name);
  },
  update: async (work, { physicalId, properties }) => {
    await setRole(work, physicalId, properties);
    return profileMade(work, physicalId);
  },
  remove: async (work, { physicalId, properties }) => {
    await setRole({ ...work, properties: {} }, physicalId, properties);
    await unless(gone, work.call('iam', 'DeleteInstanceProfile', { InstanceProfileName: physicalId }));
  },
};

async function setRole(
  { call, properties }: ResourceWork,
  InstanceProfileName: string,
  before: Values,
): Promise<void> {
  const [now] = listIn(properties, 'Roles');
  const [earlier] = listIn(before, 'Roles');
  if (now === earlier) return;
  if (earlier !== undefined)
    await unless(
      gone,
      call('iam', 'RemoveRoleFromInstanceProfile', { InstanceProfileName, RoleName: earlier }),
    );
  if (now !== undefined)
    await unless(
      ['LimitExceeded'],
      call('iam', 'AddRoleToInstanceProfile', { InstanceProfileName, RoleName: now }),
    );
}

async function profileMade({ call }: ResourceWork, name: string): Promise<Made> {
  const answer = await call('iam', 'GetInstanceProfile', { InstanceProfileName: name });
  return { physicalId: name, attributes: { Arn: textIn(answer, 'InstanceProfile', 'Arn') } };
}

const rolePolicy: ResourceHandler = {
  here: 'executed',
  isIam: true,
  create: async ({ call, properties }) => {
    const { RoleName, PolicyName, PolicyDocument } = properties;
    await call('iam', 'PutRolePolicy', { RoleName, PolicyName, PolicyDocument });
    return { physicalId: `${String(PolicyName)}|${String(RoleName)}`, attributes: {} };
  },
  update: async ({ call, properties }, { physicalId }: Before) => {
    const { RoleName, PolicyName, PolicyDocument } = properties;
    await call('iam', 'PutRolePolicy', { RoleName, PolicyName, PolicyDocument });
    return { physicalId, attributes: {} };
  },
  remove: async ({ call }, { properties: { RoleName, PolicyName } }) => {
    await unless(gone, call('iam', 'DeleteRolePolicy', { RoleName, PolicyName }));
  },
};

export const iamTypes: ResourceHandlers = {
  'AWS::IAM::InstanceProfile': instanceProfile,
  'AWS::IAM::ManagedPolicy': managedPolicy,
  'AWS::IAM::Policy': policy,
  'AWS::IAM::Role': role,
  'AWS::IAM::RolePolicy': rolePolicy,
};
