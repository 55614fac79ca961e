// Applications by CodeDeploy's API, and tags of what has some.
import type { CodeDeployApi } from '../../aws/operations/codedeploy.ts';
import { defined } from '../../lib/defined.ts';
import { isMadeByCall } from '../made-by-call.ts';
import { pageOf } from '../page.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import {
  applicationNamed,
  applicationsOf,
  groupsOf,
  idOf,
  listOf,
  recordOf,
  resourceWithArn,
  save,
  type ApplicationResource,
} from './codedeploy-records.ts';
import { moveRevisions } from './kept-revisions.ts';

type Op<N extends keyof CodeDeployApi['operations']> = Operation<CodeDeployApi, N>;
type Shapes = CodeDeployApi['shapes'];

const type = 'AWS::CodeDeploy::Application';

export const onWrongToken = () =>
  refuse<CodeDeployApi>('InvalidNextTokenException', 'The next token was specified in an invalid format.');

const pageSize = 100;

export const createApplication: Op<'CreateApplication'> = (input, call) => {
  const { applicationName: name, computePlatform = 'Server', tags = [] } = input;
  if (isMadeByCall(applicationsOf(call).find((each) => each.name === name)))
    throw refuse<CodeDeployApi>('ApplicationAlreadyExistsException', `Application ${name} already exists`);
  const values = { applicationName: name, computePlatform };
  const made = save(call, 'CreateApplication', { type, name, values, tags: recordOf(tags) });
  return { applicationId: applicationId(made) };
};

function applicationId({ account, region, name }: ApplicationResource): string {
  return idOf(`${account} ${region} ${name}`);
}

function output(found: ApplicationResource): Shapes['ApplicationInfo'] {
  return {
    applicationId: applicationId(found),
    applicationName: found.name,
    createTime: new Date(found.madeAt),
    linkedToGitHub: false,
    computePlatform: found.values.computePlatform ?? 'Server',
  };
}

export const getApplication: Op<'GetApplication'> = ({ applicationName }, call) => ({
  application: output(applicationNamed(call, applicationName)),
});

export const batchGetApplications: Op<'BatchGetApplications'> = ({ applicationNames }, call) => ({
  applicationsInfo: applicationsOf(call)
    .filter(({ name }) => applicationNames.includes(name))
    .map(output),
});

export const listApplications: Op<'ListApplications'> = ({ nextToken }, call) => {
  const { items, next } = pageOf(applicationsOf(call), {
    keyOf: ({ name }) => name,
    size: pageSize,
    token: nextToken,
    onWrongToken,
  });
  return defined({ applications: items.map(({ name }) => name), nextToken: next });
};

/** Its groups go with it under the new name. */
export const updateApplication: Op<'UpdateApplication'> = (input, call) => {
  const { applicationName: before = '', newApplicationName: after = before } = input;
  const found = applicationNamed(call, before);
  if (after === before) return {};
  if (applicationsOf(call).some(({ name }) => name === after))
    throw refuse<CodeDeployApi>('ApplicationAlreadyExistsException', `Application ${after} already exists`);
  const { account } = call.ground;
  save(call, 'UpdateApplication', {
    type,
    name: after,
    values: { ...found.values, applicationName: after },
    tags: found.tags,
  });
  moveRevisions(call, before, after);
  for (const group of groupsOf(call, before)) {
    const { deploymentGroupName } = group.values;
    save(call, 'UpdateApplication', {
      type: group.type,
      name: `${after}/${deploymentGroupName}`,
      values: { ...group.values, applicationName: after },
      tags: group.tags,
    });
    account.remove(group);
  }
  account.remove(found);
  return {};
};

/** With its groups; without an error when there is none. */
export const deleteApplication: Op<'DeleteApplication'> = ({ applicationName }, call) => {
  const found = applicationsOf(call).find(({ name }) => name === applicationName);
  for (const group of groupsOf(call, applicationName)) call.ground.account.remove(group);
  if (found !== undefined) call.ground.account.remove(found);
  moveRevisions(call, applicationName);
  return {};
};

export const listTagsForResource: Op<'ListTagsForResource'> = ({ ResourceArn }, call) => ({
  Tags: listOf(resourceWithArn(call, ResourceArn).tags),
});

export const tagResource: Op<'TagResource'> = ({ ResourceArn, Tags }, call) => {
  const found = resourceWithArn(call, ResourceArn);
  return retag(call, found, { ...found.tags, ...recordOf(Tags) });
};

export const untagResource: Op<'UntagResource'> = ({ ResourceArn, TagKeys }, call) => {
  const found = resourceWithArn(call, ResourceArn);
  const kept = Object.entries(found.tags).filter(([key]) => !TagKeys.includes(key));
  return retag(call, found, Object.fromEntries(kept));
};

function retag(
  call: ServiceCall,
  found: ReturnType<typeof resourceWithArn>,
  tags: Readonly<Record<string, string>>,
): Record<string, never> {
  call.ground.account.put({
    ...found,
    partition: call.place.partition,
    tags,
    madeBy: found.changedBy,
    at: call.now,
  });
  return {};
}
