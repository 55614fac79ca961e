// Operations on stack sets: those that this account administers itself, with stacks in its own Regions.
// Source: CloudFormation API reference; user guide, "Working with AWS CloudFormation StackSets".
import type { CloudFormationApi } from '../../../aws/operations/cloudformation.ts';
import { defined } from '../../../lib/defined.ts';
import { newId } from '../../../lib/id.ts';
import { refuse, type Operation, type ServiceCall } from '../../service.ts';
import { invalid } from '../errors.ts';
import { checkedTemplate, checkName, templateText } from '../requested-definition.ts';
import { principalOf } from '../stack-operations.ts';
import { driveSet, plannedInstance, runningOf } from './run-operation.ts';
import {
  isRunning,
  sameTarget,
  stackSets,
  type SetOperation,
  type StackInstance,
  type StackSet,
} from './stack-set.ts';

type Op<N extends keyof CloudFormationApi['operations']> = Operation<CloudFormationApi, N>;
type Shapes = CloudFormationApi['shapes'];

/** By name or id. @throws AwsError */
export function setNamed(call: ServiceCall, name: string): StackSet {
  const set = stackSets.list(call).find((each) => each.name === name || each.id === name);
  if (set === undefined)
    throw refuse<CloudFormationApi>('StackSetNotFoundException', `StackSet ${name} not found`);
  driveSet(call, set.name);
  return stackSets.get(call, set.name) ?? set;
}

function refuseManaged(input: {
  readonly PermissionModel?: string;
  readonly AutoDeployment?: unknown;
  readonly CallAs?: string;
}): void {
  if (
    input.PermissionModel === 'SERVICE_MANAGED' ||
    input.AutoDeployment !== undefined ||
    input.CallAs === 'DELEGATED_ADMIN'
  )
    throw invalid(
      'Slipway does not execute stack sets of an organization on this machine: it has one account',
    );
}

export const createStackSet: Op<'CreateStackSet'> = async (input, call) => {
  const { StackSetName: name } = input;
  refuseManaged(input);
  checkName(name, 'stackSetName');
  const text = await templateText(input, call);
  if (text === undefined) throw invalid('Either Template URL or Template Body must be specified.');
  checkedTemplate(text);
  const set: StackSet = {
    name,
    id: `${name}:${newId()}`,
    templateText: text,
    parameters: input.Parameters ?? [],
    tags: input.Tags ?? [],
    capabilities: input.Capabilities ?? [],
    executionRoleName: input.ExecutionRoleName ?? 'AWSCloudFormationStackSetExecutionRole',
    instances: [],
    operations: [],
    principal: principalOf(call.caller),
    ...defined({ description: input.Description, administrationRoleArn: input.AdministrationRoleARN }),
  };
  if (!stackSets.add(call, name, set))
    throw refuse<CloudFormationApi>('NameAlreadyExistsException', `The Name ${name} already exists`);
  return { StackSetId: set.id };
};

export const deleteStackSet: Op<'DeleteStackSet'> = ({ StackSetName }, call) => {
  const set = setNamed(call, StackSetName);
  refuseWhileRunning(set);
  if (set.instances.length > 0)
    throw refuse<CloudFormationApi>('StackSetNotEmptyException', 'StackSet is not empty');
  stackSets.remove(call, set.name);
  return {};
};

function refuseWhileRunning(set: StackSet): void {
  const running = runningOf(set);
  if (running !== undefined)
    throw refuse<CloudFormationApi>(
      'OperationInProgressException',
      `Another Operation on StackSet ${set.id} is in progress: ${running.id}`,
    );
}

interface Begun {
  readonly action: SetOperation['action'];
  readonly targets: readonly Target[];
  readonly id?: string | undefined;
  readonly preferences?: Shapes['StackSetOperationPreferences'] | undefined;
  readonly retainStacks?: boolean;
}

type Target = Pick<StackInstance, 'account' | 'region'>;

/** On disk when it returns; then it goes on by itself. */
function begin(
  call: ServiceCall,
  set: StackSet,
  { action, targets, id = newId(), preferences, retainStacks = false }: Begun,
): string {
  if (set.operations.some((each) => each.id === id))
    throw refuse<CloudFormationApi>('OperationIdAlreadyExistsException', `Operation ${id} already exists`);
  const operation: SetOperation = {
    id,
    action,
    status: 'RUNNING',
    createdAt: call.now,
    retainStacks,
    toleratedFailures: tolerated(preferences, targets),
    results: inOrder(targets, preferences?.RegionOrder ?? []).map((each) => ({ ...each, status: 'PENDING' })),
  };
  stackSets.put(call, set.name, {
    ...set,
    operations: [...set.operations, operation],
    principal: principalOf(call.caller),
  });
  driveSet(call, set.name);
  return id;
}

function tolerated(
  { FailureToleranceCount, FailureTolerancePercentage }: Shapes['StackSetOperationPreferences'] = {},
  targets: readonly Target[],
): number {
  if (FailureToleranceCount !== undefined) return FailureToleranceCount;
  const accounts = new Set(targets.map(({ account }) => account)).size;
  return Math.floor((accounts * (FailureTolerancePercentage ?? 0)) / 100);
}

function inOrder(targets: readonly Target[], regions: readonly string[]): readonly Target[] {
  const placeOf = (region: string) => (regions.includes(region) ? regions.indexOf(region) : regions.length);
  return targets
    .map(({ account, region }) => ({ account, region }))
    .toSorted((a, b) => placeOf(a.region) - placeOf(b.region));
}

