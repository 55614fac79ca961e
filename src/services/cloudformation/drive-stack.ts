// Drives an operation of a stack to its end: decide, append, perform, again and again. What a killed process left begun is
// taken up by the next one.
import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { sessionOfRole } from '../../account/principals.ts';
import { nextMoment } from '../../stacks/operation/moments.ts';
import { decide } from '../../stacks/operation/decide.ts';
import type { Decision, World } from '../../stacks/operation/decision.ts';
import type { Fact, FactBody } from '../../stacks/operation/fact.ts';
import { cancelledReason, isStopping } from '../../stacks/operation/apply.ts';
import { stepKey, type Stack, type Step } from '../../stacks/stack.ts';
import { unreachable } from '../../lib/unreachable.ts';
import type { HandlerName } from '../../stacks/handler-permissions.ts';
import type { Ground } from '../service.ts';
import { stackCallHeaders, type StackWork } from '../stack-calls.ts';
import { callingFor, EndpointGone, type CallAws, type CallingFor } from '../../account/call-aws.ts';
import { defined } from '../../lib/defined.ts';
import { ResourceFailure } from './resource-type.ts';
import { notifyTopics } from './notify-topics.ts';
import { alarmFailure } from './rollback-alarms.ts';
import { signalsOf } from './signals.ts';
import { isOnlyDeclared } from '../made-by-call.ts';
import { failureReason, performStep } from './perform-step.ts';
import { openStackStore, type StackStore } from './stack-store.ts';
import { worldOf } from './world.ts';

/** Steps that are performed at the same time; others that are ready wait. */
const mostAtOnce = 12;

interface Drive {
  readonly ground: Ground;
  readonly store: StackStore;
  readonly id: string;
  /** Without work nothing of it is held to the rights of the stack. */
  readonly callFor: (work?: StackWork) => CallAws;
  readonly world: (stack: Stack) => World;
  readonly running: Map<string, Promise<void>>;
  readonly waiting: (() => void)[];
  /** The endpoint ends: the next process carries on. */
  isOver: boolean;
  /** Resolved at every change. */
  changed: PromiseWithResolvers<undefined>;
  /** Aborted when what the forward phase still does is undone anyway: nothing waits for a signal then. */
  readonly stopped: AbortController;
  /** Topics are notified of one event after the other. */
  notifying: Promise<void>;
}

/** Begins to drive, unless this process does already. */
export function driveStack(ground: Ground, id: string): Promise<void> {
  const store = ground.keep(openStackStore);
  const driven = store.driven.get(id);
  if (driven !== undefined) return driven;
  const promise = drive(ground, store, id)
    .catch((error: unknown) => {
      // A mistake of ours, for the log of the endpoint: the next process tries again.
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    })
    .finally(() => store.driven.delete(id));
  store.driven.set(id, promise);
  return promise;
}

/** Takes up what an earlier process of the endpoint left unfinished. */
export function resumeStacks(ground: Ground): void {
  const store = ground.keep(openStackStore);
  for (const { id, operation } of store.all())
    if (operation !== undefined && operation.ended !== true) void driveStack(ground, id);
}

async function drive(ground: Ground, store: StackStore, id: string): Promise<void> {
  const first = store.find(id);
  if (first === undefined) return;
  const calling = callingFor(ground, callerOf(first));
  const state: Drive = {
    ground,
    store,
    id,
    callFor: (work) => calling(stackCallHeaders(ground, work)),
    world: worldOf(store),
    running: new Map(),
    waiting: [],
    isOver: false,
    changed: Promise.withResolvers(),
    stopped: new AbortController(),
    notifying: Promise.resolve(),
  };
  notify(state);
  store.observers.set(id, (stack) => appended(state, stack));
  try {
    for (const step of first.operation?.steps.values() ?? [])
      if (step.state === 'running') begin(state, step, true);
    const watch = watchAlarms(state);
    while (await advanced(state));
    await watch;
    await state.notifying;
  } finally {
    store.observers.delete(id);
  }
}

