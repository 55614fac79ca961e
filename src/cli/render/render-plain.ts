// An execution as lines, for logs and pipes: one line for each change of state, with the time since the start. Pure.
import type { PipelineEvent } from '../../engine/event.ts';
import { formatDuration } from '../../lib/duration.ts';
import { unreachable } from '../../lib/unreachable.ts';
import type { Progress } from '../../model/progress.ts';
import type { JournalEntry } from '../../state/journal.ts';
import {
  addressOf,
  type ActionView,
  type DisplayStatus,
  type ExecutionView,
} from '../../view/execution-view.ts';
import { displayOfDeployment, displayOfPhase, displayOfTarget } from './aws-appearance.ts';
import {
  actionResult,
  firstLine,
  longDuration,
  shortExecutionId,
  spanText,
  triggerText,
} from './describe.ts';
import { span, type Line, type Span } from './line.ts';
import { appearances, markOf } from './appearance.ts';
import type { CommandHints } from './command-hints.ts';
import { batchBuildLine } from './batch-text.ts';
import { stepLine } from './step-text.ts';
import { describeUsage } from '../../model/phase-usage.ts';
import { infrastructureLine } from './infrastructure-text.ts';
import { cacheLine } from './cache-text.ts';
import { groupText } from '../../view/fold-jobs.ts';
import { reportLine } from './report-text.ts';
import { trafficText } from './traffic-text.ts';

/** The lines that describe this entry; none for what no user needs to read. `view` already contains the entry. */
export function renderPlain(
  { event }: JournalEntry,
  view: ExecutionView,
  hints: CommandHints,
): readonly Line[] {
  if ('executionId' in event && event.executionId !== view.executionId) return [];
  const notices = event.type === 'RunPlanned' ? (event.plan.notices ?? []) : [];
  const lines = [describe(event, view, hints), ...notices.map((text) => [span('! ', 'yellow'), span(text)])];
  const offset = formatDuration(event.at - (view.startedAt ?? event.at)).padStart(7);
  return lines.filter((line) => line.length > 0).map((line) => [span(`${offset}  `, 'dim'), ...line]);
}

function describe(event: PipelineEvent, view: ExecutionView, hints: CommandHints): Line {
  switch (event.type) {
    case 'AlarmStateChanged':
      return [span(`Alarm ${event.alarmName} is in state ${event.to}: ${event.reason}`)];
    case 'PipelineUpdated':
      return [];
    case 'ExecutionStarted':
      return started(view);
    case 'ExecutionSuperseded':
      return [
        ...statusLine('Superseded', view.pipelineName),
        span(` by ${shortExecutionId(event.byExecutionId)}`),
      ];
    case 'ExecutionEnded':
      // What failed is said where it failed, and again in the card below.
      return [
        ...statusLine(view.displayStatus, view.pipelineName),
        took(view, event.at),
        reason(view.displayStatus === 'Failed' ? undefined : event.statusSummary),
      ];
    case 'StopRequested':
      return [
        span('■ stop', 'yellow'),
        span(`${event.abandon ? ' and abandon' : ''}, asked by ${event.by}`),
        reason(event.reason),
      ];
    case 'StageStarted':
      return [
        span('● ', 'cyan'),
        span(event.stageName, 'bold'),
        span(event.attempt > 1 ? ` starts again (attempt ${event.attempt})` : ' starts'),
      ];
    case 'StageEnded': {
      const stage = view.stages.find(({ name }) => name === event.stageName);
      return [
        ...statusLine(stage?.displayStatus ?? 'Failed', event.stageName),
        took(stage ?? {}, event.at),
        // The status says already that it was skipped.
        reason(
          stage?.actions.some(({ error }) => error !== undefined) === true
            ? undefined
            : event.reason?.replace(/^skipped /, ''),
        ),
      ];
    }
    case 'ConditionStarted':
    case 'ConditionEnded':
    case 'ConditionOverridden':
    case 'StageRetryRequested':
    case 'TransitionDisabled':
    case 'TransitionEnabled':
      return stageLine(event);
    case 'RunPlanned':
      return event.plan.name === undefined ? [] : [span('● ', 'cyan'), span(event.plan.name, 'bold')];
    case 'ConcurrencyRequested':
      return waiting(event);
    case 'ConcurrencyGranted':
      return [];
    case 'JobPlanned':
      return planned(event);
    case 'JobCallEnded':
      return [];
    case 'JobLegCancelled':
      return [...statusLine('Cancelled', `${event.stageName} › ${event.actionName}`), reason(event.reason)];
    case 'ActionStarted':
    case 'ActionRecovered':
    case 'ActionProgressed':
    case 'JobCancelRequested':
    case 'ApprovalRequested':
    case 'ApprovalGiven':
    case 'ActionSucceeded':
    case 'ActionFailed':
    case 'ActionAbandoned':
      return actionLine(event, view, hints);
    default:
      return unreachable(event);
  }
}

type Of<Type extends PipelineEvent['type']> = Extract<PipelineEvent, { type: Type }>;

