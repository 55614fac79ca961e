// Stack sets in a stack: the set, and its instances in the accounts and Regions of the groups of the template. Source:
// CloudFormation template reference, AWS::CloudFormation::StackSet.
import { setTimeout as delay } from 'node:timers/promises';
import type { Values } from '../../../aws/wire/message.ts';
import { isEqual } from '../../../stacks/values/evaluate.ts';
import {
  createOnce,
  listIn,
  tagList,
  textIn,
  unless,
  without,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { refuseOthers } from './logs.ts';

const properties = [
  'AdministrationRoleARN',
  'CallAs',
  'Capabilities',
  'Description',
  'ExecutionRoleName',
  'OperationPreferences',
  'Parameters',
  'PermissionModel',
  'StackInstancesGroup',
  'StackSetName',
  'Tags',
  'TemplateBody',
  'TemplateURL',
];

const gone = ['StackSetNotFoundException'];

function requestOf({ properties: given, tags }: ResourceWork, StackSetName: string): Values {
  return {
    ...without(given, 'OperationPreferences', 'StackInstancesGroup', 'Tags'),
    StackSetName,
    Tags: tagList(tags),
  };
}

interface Instance {
  readonly account: string;
  readonly region: string;
  readonly overrides: readonly unknown[];
}

function wantedInstances({ properties: given }: Pick<ResourceWork, 'properties'>): readonly Instance[] {
  const groups = listIn(given, 'StackInstancesGroup') as readonly Values[];
  return groups.flatMap((group) => {
    const targets = (group['DeploymentTargets'] ?? {}) as Values;
    refuseOthers(targets, ['Accounts']);
    return listIn(targets, 'Accounts').flatMap((account) =>
      listIn(group, 'Regions').map((region) => ({
        account: String(account),
        region: String(region),
        overrides: listIn(group, 'ParameterOverrides'),
      })),
    );
  });
}

/** One after the other. @throws with the reason of an instance that failed */
async function changeInstances(
  work: ResourceWork,
  StackSetName: string,
  {
    operation,
    instances,
  }: { readonly operation: 'Create' | 'Update' | 'Delete'; readonly instances: readonly Instance[] },
): Promise<void> {
  const { call, properties: given } = work;
  for (const { account, region, overrides } of instances) {
    const answer = await call('cloudformation', `${operation}StackInstances`, {
      StackSetName,
      Accounts: [account],
      Regions: [region],
      ...(operation === 'Delete' ? { RetainStacks: false } : { ParameterOverrides: overrides }),
      ...(given['OperationPreferences'] === undefined
        ? {}
        : { OperationPreferences: given['OperationPreferences'] }),
    });
    await ended(work, StackSetName, textIn(answer, 'OperationId'));
  }
}

async function ended({ call }: ResourceWork, StackSetName: string, OperationId: string): Promise<void> {
  for (;;) {
    const about = { StackSetName, OperationId };
    const answer = await call('cloudformation', 'DescribeStackSetOperation', about);
    const status = textIn(answer, 'StackSetOperation', 'Status');
    if (status === 'SUCCEEDED') return;
    if (status !== 'RUNNING' && status !== 'QUEUED' && status !== 'STOPPING') {
      const { Summaries } = await call('cloudformation', 'ListStackSetOperationResults', about);
      const failed = (listIn({ Summaries }, 'Summaries') as readonly Values[]).find(
        (each) => textIn(each, 'Status') === 'FAILED',
      );
      const reason = textIn(failed ?? {}, 'StatusReason');
      throw new Error(
        `Stack set operation ${OperationId} was ${status.toLowerCase()}${reason === '' ? '' : `: ${reason}`}`,
      );
    }
    await delay(20);
  }
}

const key = ({ account, region }: Instance) => `${account} ${region}`;

/** What the set has is made what the template wants. */
async function settle(work: ResourceWork, StackSetName: string): Promise<void> {
  const { Summaries } = await work.call('cloudformation', 'ListStackInstances', { StackSetName });
  const there: readonly Instance[] = (listIn({ Summaries }, 'Summaries') as readonly Values[]).map(
    (each) => ({
      account: textIn(each, 'Account'),
      region: textIn(each, 'Region'),
      overrides: [],
    }),
  );
  const wanted = wantedInstances(work);
  const has = (list: readonly Instance[], each: Instance) => list.some((other) => key(other) === key(each));
  const removed = there.filter((each) => !has(wanted, each));
  const added = wanted.filter((each) => !has(there, each));
  await changeInstances(work, StackSetName, { operation: 'Delete', instances: removed });
  await changeInstances(work, StackSetName, { operation: 'Create', instances: added });
}

function made(StackSetId: string): Made {
  return { physicalId: StackSetId, attributes: { StackSetId } };
}

/** Instances whose overrides are others than they were. */
function changedInstances(work: ResourceWork, before: Values): readonly Instance[] {
  const earlier = wantedInstances({ properties: before });
  return wantedInstances(work).filter((each) => {
    const same = earlier.find((other) => key(other) === key(each));
    return same !== undefined && !isEqual([...same.overrides], [...each.overrides]);
  });
}

const stackSet: ResourceHandler = {
  here: 'executed',
  properties: properties,
  name: { property: 'StackSetName', longest: 128 },
  create: async (work) => {
    const { call, name, onMade } = work;
    await createOnce(
      work,
      ['NameAlreadyExistsException'],
      call('cloudformation', 'CreateStackSet', requestOf(work, name)),
    );
    const set = await call('cloudformation', 'DescribeStackSet', { StackSetName: name });
    const id = textIn(set, 'StackSet', 'StackSetId');
    onMade(id);
    await settle(work, id);
    return made(id);
  },
  update: async (work, { physicalId, properties: before }) => {
    const answer = await work.call('cloudformation', 'UpdateStackSet', requestOf(work, physicalId));
    await ended(work, physicalId, textIn(answer, 'OperationId'));
    const instances = changedInstances(work, before);
    await changeInstances(work, physicalId, { operation: 'Update', instances });
    await settle(work, physicalId);
    return made(physicalId);
  },
  remove: async (work, { physicalId }) => {
    const set = await unless(
      gone,
      work.call('cloudformation', 'DescribeStackSet', { StackSetName: physicalId }),
    );
    if (set === undefined) return;
    await settle({ ...work, properties: {} }, physicalId);
    await unless(gone, work.call('cloudformation', 'DeleteStackSet', { StackSetName: physicalId }));
  },
};

export const stackSetTypes: ResourceHandlers = { 'AWS::CloudFormation::StackSet': stackSet };
