// Folds what a running action reports into its view. Pure.
import { defined } from '../lib/defined.ts';
import { unreachable } from '../lib/unreachable.ts';
import type { Progress } from '../model/progress.ts';
import type {
  ActionView,
  BatchBuildView,
  DeploymentView,
  LifecycleEventView,
  PhaseView,
  TargetView,
  StepView,
} from './execution-view.ts';

export function foldProgress(action: ActionView, progress: Progress, at: number): ActionView {
  switch (progress.kind) {
    case 'Phase':
      return { ...action, phases: foldPhase(action.phases, progress, at) };
    case 'Deployment':
      return { ...action, deployments: foldDeployment(action.deployments, progress) };
    case 'Target':
      return inDeployment(action, progress.deploymentId, (deployment) =>
        inTarget(deployment, progress.targetId, (target) => foldTarget(target, progress, at)),
      );
    case 'LifecycleEvent':
      return inDeployment(action, progress.deploymentId, (deployment) =>
        inTarget(deployment, progress.targetId, (target) => foldLifecycleEvent(target, progress, at)),
      );
    case 'Traffic': {
      const { kind: _kind, deploymentId, ...share } = progress;
      return inDeployment(action, deploymentId, (deployment) => ({
        ...deployment,
        traffic: [...deployment.traffic, { ...share, at }],
      }));
    }
    case 'Endpoint': {
      const { kind: _kind, ...endpoint } = progress;
      return {
        ...action,
        endpoints: upsert(action.endpoints, (one) => one.name === endpoint.name, endpoint),
      };
    }
    case 'Report': {
      const { kind: _kind, ...report } = progress;
      const isSame = (one: { readonly reportGroup: string }) => one.reportGroup === report.reportGroup;
      return { ...action, reports: upsert(action.reports, isSame, report) };
    }
    case 'Infrastructure': {
      const { kind: _kind, ...infrastructure } = progress;
      return { ...action, infrastructure: [...action.infrastructure, infrastructure] };
    }
    case 'Reused':
      return { ...action, reusedFrom: progress.executionId };
    case 'BatchBuild': {
      const { kind: _kind, ...build } = progress;
      const isSame = (one: { readonly identifier: string }) => one.identifier === build.identifier;
      const timed = { ...build, ...spanOf(action.batch.find(isSame), build, at) };
      return { ...action, batch: upsert(action.batch, isSame, timed) };
    }
    case 'Step': {
      const { kind: _kind, ...step } = progress;
      // The end of the one that runs; two steps can have the same name.
      const isRunning = (one: StepView) => one.name === step.name && one.status === 'InProgress';
      const timed = { ...step, ...spanOf(action.steps.find(isRunning), step, at) };
      return { ...action, steps: upsert(action.steps, isRunning, timed) };
    }
    // They can be long: who shows them reads them from the journal.
    case 'Summary':
      return action;
    case 'Cache': {
      const { kind: _kind, ...cache } = progress;
      return { ...action, caches: [...action.caches, cache] };
    }
    case 'Notice':
      return action.notices.includes(progress.message)
        ? action
        : { ...action, notices: [...action.notices, progress.message] };
    case 'StoodIn': {
      const { kind: _kind, ...what } = progress;
      return { ...action, stoodIn: upsert(action.stoodIn, (one) => one.what === what.what, what) };
    }
    case 'NotExecuted': {
      const { kind: _kind, ...what } = progress;
      return { ...action, notExecuted: upsert(action.notExecuted, (one) => one.what === what.what, what) };
    }
    default:
      return unreachable(progress);
  }
}

/** When it began and ended, of a step or a build of a batch; neither of what did not run. */
function spanOf(
  before: Pick<StepView, 'startedAt'> | undefined,
  { status, durationMs }: Pick<StepView | BatchBuildView, 'status' | 'durationMs'>,
  at: number,
): Pick<StepView, 'startedAt' | 'endedAt'> {
  if (status === 'InProgress' || status === 'IN_PROGRESS') return { startedAt: at };
  const startedAt = before?.startedAt ?? (durationMs === undefined ? undefined : at - durationMs);
  return status === 'Skipped' || status === 'PENDING' || startedAt === undefined
    ? {}
    : { startedAt, endedAt: at };
}

type Of<Kind extends Progress['kind']> = Extract<Progress, { kind: Kind }>;

/** A phase that ran again (on-failure RETRY) begins anew in its place. */
function foldPhase(phases: readonly PhaseView[], progress: Of<'Phase'>, at: number): readonly PhaseView[] {
  const { phaseType: type, phaseStatus: status, durationMs, usage } = progress;
  const before = phases.find((phase) => phase.type === type);
  const isOver = status !== 'IN_PROGRESS';
  const phase: PhaseView = {
    type,
    status,
    startedAt: (isOver ? before?.startedAt : undefined) ?? at - (durationMs ?? 0),
    ...(isOver ? { endedAt: at } : {}),
    ...defined({ durationMs, usage }),
  };
  return upsert(phases, (one) => one.type === type, phase);
}

function foldDeployment(
  deployments: readonly DeploymentView[],
  progress: Of<'Deployment'>,
): readonly DeploymentView[] {
  const { kind: _kind, ...reported } = progress;
  const found = deployments.find((one) => one.deploymentId === reported.deploymentId);
  const { waitType: _over, ...before } = found ?? { targets: [], traffic: [] };
  const deployment = { ...before, ...reported };
  return upsert(deployments, (one) => one.deploymentId === reported.deploymentId, deployment);
}

function inDeployment(
  action: ActionView,
  deploymentId: string,
  change: (deployment: DeploymentView) => DeploymentView,
): ActionView {
  const deployments = action.deployments.map((one) =>
    one.deploymentId === deploymentId ? change(one) : one,
  );
  return { ...action, deployments };
}

function inTarget(
  deployment: DeploymentView,
  targetId: string,
  change: (target: TargetView) => TargetView,
): DeploymentView {
  const before = deployment.targets.find((one) => one.targetId === targetId);
  const target = change(before ?? { targetId, status: 'Pending', events: [] });
  return { ...deployment, targets: upsert(deployment.targets, (one) => one.targetId === targetId, target) };
}

function foldTarget(target: TargetView, { status, instanceLabel }: Of<'Target'>, at: number): TargetView {
  const isWaiting = status === 'Pending';
  const isRunning = status === 'InProgress' || status === 'Ready' || status === 'Unknown';
  return {
    ...target,
    status,
    ...defined({ instanceLabel: instanceLabel ?? target.instanceLabel }),
    ...(isWaiting ? {} : { startedAt: target.startedAt ?? at }),
    ...(isWaiting || isRunning ? {} : { endedAt: at }),
  };
}

/** A lifecycle event that runs again after a crash begins anew in its place. */
function foldLifecycleEvent(target: TargetView, progress: Of<'LifecycleEvent'>, at: number): TargetView {
  const { lifecycleEventName: name, status, durationMs, diagnostics } = progress;
  const before = target.events.find((one) => one.name === name);
  const isOver = status !== 'InProgress' && status !== 'Pending';
  const event: LifecycleEventView = {
    name,
    status,
    ...(status === 'Pending' ? {} : { startedAt: (isOver ? before?.startedAt : undefined) ?? at }),
    ...(isOver ? { endedAt: at } : {}),
    ...defined({ durationMs, diagnostics }),
  };
  return { ...target, events: upsert(target.events, (one) => one.name === name, event) };
}

function upsert<T>(list: readonly T[], isSame: (one: T) => boolean, item: T): readonly T[] {
  return list.some(isSame) ? list.map((one) => (isSame(one) ? item : one)) : [...list, item];
}