function started(view: ExecutionView): Line {
  const trigger = triggerText(view);
  const described = [`execution ${shortExecutionId(view.executionId)}`, trigger].filter(
    (text) => text !== '',
  );
  return [span('● ', 'cyan'), span(view.pipelineName, 'bold'), span(` ${described.join(', ')}`)];
}

/** News is what runs not at all, or not at once: its environment has a wait timer. */
function planned({ at, stageName, jobId, plan }: Of<'JobPlanned'>): Line {
  const name = `${stageName} › ${jobId}`;
  if (plan.outcome === 'Skipped') return [...statusLine('Skipped', name), reason(plan.reason)];
  const until = Math.max(0, ...(plan.outcome === 'Runs' ? plan.legs : []).map((leg) => leg.waitsUntil ?? 0));
  if (until <= at) return [];
  return [
    span('● ', 'yellow'),
    span(`${name} waits ${longDuration(until - at)} for the timer of its environment`),
  ];
}

/** A group that is free is no news. */
function waiting(event: Of<'ConcurrencyRequested'>): Line {
  const { stageName, claimant } = event;
  const why = groupText(event);
  const name = claimant === '' ? stageName : `${stageName} › ${claimant.replace(/#\d+$/, '')}`;
  return why === undefined ? [] : [span('● ', 'yellow'), span(`${name} ${why}`)];
}

function stageLine(
  event: Of<
    | 'ConditionStarted'
    | 'ConditionEnded'
    | 'ConditionOverridden'
    | 'StageRetryRequested'
    | 'TransitionDisabled'
    | 'TransitionEnabled'
  >,
): Line {
  switch (event.type) {
    case 'ConditionStarted':
      return [];
    case 'ConditionEnded': {
      const failed = event.rules.find((rule) => !rule.succeeded);
      const displayStatus = event.status === 'Succeeded' ? 'Succeeded' : 'Failed';
      return [
        ...statusLine(displayStatus, `${event.stageName} condition ${event.conditionType}`),
        reason(failed?.message),
      ];
    }
    case 'ConditionOverridden':
      return [
        ...statusLine('Skipped', `${event.stageName} condition ${event.conditionType}`),
        span(`, overridden by ${event.by}`),
      ];
    case 'StageRetryRequested':
      return [
        span('● ', 'cyan'),
        span(event.stageName, 'bold'),
        span(` is retried (${event.retryMode}, ${event.trigger})`),
      ];
    case 'TransitionDisabled':
      return [
        span('⏸ ', 'yellow'),
        span(event.stageName, 'bold'),
        span(` ${event.transitionType} transition disabled by ${event.by}`),
        reason(event.reason),
      ];
    case 'TransitionEnabled':
      return [
        span('▶ ', 'green'),
        span(event.stageName, 'bold'),
        span(` ${event.transitionType} transition enabled by ${event.by}`),
      ];
    default:
      return unreachable(event);
  }
}

type ActionEvent = Extract<PipelineEvent, { actionExecutionId: string }>;

function actionLine(event: ActionEvent, view: ExecutionView, hints: CommandHints): Line {
  const name = `${event.stageName} › ${event.actionName}`;
  const action = findAction(view, event);
  switch (event.type) {
    case 'ActionStarted':
      return [span('● ', 'cyan'), span(name), span(' starts', 'dim')];
    case 'ActionRecovered':
      return [
        span('● ', 'yellow'),
        span(name),
        span(
          event.how === 'Resumed'
            ? ' is resumed'
            : ` starts again from its inputs (attempt ${event.attempt})`,
        ),
      ];
    case 'JobCancelRequested':
      return [span('● ', 'yellow'), span(`${name} is asked to end`), reason(event.reason)];
    case 'ActionProgressed':
      return progressLine(event.progress, name);
    case 'ApprovalRequested':
      return [
        ...statusLine('Waiting', name),
        span(`: ${hints.command(['approve', event.stageName, event.actionName], view.pipelineName)}`),
        reason(event.customData),
      ];
    case 'ApprovalGiven':
      return [
        span(event.status === 'Approved' ? '✔ ' : '⊘ ', event.status === 'Approved' ? 'green' : 'red'),
        span(name),
        span(` ${event.status.toLowerCase()} by ${event.by}`),
        reason(event.summary),
      ];
    case 'ActionSucceeded': {
      const result = action === undefined ? '' : actionResult(action);
      return [
        ...statusLine(action?.displayStatus ?? 'Succeeded', name),
        took(action ?? {}, event.at),
        span(result === '' ? '' : `  ${result}`, 'dim'),
      ];
    }
    case 'ActionFailed': {
      const { code, message } = event.error;
      // A phase or a deployment that failed has given the reason in the line before.
      const isKnown = action !== undefined && hasFailedPart(action);
      return [
        ...statusLine(action?.displayStatus ?? 'Failed', name),
        took(action ?? {}, event.at),
        span(isKnown ? `  ${code}` : `  ${code}: ${firstLine(message)}`),
      ];
    }
    case 'ActionAbandoned':
      return [...statusLine('Cancelled', name), span(' (abandoned)')];
    default:
      return unreachable(event);
  }
}

