// What the timeline draws, and where its axis has marks. Pure.
import { defined } from '../../lib/defined.ts';
import type {
  ActionView,
  DeploymentView,
  DisplayStatus,
  ExecutionView,
  LifecycleEventView,
  TargetView,
} from '../../view/execution-view.ts';
import { stageStatus } from '../../view/stage-status.ts';
import { isRollback } from '../../view/rollback.ts';

export interface Bar {
  readonly key: string;
  readonly name: string;
  /**
   * Stages, their actions, the parts of these (phases, steps, builds of a batch, targets of a deployment), and the lifecycle events
   * of a target.
   */
  readonly depth: 0 | 1 | 2 | 3;
  /** The key of what it is a part of. */
  readonly parent: string;
  readonly displayStatus: DisplayStatus;
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  /** How many parts it has. */
  readonly parts: number;
  readonly isRollback: boolean;
  /** Of an action that has a log. */
  readonly actionExecutionId?: string;
}

/** Nothing for what has not begun. @param now the end of what still runs, milliseconds since the epoch */
export function barsOf({ stages }: ExecutionView, now: number): readonly Bar[] {
  return stages.flatMap((stage) => [
    ...bar({ ...stage, displayStatus: stageStatus(stage), key: stage.name, parent: '', depth: 0, now }),
    ...stage.actions.flatMap((action) => actionBars(stage.name, action, now)),
  ]);
}

function actionBars(stageName: string, action: ActionView, at: number): readonly Bar[] {
  const key = `${stageName}/${action.name}`;
  // Nothing of what has ended goes on, though its end was never reported.
  const now = action.endedAt ?? at;
  const parts = [
    ...action.phases.flatMap((phase) =>
      bar({
        ...phase,
        key: `${key}/${phase.type}`,
        parent: key,
        name: phase.type,
        displayStatus: displayStatusOf(phase.status),
        depth: 2,
        now,
      }),
    ),
    ...action.steps.flatMap((step, index) => partBar(key, { ...step, place: `step ${index}` }, now)),
    ...action.batch.flatMap((build) =>
      partBar(key, { ...build, name: build.identifier, place: `build ${build.identifier}` }, now),
    ),
    ...action.deployments.flatMap((deployment) => deploymentBars(key, deployment, now)),
  ];
  const { actionExecutionId, approval } = action;
  const own = bar({
    ...action,
    key,
    parent: stageName,
    depth: 1,
    now,
    parts: parts.filter(({ depth }) => depth === 2).length,
  });
  return [
    ...own.map((each) => ({
      ...each,
      ...(approval === undefined ? defined({ actionExecutionId }) : {}),
    })),
    ...parts,
  ];
}

interface Part {
  /** In its action: two steps can have the same name. */
  readonly place: string;
  readonly name: string;
  readonly status: string;
  readonly startedAt?: number;
  readonly endedAt?: number;
}

function partBar(parent: string, { place, status, ...part }: Part, now: number): readonly Bar[] {
  const [key, displayStatus] = [`${parent}/${place}`, displayStatusOf(status)];
  return bar({ ...part, key, parent, displayStatus, depth: 2, now });
}

/** Its targets, each with its lifecycle events. */
function deploymentBars(parent: string, deployment: DeploymentView, now: number): readonly Bar[] {
  return deployment.targets.flatMap((target) => {
    const key = `${parent}/${deployment.deploymentId}/${target.targetId}`;
    const begun = target.events.filter(tookTime);
    const shared = { isRollback: isRollback(deployment), now };
    const events = begun.flatMap((event) =>
      bar({
        ...event,
        ...shared,
        key: `${key}/${event.name}`,
        parent: key,
        displayStatus: displayStatusOf(event.status),
        depth: 3,
      }),
    );
    if (events.length === 0) return [];
    const ends = begun.map(({ endedAt }) => endedAt ?? now);
    return [
      ...bar({
        ...shared,
        key,
        parent,
        name: target.targetId,
        displayStatus: statusOfTarget(target),
        depth: 2,
        startedAt: Math.min(...events.map(({ from }) => from)),
        endedAt: Math.max(...ends),
        parts: events.length,
      }),
      ...events,
    ];
  });
}

/** Until its own is reported, that of its events. */
function statusOfTarget({ status, events }: TargetView): DisplayStatus {
  if (status !== 'Pending' && status !== 'Ready' && status !== 'Unknown') return displayStatusOf(status);
  const all = events.map((event) => displayStatusOf(event.status));
  return all.find((each) => each === 'Failed') ?? all.find((each) => each === 'InProgress') ?? 'Succeeded';
}

/** What was skipped is in the grid of the deployment. */
function tookTime({ status }: LifecycleEventView): boolean {
  return status !== 'Skipped' && status !== 'Pending';
}

interface Drawn extends Pick<Bar, 'key' | 'parent' | 'name' | 'displayStatus' | 'depth'> {
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly now: number;
  readonly parts?: number;
  readonly isRollback?: boolean;
}

function bar(drawn: Drawn): readonly Bar[] {
  const { key, parent, name, displayStatus, depth, startedAt, endedAt, now } = drawn;
  if (startedAt === undefined) return [];
  const to = Math.max(startedAt, endedAt ?? now);
  const { parts = 0, isRollback: isBack = false } = drawn;
  return [
    {
      key,
      parent,
      name,
      depth,
      displayStatus,
      from: startedAt,
      to,
      parts,
      isRollback: isBack,
    },
  ];
}

/** Of the words of CodeBuild, CodeDeploy and of the steps of a job. */
export function displayStatusOf(status: string): DisplayStatus {
  if (/succeeded/i.test(status)) return 'Succeeded';
  if (/in_?progress/i.test(status)) return 'InProgress';
  if (/fail|fault|timed_out|client_error/i.test(status)) return 'Failed';
  if (/skipped/i.test(status)) return 'Skipped';
  return 'Cancelled';
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400];
const mostTicks = 6;

/** The round times at which the axis has a mark. @param span milliseconds, of the whole axis */
export function ticksOf(span: number): readonly number[] {
  const days = Math.ceil(span / (mostTicks * 86_400_000));
  const step = (steps.find((seconds) => span / (seconds * 1000) <= mostTicks) ?? days * 86_400) * 1000;
  return Array.from({ length: Math.floor(span / step) }, (_, index) => (index + 1) * step).slice(
    0,
    mostTicks,
  );
}