/** By this drive, or by a call that cancels the operation. */
function appended(state: Drive, stack: Stack): void {
  if (isStopping(stack, { phase: 'forward' })) state.stopped.abort();
  notify(state);
  wake(state);
}

/** False at the end. */
async function advanced(state: Drive): Promise<boolean> {
  const { store, id, running } = state;
  const stack = store.find(id);
  if (state.isOver || !store.isOpen || stack?.operation === undefined || stack.operation.ended === true)
    return false;
  const { changed } = state;
  const decisions = decide(stack, state.world(stack));
  if (decisions.length > 0) {
    const bodies = decisions.map(factOf);
    append(state, bodies);
    for (const body of bodies)
      if (body.type === 'StepBegan') begin(state, { ...body.step, state: 'running' }, false);
    return true;
  }
  const moment = nextMoment(stack);
  if (running.size === 0 && moment === undefined)
    throw new Error(`The operation of stack ${stack.name} cannot go on`);
  await changedBefore(changed.promise, moment);
  return true;
}

function notify(state: Drive): void {
  const { store, id, callFor } = state;
  state.notifying = state.notifying.then(async () => notifyTopics(store, id, callFor())).catch(unlessGone);
}

/** The next process goes on with it. */
function unlessGone(error: unknown): void {
  if (!(error instanceof EndpointGone)) throw error;
}

const alarmsEachMs = 500;

/** While the forward phase goes on. */
async function watchAlarms(state: Drive): Promise<void> {
  const { store, id, callFor } = state;
  for (;;) {
    const stack = store.isOpen && !state.isOver ? store.find(id) : undefined;
    const { operation, rollbackConfiguration } = stack ?? {};
    if (operation?.phase !== 'forward' || operation.kind === 'delete' || operation.failure !== undefined)
      return;
    if (rollbackConfiguration === undefined || rollbackConfiguration.alarmArns.length === 0) return;
    const failure = await alarmFailure(rollbackConfiguration, callFor()).catch(unlessGone);
    if (failure !== undefined && store.find(id)?.operation?.phase === 'forward') {
      append(state, [{ type: 'OperationFailed', reason: failure }]);
      return;
    }
    await delay(alarmsEachMs, undefined, { ref: false });
  }
}

/** Returns at the moment at the latest. */
async function changedBefore(changed: Promise<unknown>, moment: number | undefined): Promise<void> {
  if (moment === undefined) return void (await changed);
  const waiting = new AbortController();
  const timeUp = delay(Math.max(0, moment - Date.now()), undefined, { signal: waiting.signal, ref: false });
  await Promise.race([changed, timeUp]).finally(() => waiting.abort());
}

function append({ store, id }: Drive, bodies: readonly FactBody[]): void {
  if (!store.isOpen) throw new EndpointGone();
  const at = Date.now();
  store.append(
    id,
    bodies.map((body): Fact => ({ ...body, at })),
  );
}

function factOf(decision: Decision): FactBody {
  switch (decision.type) {
    case 'begin':
      return {
        type: 'StepBegan',
        ...keyOf(decision.step),
        step: { ...decision.step, suffix: freshSuffix() },
      };
    case 'pass':
      return {
        type: 'StepPassed',
        ...keyOf(decision.step),
        step: { ...decision.step, suffix: '' },
        as: decision.as,
      };
    case 'refuse':
      return {
        type: 'StepRefused',
        ...keyOf(decision.step),
        step: { ...decision.step, suffix: '' },
        reason: decision.reason,
      };
    case 'monitor':
      return { type: 'MonitoringBegan' };
    case 'fail':
      return { type: 'OperationFailed', reason: decision.reason };
    case 'enter': {
      const { type: _type, ...rest } = decision;
      return { type: 'PhaseEntered', ...rest };
    }
    case 'end': {
      const { type: _type, ...rest } = decision;
      return { type: 'OperationEnded', ...rest };
    }
    default:
      return unreachable(decision);
  }
}