function hasFailedPart({ phases, deployments }: ActionView): boolean {
  return (
    phases.some(({ status }) => displayOfPhase(status) === 'Failed') ||
    deployments.some(
      ({ status, errorInformation }) =>
        displayOfDeployment(status) === 'Failed' && errorInformation !== undefined,
    )
  );
}

function progressLine(progress: Progress, name: string): Line {
  switch (progress.kind) {
    case 'Phase':
      // A phase that has commands begins a part of the output; how it ended is worth a line only when it failed.
      if (progress.phaseStatus === 'IN_PROGRESS' && commandPhases.has(progress.phaseType))
        return [span('● ', 'cyan'), span(`${name} › ${progress.phaseType}`)];
      return displayOfPhase(progress.phaseStatus) === 'Failed'
        ? [
            ...statusLine('Failed', `${name} › ${progress.phaseType}`),
            reason(progress.contexts?.[0]?.message),
          ]
        : usageLine(progress, name);
    case 'Deployment': {
      const { deploymentId, creator, status, errorInformation } = progress;
      const what = creator === 'codeDeployRollback' ? 'rollback' : 'deployment';
      const displayStatus = displayOfDeployment(status);
      return displayStatus === 'Pending'
        ? []
        : [
            ...statusLine(displayStatus, `${name} › ${what} ${deploymentId}`),
            reason(errorInformation?.message),
          ];
    }
    case 'Target':
      return displayOfTarget(progress.status) === 'Pending' || progress.status === 'InProgress'
        ? []
        : statusLine(displayOfTarget(progress.status), `${name} › ${progress.targetId}`);
    case 'LifecycleEvent':
      return lifecycleEventLine(progress, name);
    case 'Traffic':
      return [span('⇄ ', 'cyan'), span(`${name} › ${trafficText(progress)}`)];
    case 'Endpoint':
      return [
        span('↗ ', 'cyan'),
        span(`${progress.name} `),
        span(addressOf(progress), 'bold'),
        span(` ${progress.detail ?? ''}`, 'dim'),
      ];
    case 'Reused':
      return [
        ...statusLine('Reused', name),
        span(` from execution ${shortExecutionId(progress.executionId)}`, 'dim'),
      ];
    case 'BatchBuild':
      return [span(`${name} › `), ...batchBuildLine(progress)];
    case 'Step':
      return progress.status === 'InProgress' ? [] : [span(`${name} › `), ...stepLine(progress)];
    // Summaries stand in the log, what stood in at the end.
    case 'Summary':
    case 'StoodIn':
      return [];
    case 'Cache':
      return [span('● ', 'dim'), span(`${name} › `), ...cacheLine(progress)];
    case 'Report':
      return [span(`${name} › `), ...reportLine(progress)];
    case 'Infrastructure':
      return [span(`${name} › `), ...infrastructureLine(progress)];
    case 'Notice':
      return [span('! ', 'yellow'), span(`${name}: ${progress.message}`)];
    case 'NotExecuted':
      return [
        markOf('NotExecuted'),
        span(` ${name}: ${progress.what} is not executed here: ${progress.reason}`),
      ];
    default:
      return unreachable(progress);
  }
}

/** Of a phase that took a while: what it used. */
function usageLine(
  { phaseType, durationMs = 0, usage }: Extract<Progress, { kind: 'Phase' }>,
  name: string,
): Line {
  if (durationMs < 1000 || usage === undefined) return [];
  return [
    span(`● ${name} › ${phaseType} took ${formatDuration(durationMs)}, ${describeUsage(usage)}`, 'dim'),
  ];
}

const commandPhases: ReadonlySet<string> = new Set(['INSTALL', 'PRE_BUILD', 'BUILD', 'POST_BUILD']);

function lifecycleEventLine(progress: Extract<Progress, { kind: 'LifecycleEvent' }>, name: string): Line {
  const displayStatus = displayOfTarget(progress.status);
  if (displayStatus === 'Pending' || displayStatus === 'InProgress') return [];
  return [
    ...statusLine(displayStatus, `${name} › ${progress.targetId} › ${progress.lifecycleEventName}`),
    span(progress.durationMs === undefined ? '' : ` ${formatDuration(progress.durationMs)}`, 'dim'),
    reason(
      progress.diagnostics === undefined || displayStatus !== 'Failed'
        ? undefined
        : progress.diagnostics.message,
    ),
  ];
}

function findAction(view: ExecutionView, event: ActionEvent): ActionView | undefined {
  return view.stages
    .find((stage) => stage.name === event.stageName)
    ?.actions.find((action) => action.name === event.actionName);
}

function statusLine(displayStatus: DisplayStatus, name: string): Line {
  const { word, role } = appearances[displayStatus];
  return [markOf(displayStatus), span(` ${name} `), span(word, role)];
}

function took(one: { readonly startedAt?: number; readonly endedAt?: number }, now: number): Span {
  const text = spanText(one, now);
  return span(text === '' ? '' : ` ${text}`, 'dim');
}

function reason(text: string | undefined): Span {
  return span(text === undefined || text === '' ? '' : `: ${firstLine(text)}`, 'dim');
}
