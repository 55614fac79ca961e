// The frame of every deployment, whatever it is deployed to: one at a time for each target, reported from its start to its end, and
// brought to an end when its action is stopped in the middle of it. A platform is a strategy in this frame.
import { setTimeout as delay } from 'node:timers/promises';
import { defined } from '../../lib/defined.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import type { FailureDetails } from '../../model/progress.ts';
import type { ActionContext, ActionResult } from '../provider.ts';
import type { DeploymentOptions } from './deployment-options.ts';
import { reportDeployment, type DeploymentState, type NamedDeployment } from './deployment-report.ts';
import { lockGroup } from './group-lock.ts';

/** What the frame needs of the action. */
export type FrameContext = Pick<ActionContext<DeploymentOptions>, 'state' | 'signal' | 'report'>;

export interface FramedDeployment {
  readonly deployment: NamedDeployment;
  /** Two deployments with the same one exclude each other. */
  readonly lockName: string;
  /** Who may have the lock for a moment and is no deployment: it is waited for. */
  readonly waitsFor?: string;
  /** Why it is refused while another deployment is under way. */
  readonly busy: (activeDeploymentId: string) => FailureDetails;
  /** It keeps a record of each deployment, and reports it where it writes the record. */
  readonly reportsItself?: true;
}

/**
 * One deployment on one platform. The lock is held while any of these run, and no two of them run at once.
 *
 * `open` is called first and once; what it refuses is reported nowhere. Then `run` brings the target to the deployment, or back
 * when it fails. After a crash both are called again with the same deployment id: what they have done before they must find.
 * When the action's signal aborts, `run` rejects soon, and `stop` follows.
 */
export interface DeploymentStrategy<Opened> {
  readonly open: () => Promise<Result<Opened, FailureDetails>>;
  readonly run: (opened: Opened) => Promise<DeploymentOutcome>;
  /**
   * Leaves the target in order, as far as there is time; what it throws is dropped. Gives the error that the deployment is
   * remembered with, where it is remembered. Absent: there is nothing to do. Given nothing when `open` itself was aborted.
   */
  readonly stop?: (opened: Opened | undefined) => Promise<FailureDetails | undefined>;
  /** How the target is left when something on this machine fails under the deployment, as a sentence. */
  readonly whenBroken?: string;
  /** Disposes of what `open` gave; called last, on every path. */
  readonly close?: (opened: Opened) => Promise<void>;
}

export type DeploymentOutcome =
  | { readonly status: 'Succeeded'; readonly summary: string; readonly endpoint?: DeploymentEndpoint }
  | {
      readonly status: 'Failed' | 'Stopped';
      readonly error: FailureDetails;
      readonly rollbackInfo?: NonNullable<DeploymentState['rollbackInfo']>;
    };

interface DeploymentEndpoint {
  readonly name: string;
  readonly url: string;
  readonly detail: string;
  readonly path?: string;
}

type FailedAction = Extract<ActionResult, { status: 'Failed' }>;

export async function deployInFrame<Opened extends object>(
  context: FrameContext,
  framed: FramedDeployment,
  strategy: DeploymentStrategy<Opened>,
): Promise<ActionResult> {
  const lock = await holdLock(context, framed);
  if ('activeDeploymentId' in lock) return { status: 'Failed', error: framed.busy(lock.activeDeploymentId) };
  using _held = lock;
  const opened = await openOrStop(context, framed, strategy);
  if (isFailed(opened)) return opened.failed;
  try {
    return await runReported(context, framed, { ...strategy, opened });
  } finally {
    await strategy.close?.(opened);
  }
}

async function openOrStop<Opened extends object>(
  context: FrameContext,
  framed: FramedDeployment,
  strategy: DeploymentStrategy<Opened>,
): Promise<Result<Opened, FailedAction>> {
  try {
    const opened = await strategy.open();
    return isFailed(opened) ? { failed: { status: 'Failed', error: opened.failed } } : opened;
  } catch (error) {
    const stop = async (): Promise<FailureDetails | undefined> => await strategy.stop?.(undefined);
    return { failed: await stopped(context, framed, { error, stop }) };
  }
}

/** What an aborted run rejects with is fallout of the abort, and so is what happens while it is brought to an end. */
async function stopped(
  { signal }: FrameContext,
  { deployment }: FramedDeployment,
  { error, stop }: { readonly error: unknown; readonly stop: () => Promise<FailureDetails | undefined> },
): Promise<FailedAction> {
  const remembered = signal.aborted ? await stop().catch(() => undefined) : undefined;
  if (remembered === undefined) throw error;
  return { status: 'Failed', error: remembered, externalExecutionId: deployment.deploymentId };
}

const askEveryMs = 20;

/** The lock of a deployment target, or the deployment that has it. */
async function holdLock(
  { state, signal }: Pick<FrameContext, 'state' | 'signal'>,
  { deployment, lockName, waitsFor }: FramedDeployment,
): Promise<ReturnType<typeof lockGroup>> {
  for (;;) {
    const lock = lockGroup(state, lockName, deployment.deploymentId);
    if (!('activeDeploymentId' in lock) || lock.activeDeploymentId !== waitsFor) return lock;
    await delay(askEveryMs, undefined, { signal });
  }
}

type OpenedStrategy<Opened> = DeploymentStrategy<Opened> & { readonly opened: Opened };

async function runReported<Opened>(
  context: FrameContext,
  framed: FramedDeployment,
  { opened, run, stop, whenBroken }: OpenedStrategy<Opened>,
): Promise<ActionResult> {
  const report = (state: DeploymentState): void => {
    if (framed.reportsItself !== true) reportDeployment(context, framed.deployment, state);
  };
  const externalExecutionId = framed.deployment.deploymentId;
  report({ status: 'InProgress' });
  try {
    const outcome = await run(opened);
    report(stateOf(outcome));
    if (outcome.status !== 'Succeeded')
      return { status: 'Failed', error: outcome.error, externalExecutionId };
    const { summary, endpoint } = outcome;
    if (endpoint !== undefined) context.report({ kind: 'Endpoint', ...endpoint });
    return { status: 'Succeeded', outputVariables: {}, outputArtifacts: [], externalExecutionId, summary };
  } catch (error) {
    if (!context.signal.aborted) report(brokenBy(error, whenBroken));
    return await stopped(context, framed, { error, stop: async () => stop?.(opened) });
  }
}

function stateOf(outcome: DeploymentOutcome): DeploymentState {
  if (outcome.status === 'Succeeded') return { status: 'Succeeded' };
  const { status, error, rollbackInfo } = outcome;
  return { status, errorInformation: error, ...defined({ rollbackInfo }) };
}

/** Something on this machine has failed under it: an engine that is gone, a disk that is full. */
function brokenBy(error: unknown, left: string | undefined): DeploymentState {
  const errorInformation = { code: 'INTERNAL_ERROR', message: messageOf(error) };
  const more = left === undefined ? {} : { rollbackInfo: { rollbackMessage: left } };
  return { status: 'Failed', errorInformation, ...more };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