interface Targeted {
  readonly Accounts?: readonly string[];
  readonly DeploymentTargets?: Shapes['DeploymentTargets'];
  readonly Regions?: readonly string[];
  readonly CallAs?: string;
}

/** @throws AwsError */
function targetsIn(input: Targeted): readonly Target[] {
  refuseManaged(defined({ CallAs: input.CallAs }));
  const { Accounts, Regions = [], DeploymentTargets } = input;
  const accounts = Accounts ?? DeploymentTargets?.Accounts ?? [];
  if (DeploymentTargets?.OrganizationalUnitIds !== undefined)
    throw invalid('Slipway has no organizational units on this machine: name accounts');
  if (accounts.length === 0) throw invalid('Accounts must be specified.');
  if (Regions.length === 0) throw invalid('Regions must be specified.');
  const wrong = Regions.find((region) => !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region));
  if (wrong !== undefined) throw invalid(`Region ${wrong} is not supported`);
  return Regions.flatMap((region) => accounts.map((account) => ({ account, region })));
}

export const createStackInstances: Op<'CreateStackInstances'> = (input, call) => {
  const set = setNamed(call, input.StackSetName);
  const targets = targetsIn(input);
  refuseWhileRunning(set);
  const id = input.OperationId ?? newId();
  const fresh = targets
    .filter((target) => !set.instances.some((each) => sameTarget(each, target)))
    .map((target) =>
      plannedInstance(set, {
        ...target,
        overrides: input.ParameterOverrides ?? [],
        lastOperationId: id,
        suffix: newId(),
      }),
    );
  const next = { ...set, instances: [...set.instances, ...fresh] };
  return {
    OperationId: begin(call, next, {
      action: 'CREATE',
      targets,
      id,
      preferences: input.OperationPreferences,
    }),
  };
};

export const updateStackInstances: Op<'UpdateStackInstances'> = (input, call) => {
  const set = setNamed(call, input.StackSetName);
  const targets = existingTargets(set, targetsIn(input));
  refuseWhileRunning(set);
  const { ParameterOverrides: overrides } = input;
  const instances = set.instances.map((each) =>
    overrides !== undefined && targets.some((target) => sameTarget(each, target))
      ? { ...each, overrides }
      : each,
  );
  const begun = {
    action: 'UPDATE' as const,
    targets,
    id: input.OperationId,
    preferences: input.OperationPreferences,
  };
  return { OperationId: begin(call, { ...set, instances }, begun) };
};

function existingTargets(set: StackSet, targets: readonly Target[]): readonly Target[] {
  const missing = targets.find((target) => !set.instances.some((each) => sameTarget(each, target)));
  if (missing === undefined) return targets;
  throw refuse<CloudFormationApi>(
    'StackInstanceNotFoundException',
    `Stack instance not found for: Account: ${missing.account}, Region: ${missing.region}`,
  );
}

export const deleteStackInstances: Op<'DeleteStackInstances'> = (input, call) => {
  const set = setNamed(call, input.StackSetName);
  const targets = existingTargets(set, targetsIn(input));
  refuseWhileRunning(set);
  const { OperationId: id, OperationPreferences: preferences, RetainStacks: retainStacks } = input;
  return { OperationId: begin(call, set, { action: 'DELETE', targets, id, preferences, retainStacks }) };
};

export const updateStackSet: Op<'UpdateStackSet'> = async (input, call) => {
  refuseManaged(input);
  const given = input.UsePreviousTemplate === true ? undefined : await templateText(input, call);
  if (given === undefined && input.UsePreviousTemplate !== true)
    throw invalid('Either Template URL or Template Body must be specified.');
  if (given !== undefined) checkedTemplate(given);
  const set = setNamed(call, input.StackSetName);
  refuseWhileRunning(set);
  const next: StackSet = {
    ...set,
    ...defined({
      description: input.Description,
      templateText: given,
      parameters: input.Parameters?.map((each) => kept(each, set)),
      tags: input.Tags,
      capabilities: input.Capabilities,
      administrationRoleArn: input.AdministrationRoleARN,
      executionRoleName: input.ExecutionRoleName,
    }),
    instances: set.instances.map((each) => ({ ...each, status: 'OUTDATED' })),
  };
  const isPart =
    input.Accounts !== undefined || input.Regions !== undefined || input.DeploymentTargets !== undefined;
  const targets = isPart ? existingTargets(set, targetsIn(input)) : set.instances;
  const begun = {
    action: 'UPDATE' as const,
    targets,
    id: input.OperationId,
    preferences: input.OperationPreferences,
  };
  return { OperationId: begin(call, next, begun) };
};

function kept(given: Shapes['Parameter'], { parameters }: StackSet) {
  if (given.UsePreviousValue !== true) return given;
  return parameters.find(({ ParameterKey }) => ParameterKey === given.ParameterKey) ?? given;
}

/** What is worked on is finished (API reference, StopStackSetOperation). */
export const stopStackSetOperation: Op<'StopStackSetOperation'> = ({ StackSetName, OperationId }, call) => {
  const set = setNamed(call, StackSetName);
  const operation = set.operations.find(({ id }) => id === OperationId);
  if (operation === undefined)
    throw refuse<CloudFormationApi>(
      'OperationNotFoundException',
      `Operation ${OperationId} not found for StackSet ${set.id}`,
    );
  if (!isRunning(operation))
    throw refuse<CloudFormationApi>(
      'InvalidOperationException',
      `Operation ${OperationId} is not in progress and cannot be stopped`,
    );
  const operations = set.operations.map((each) =>
    each.id === OperationId ? { ...each, status: 'STOPPING' as const } : each,
  );
  stackSets.put(call, set.name, { ...set, operations });
  return {};
};
