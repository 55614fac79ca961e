// What the timeline draws, and where its axis has marks. Pure.
import { defined } from '../../lib/defined.ts';
import type {
  ActionView,
  DeploymentView,
  DisplayStatus,
  ExecutionView,
  LifecycleEventView,
} from '../../view/execution-view.ts';
import { stageStatus } from '../../view/stage-status.ts';
import { isRollback } from './rollback.ts';

export interface Bar {
  readonly key: string;
  readonly name: string;
  /** Stages, their actions, and the parts of these: phases, steps, builds of a batch and lifecycle events. */
  readonly depth: 0 | 1 | 2;
  /** The key of what it is a part of. */
  readonly parent: string;
  /** The whole of a name that is cut. */
  readonly title?: string;
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
  const own = bar({ ...action, key, parent: stageName, depth: 1, now, parts: parts.length });
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

function deploymentBars(parent: string, deployment: DeploymentView, now: number): readonly Bar[] {
  const { deploymentId, targets } = deployment;
  return targets.flatMap(({ targetId, events }) =>
    events.filter(tookTime).flatMap((event) =>
      bar({
        ...event,
        key: `${parent}/${deploymentId}/${targetId}/${event.name}`,
        parent,
        name: `${event.name} ${endOf(targetId)}`,
        title: `${event.name} on ${targetId}`,
        displayStatus: displayStatusOf(event.status),
        depth: 2,
        isRollback: isRollback(deployment),
        now,
      }),
    ),
  );
}

/** What was skipped is in the grid of the deployment. */
function tookTime({ status }: LifecycleEventView): boolean {
  return status !== 'Skipped' && status !== 'Pending';
}

const shownEnd = 8;

/** Hosts differ at their ends. */
function endOf(targetId: string): string {
  return targetId.length <= shownEnd ? targetId : `…${targetId.slice(-shownEnd)}`;
}

interface Drawn extends Pick<Bar, 'key' | 'parent' | 'name' | 'displayStatus' | 'depth'> {
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly now: number;
  readonly parts?: number;
  readonly title?: string;
  readonly isRollback?: boolean;
}

function bar(drawn: Drawn): readonly Bar[] {
  const { key, parent, name, displayStatus, depth, startedAt, endedAt, now } = drawn;
  if (startedAt === undefined) return [];
  const to = Math.max(startedAt, endedAt ?? now);
  const { parts = 0, isRollback: isBack = false, title } = drawn;
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
      ...defined({ title }),
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
