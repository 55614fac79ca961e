// A stack after a fact. Pure: folding the facts of a stack gives what it is.
import { defined } from '../../lib/defined.ts';
import { unreachable } from '../../lib/unreachable.ts';
import {
  stepKey,
  type Operation,
  type OperationKind,
  type ResourceState,
  type ResourceStatus,
  type Stack,
  type StackStatus,
  type Step,
} from '../stack.ts';
import type { Fact } from './fact.ts';
import { isLive } from './steps.ts';

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>;

export function apply(stack: Stack, fact: Fact): Stack {
  switch (fact.type) {
    case 'OperationBegan':
      return began(stack, fact);
    case 'StepBegan':
      return withStep(stack, { ...fact.step, state: 'running' }, fact.at);
    case 'StepChecked':
      return withStep(stack, { ...stepIn(stack, fact), isChecked: true }, fact.at);
    case 'StepMade':
      return withStep(stack, { ...stepIn(stack, fact), physicalId: fact.physicalId }, fact.at);
    case 'StepDone':
      return done(stack, fact);
    case 'StepSignalled':
      return signalled(stack, fact);
    case 'StepFailed':
      return failed(stack, fact);
    case 'StepPassed':
      return withStep(stack, { ...fact.step, state: fact.as }, fact.at);
    case 'StepRefused':
      return withStep(stack, { ...fact.step, state: 'failed', reason: fact.reason }, fact.at);
    case 'OperationFailed':
      return withOperation(stack, { failure: fact.reason });
    case 'CancelRequested':
      return withOperation(stack, { cancelled: true });
    case 'DeleteRequested':
      return withOperation(stack, { cancelled: true, onFailure: 'DELETE' });
    case 'MonitoringBegan':
      return withOperation(stack, { monitoredSince: fact.at });
    case 'PhaseEntered':
      return entered(stack, fact);
    case 'OperationEnded':
      return ended(stack, fact);
    default:
      return unreachable(fact);
  }
}

const firstStatus: Readonly<Record<OperationKind, StackStatus>> = {
  create: 'CREATE_IN_PROGRESS',
  update: 'UPDATE_IN_PROGRESS',
  delete: 'DELETE_IN_PROGRESS',
  import: 'IMPORT_IN_PROGRESS',
  'continue-rollback': 'UPDATE_ROLLBACK_IN_PROGRESS',
  rollback: 'UPDATE_ROLLBACK_IN_PROGRESS',
};

function began(stack: Stack, fact: FactOf<'OperationBegan'>): Stack {
  const { kind } = fact;
  const live = new Map([...stack.resources].filter(([, each]) => isLive(each)));
  const fresh: Operation = {
    ...defined({
      id: fact.id,
      kind,
      token: fact.token,
      definition: fact.definition,
      stackPolicy: fact.stackPolicy,
      changeSetId: fact.changeSetId,
      imports: fact.imports,
      retainExceptOnCreate: fact.retainExceptOnCreate,
      isAfterFailure: kind === 'update' && stack.status.endsWith('_FAILED') ? true : undefined,
    }),
    beganAt: fact.at,
    onFailure: fact.onFailure,
    phase: kind === 'delete' ? 'delete' : 'forward',
    steps: new Map(),
    before: live,
    skip: fact.skip,
  };
  const { statusReason: _reason, ...rest } = stack;
  return {
    ...rest,
    status:
      kind === 'rollback' && stack.operation?.kind === 'create' ? 'ROLLBACK_IN_PROGRESS' : firstStatus[kind],
    statusReason: 'User Initiated',
    ...(isUpdatedBy(fact) ? { updatedAt: fact.at } : {}),
    resources: live,
    operation: operationOf(stack, fresh),
  };
}

/** Answers recorded from AWS: the execution of a change set updates also the stack that it creates; a deletion is no update. */
function isUpdatedBy({ kind, changeSetId }: FactOf<'OperationBegan'>): boolean {
  return kind === 'create' ? changeSetId !== undefined : kind !== 'delete';
}

function operationOf(stack: Stack, fresh: Operation): Operation {
  if (fresh.kind === 'continue-rollback') return continued(stack, fresh);
  if (fresh.kind === 'rollback')
    return { ...continued(stack, fresh), phase: 'rollback', onFailure: 'ROLLBACK' };
  return fresh;
}

/** Its failed restorations are tried again. */
function continued({ operation }: Stack, fresh: Operation): Operation {
  if (operation === undefined) return fresh;
  const steps = [...operation.steps].filter(
    ([, step]) => step.phase !== 'rollback' || step.state !== 'failed',
  );
  const { ended: _ended, token: _token, ...kept } = operation;
  return {
    ...kept,
    id: fresh.id,
    ...defined({ token: fresh.token, retainExceptOnCreate: fresh.retainExceptOnCreate }),
    steps: new Map(steps),
    skip: fresh.skip,
  };
}