function keyOf({ phase, logicalId }: Pick<Step, 'phase' | 'logicalId'>): Pick<Step, 'phase' | 'logicalId'> {
  return { phase, logicalId };
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function freshSuffix(): string {
  return Array.from({ length: 12 }, () => letters.charAt(randomInt(letters.length))).join('');
}

function begin(state: Drive, step: Step, isResumed: boolean): void {
  const key = `${step.phase}/${step.logicalId}`;
  const promise = inTurn(state, async () => performed(state, step, isResumed)).finally(() => {
    state.running.delete(key);
    wake(state);
  });
  state.running.set(key, promise);
}

/** The operation is decided on again. */
function wake(state: Drive): void {
  const { changed } = state;
  state.changed = Promise.withResolvers();
  changed.resolve(undefined);
}

async function inTurn({ running, waiting }: Drive, work: () => Promise<void>): Promise<void> {
  if (running.size >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    await work();
  } finally {
    waiting.shift()?.();
  }
}

async function performed(state: Drive, step: Step, isResumed: boolean): Promise<void> {
  const { store, id, callFor } = state;
  const stack = store.find(id);
  if (stack?.operation === undefined) return;
  const key = keyOf(step);
  const stopped = step.phase === 'forward' ? state.stopped.signal : undefined;
  const body = await attempt(step, {
    stack,
    operation: stack.operation,
    call: callFor({ type: step.type, handlers: handlersOf(step) }),
    readReference: callFor('reference'),
    isResumed: isResumed && (step.isChecked === true || step.action !== 'create'),
    isOnlyDeclared: isOnlyDeclared(state.ground.account, stack),
    onChecked: () => append(state, [{ type: 'StepChecked', ...key }]),
    onMade: (physicalId) => append(state, [{ type: 'StepMade', ...key, physicalId }]),
    onSignal: (uniqueId) => {
      const known = store.find(id)?.operation?.steps.get(stepKey(step))?.signals ?? [];
      if (!known.includes(uniqueId)) append(state, [{ type: 'StepSignalled', ...key, uniqueId }]);
    },
    signals: signalsOf(state.ground, stopped),
    ...defined({ stopped }),
  });
  if (body === undefined || !store.isOpen) state.isOver = true;
  else append(state, [body]);
}

/** Undefined when the endpoint has gone: what becomes of the step is the next process's to find out. */
async function attempt(
  step: Step,
  context: Parameters<typeof performStep>[1],
): Promise<FactBody | undefined> {
  const key = keyOf(step);
  let known = step.physicalId;
  const onMade = (physicalId: string): void => {
    const mayBeNew = step.action !== 'restore' && step.action !== 'delete';
    if (mayBeNew && physicalId !== known) context.onMade(physicalId);
    known = physicalId;
  };
  try {
    const made = await performStep(step, { ...context, onMade });
    const physicalId = made?.physicalId ?? step.physicalId ?? '';
    if (made !== undefined) onMade(physicalId);
    const noEcho = made?.noEcho;
    return {
      type: 'StepDone',
      ...key,
      physicalId,
      attributes: made?.attributes ?? {},
      ...defined({ noEcho }),
    };
  } catch (error) {
    if (error instanceof EndpointGone) return undefined;
    if (error instanceof Error && error.name === 'AbortError')
      return { type: 'StepFailed', ...key, reason: cancelledReason(step) };
    const physicalId = error instanceof ResourceFailure ? error.physicalId : undefined;
    return { type: 'StepFailed', ...key, reason: failureReason(error), ...defined({ physicalId }) };
  }
}

/** Those of AWS's that do what the step does. */
function handlersOf({ action }: Step): readonly HandlerName[] {
  switch (action) {
    case 'create':
    case 'replace':
      return ['create'];
    case 'update':
    case 'restore':
      return ['update'];
    case 'delete':
      return ['delete'];
    case 'import':
      return ['read', 'update'];
    default:
      return unreachable(action);
  }
}

/** A stack with a role works with its rights; one without with those of its last caller. */
function callerOf({ roleArn, principal: { use = {}, ...principal }, region }: Stack): CallingFor {
  const own = roleArn === undefined ? undefined : sessionOfRole(roleArn, 'AWSCloudFormation');
  return { principal: own ?? principal, region, use };
}