function withOperation(stack: Stack, change: Partial<Operation>): Stack {
  const { operation } = stack;
  return operation === undefined ? stack : { ...stack, operation: { ...operation, ...change } };
}

export function stepIn({ operation }: Stack, key: Pick<Step, 'phase' | 'logicalId'>): Step {
  const step = operation?.steps.get(stepKey(key));
  if (step === undefined) throw new Error(`The journal has no beginning of ${stepKey(key)}`);
  return step;
}

/** What ends well while the operation already goes back counts as cancelled: it is undone all the same. */
function done(stack: Stack, fact: FactOf<'StepDone'>): Stack {
  const step = stepIn(stack, fact);
  const state = isStopping(stack, step) ? ('cancelled' as const) : ('done' as const);
  const reason = state === 'cancelled' ? { reason: cancelledReason(step) } : {};
  const { physicalId, attributes, noEcho } = fact;
  return withStep(
    stack,
    { ...step, state, physicalId, attributes, ...reason, ...defined({ noEcho }) },
    fact.at,
  );
}

export function cancelledReason({ action }: Pick<Step, 'action'>): string {
  const word = action === 'create' ? 'creation' : action === 'import' ? 'import' : 'update';
  return `Resource ${word} cancelled`;
}

function signalled(stack: Stack, fact: FactOf<'StepSignalled'>): Stack {
  const step = stepIn(stack, fact);
  return withStep(stack, { ...step, signals: [...(step.signals ?? []), fact.uniqueId] }, fact.at);
}

function failed(stack: Stack, fact: FactOf<'StepFailed'>): Stack {
  const { reason, physicalId } = fact;
  const step = { ...stepIn(stack, fact), ...defined({ physicalId }), state: 'failed' as const, reason };
  return withStep(stack, step, fact.at);
}

/** Whether what still runs in the forward phase is undone whatever becomes of it. */
export function isStopping({ operation }: Stack, { phase }: Pick<Step, 'phase'>): boolean {
  if (operation === undefined || phase !== 'forward' || operation.onFailure === 'DO_NOTHING') return false;
  return (
    operation.cancelled === true ||
    operation.failure !== undefined ||
    [...operation.steps.values()].some((step) => step.phase === 'forward' && step.state === 'failed')
  );
}

function withStep(stack: Stack, step: Step, at: number): Stack {
  const { operation } = stack;
  if (operation === undefined) throw new Error(`No operation of ${stack.name} runs`);
  const steps = new Map(operation.steps).set(stepKey(step), step);
  return { ...stack, operation: { ...operation, steps }, resources: resourcesAfter(stack, step, at) };
}

const words = {
  create: 'CREATE',
  import: 'IMPORT',
  update: 'UPDATE',
  replace: 'UPDATE',
  restore: 'UPDATE',
  delete: 'DELETE',
} as const;

export function statusOf({ action, state }: Pick<Step, 'action' | 'state'>): ResourceStatus {
  if (state === 'skipped') return 'DELETE_SKIPPED';
  const word = words[action];
  if (state === 'running') return `${word}_IN_PROGRESS`;
  return state === 'failed' || state === 'cancelled' ? `${word}_FAILED` : `${word}_COMPLETE`;
}

/** Of what a resource was before, only a clean-up removes anything: it is about other physical ids. */
function resourcesAfter(stack: Stack, step: Step, at: number): ReadonlyMap<string, ResourceState> {
  const { resources, operation } = stack;
  const { logicalId, phase, state } = step;
  const next = new Map(resources);
  const isOfOld = phase === 'cleanup' || phase === 'rollback-cleanup';
  if (isOfOld) {
    const isGone = phase === 'cleanup' ? stack.operation?.before.get(logicalId)?.physicalId : step.physicalId;
    const known = next.get(logicalId);
    const isSame = known?.physicalId === isGone;
    if (isSame && state !== 'running' && !isReplaced(operation, logicalId)) next.delete(logicalId);
    return next;
  }
  const before = operation?.before.get(logicalId);
  const known = next.get(logicalId);
  const hasNew = state === 'done' || state === 'cancelled' || state === 'unchanged';
  const current = hasNew || step.action === 'create' ? step : known;
  const { shown, noEcho } = (state === 'kept' ? before : current) ?? {};
  next.set(logicalId, {
    logicalId,
    type: step.type,
    physicalId: (state === 'kept' ? before?.physicalId : (current?.physicalId ?? step.physicalId)) ?? '',
    properties: (state === 'kept' ? before?.properties : current?.properties) ?? step.properties,
    attributes: (state === 'kept' ? before?.attributes : current?.attributes) ?? {},
    needs: step.needs,
    deletionPolicy: step.deletionPolicy,
    status: state === 'unchanged' && known !== undefined ? known.status : statusOf(step),
    ...defined({ statusReason: step.reason, shown, noEcho }),
    changedAt: state === 'unchanged' && known !== undefined ? known.changedAt : at,
  });
  if (state === 'unchanged' && known !== undefined)
    next.set(logicalId, { ...known, needs: step.needs, deletionPolicy: step.deletionPolicy });
  return next;
}

/** A new one has its logical id: a clean-up of the old one leaves the entry. */
function isReplaced(operation: Operation | undefined, logicalId: string): boolean {
  const step = operation?.steps.get(stepKey({ phase: 'forward', logicalId }));
  if (operation?.phase === 'rollback-cleanup') return operation.before.has(logicalId);
  return step !== undefined;
}

function entered(stack: Stack, fact: FactOf<'PhaseEntered'>): Stack {
  const { phase, reason, outputs } = fact;
  const status: StackStatus =
    phase === 'cleanup'
      ? 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'
      : phase === 'rollback'
        ? rollbackStatus(stack)
        : phase === 'rollback-cleanup'
          ? 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'
          : stack.status;
  const own = phase === 'rollback' ? withoutImported(stack) : stack;
  const { statusReason: _reason, ...rest } = withOperation(own, { phase, ...defined({ outputs }) });
  const succeeded = phase === 'cleanup' && stack.operation?.definition !== undefined;
  return {
    ...rest,
    status,
    ...defined({ statusReason: reason }),
    ...(succeeded ? defined({ definition: stack.operation.definition, outputs }) : {}),
  };
}

/** What was taken in is let go as it is, so that nothing of the stack deletes it. */
function withoutImported(stack: Stack): Stack {
  const imported = [...(stack.operation?.steps.values() ?? [])].filter(({ action }) => action === 'import');
  if (imported.length === 0) return stack;
  const resources = new Map(stack.resources);
  for (const { logicalId } of imported) resources.delete(logicalId);
  return { ...stack, resources };
}

function rollbackStatus({ operation }: Stack): StackStatus {
  if (operation?.kind === 'import') return 'IMPORT_ROLLBACK_IN_PROGRESS';
  if (operation?.kind !== 'create') return 'UPDATE_ROLLBACK_IN_PROGRESS';
  return operation.onFailure === 'DELETE' ? 'DELETE_IN_PROGRESS' : 'ROLLBACK_IN_PROGRESS';
}

function ended(stack: Stack, fact: FactOf<'OperationEnded'>): Stack {
  const { operation, statusReason: _reason, ...rest } = stack;
  const { status, reason, outputs } = fact;
  const isCreate = operation?.kind === 'create';
  const takesDefinition = isCreate || status === 'UPDATE_FAILED' || status === 'IMPORT_COMPLETE';
  const next: Stack = {
    ...rest,
    status,
    ...defined({ statusReason: reason }),
    ...(takesDefinition ? defined({ definition: operation?.definition }) : {}),
    ...defined({ outputs }),
    ...(status === 'UPDATE_ROLLBACK_COMPLETE' || status === 'IMPORT_ROLLBACK_COMPLETE'
      ? { resources: thoseOfBefore(stack), ...defined({ definition: operation?.previous }) }
      : {}),
    // Recorded on AWS: a creation that went back has both.
    ...(status === 'DELETE_COMPLETE' || status === 'ROLLBACK_COMPLETE'
      ? { deletedAt: fact.at, outputs: [] }
      : {}),
  };
  if (operation === undefined || !continuable.has(status)) return next;
  const previous = status === 'UPDATE_FAILED' ? defined({ previous: stack.definition }) : {};
  return { ...next, operation: { ...operation, ...previous, ended: true } };
}

/** By ContinueUpdateRollback, or by RollbackStack. */
const continuable: ReadonlySet<StackStatus> = new Set([
  'CREATE_FAILED',
  'UPDATE_FAILED',
  'UPDATE_ROLLBACK_FAILED',
] as const);

/** What an update was to make and has not made is no resource of the stack. */
function thoseOfBefore({ resources, operation }: Stack): Stack['resources'] {
  return new Map([...resources].filter(([logicalId]) => operation?.before.has(logicalId) === true));
}
