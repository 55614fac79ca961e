// The rows of a stage's actions in the tree: phases of builds, hosts of deployments, the tail of what is running.
import { formatDuration } from '../../lib/duration.ts';
import { displayWidth } from '../../lib/display-width.ts';
import type {
  ActionView,
  DeploymentView,
  DisplayStatus,
  PhaseView,
  StageView,
  TargetView,
} from '../../view/execution-view.ts';
import { displayOfDeployment, displayOfPhase, displayOfTarget } from './aws-appearance.ts';
import { batchBuildLine } from './batch-text.ts';
import { infrastructureLine } from './infrastructure-text.ts';
import { stepLine } from './step-text.ts';
import { cacheLine } from './cache-text.ts';
import { actionResult, firstLine, longDuration, spanText } from './describe.ts';
import { cleanText, foldLine, lineWidth, span, type Line, type Span } from './line.ts';
import { appearances, markOf, type Moment } from './appearance.ts';
import { reportLine } from './report-text.ts';
import type { Detail, Row } from './row.ts';
import { shownLine } from './shown-line.ts';
import { trafficBar, trafficText } from './traffic-text.ts';

export function actionRows(stage: StageView, detail: Detail): readonly Row[] {
  const isCounted = (action: ActionView): boolean => isQuiet(action) && waitOf(stage, action, detail) === '';
  const quiet = detail.countsQuietActions ? stage.actions.filter(isCounted) : [];
  const shown = quiet.length > 1 ? stage.actions.filter((action) => !isCounted(action)) : stage.actions;
  const counted = quiet.length > 1 ? countRows(quiet) : [];
  return [...counted, ...shown.flatMap((action) => rowsOf(stage, action, detail))];
}

function isQuiet({ displayStatus }: ActionView): boolean {
  return displayStatus === 'Succeeded' || displayStatus === 'Pending' || displayStatus === 'Skipped';
}

function countRows(actions: readonly ActionView[]): readonly Row[] {
  const statuses: readonly DisplayStatus[] = ['Succeeded', 'Skipped', 'Pending'];
  return statuses.flatMap((displayStatus) => {
    const count = actions.filter((action) => action.displayStatus === displayStatus).length;
    const { word } = appearances[displayStatus];
    return count === 0
      ? []
      : [
          {
            left: [span('   '), markOf(displayStatus), span(` ${count} ${word}`, 'dim')],
            right: [],
            isAnchor: true as const,
          },
        ];
  });
}

function rowsOf(stage: StageView, action: ActionView, detail: Detail): readonly Row[] {
  const isRunning = action.displayStatus === 'InProgress';
  const showsHosts = detail.showsParts && (isRunning || action.displayStatus === 'Failed');
  const last = action.deployments.at(-1);
  return [
    headRow(action, detail, waitOf(stage, action, detail)),
    ...(isRunning && detail.showsParts && action.phases.length > 0 ? [phaseRow(action, detail)] : []),
    ...(showsHosts ? action.deployments.flatMap((one) => deploymentRows(one, one === last, detail)) : []),
    ...(action.displayStatus === 'Waiting' ? approvalRows(stage, action, detail) : []),
    ...(isRunning ? tailRows(action, detail) : []),
    ...(action.displayStatus === 'Succeeded' ? [] : action.steps).map((step) => ({
      left: [span('     '), ...stepLine(step)],
      right: [],
    })),
    ...(action.displayStatus === 'Succeeded' ? [] : action.batch).map((build) => ({
      left: [span('     '), ...batchBuildLine(build, detail)],
      right: [],
    })),
    ...(isRunning ? [] : action.caches).map((cache) => ({
      left: [span('     '), ...cacheLine(cache)],
      right: [],
    })),
    ...action.infrastructure.slice(-1).map((infrastructure) => ({
      left: [span('     '), ...infrastructureLine(infrastructure)],
      right: [],
    })),
    ...(isRunning ? [] : action.reports).map((report) => ({
      left: [span('     '), ...reportLine(report)],
      right: [],
    })),
    ...(isRunning ? [] : action.notExecuted).map(({ what, reason }) => ({
      left: [
        span('     '),
        markOf('NotExecuted'),
        span(` ${what}`),
        span(` not executed here: ${reason}`, 'dim'),
      ],
      right: [],
    })),
  ];
}

/** Why it has not begun: the timer of its environment, or a concurrency group; empty when nothing but its turn is waited for. */
function waitOf(
  { jobs = [] }: StageView,
  { name, displayStatus, summary }: ActionView,
  { now }: Detail,
): string {
  if (displayStatus !== 'Pending') return '';
  const { waitsUntil = now } = jobs.flatMap(({ legs }) => legs).find((leg) => leg.name === name) ?? {};
  if (waitsUntil > now)
    return `waits for the timer of its environment, ${longDuration(waitsUntil - now)} left`;
  return firstLine(summary ?? '');
}

function headRow(action: ActionView, detail: Detail, wait: string): Row {
  const { displayStatus } = action;
  const { now, showsParts } = detail;
  return {
    left: [
      span('   '),
      markOf(displayStatus, detail),
      span(` ${action.name}`, displayStatus === 'Pending' ? 'dim' : 'plain'),
      ...(wait === '' ? wordsOf(action) : [span(`  ${wait}`, 'yellow')]),
      ...(showsParts || displayStatus !== 'InProgress' ? [] : [span(`  ${runningPart(action)}`)]),
    ],
    right: [span(displayStatus === 'Pending' ? '' : spanText(action, now), 'dim')],
    ...(isNews(action) ? { isNews: true } : {}),
  };
}

function isNews({ displayStatus }: ActionView): boolean {
  return displayStatus === 'Failed' || displayStatus === 'Declined' || displayStatus === 'Waiting';
}

function wordsOf(action: ActionView): readonly Span[] {
  const { word, role } = appearances[action.displayStatus];
  const again =
    action.recovered === undefined ? [] : [span(`  ${recoveredWords[action.recovered]}`, 'yellow')];
  switch (action.displayStatus) {
    case 'Pending':
      return [];
    case 'InProgress':
      return [span(action.provider === '' ? '' : `  ${action.provider}`, 'dim'), ...again];
    case 'Succeeded':
      return [span(`  ${actionResult(action)}`, 'dim'), ...again];
    case 'Failed':
      return [
        span(`  ${action.error?.code ?? word}`, role),
        span(`  ${firstLine(action.error?.message ?? '')}`, 'dim'),
      ];
    case 'Declined': {
      const answer = action.approval?.answer;
      return [
        span(`  ${word} by ${answer?.by ?? 'an unknown user'}`, role),
        span(`  ${answer?.summary ?? ''}`, 'dim'),
      ];
    }
    default:
      return [span(`  ${word}`, role)];
  }
}

/** What would stand below: the phase, or the hosts that are at work. */
function runningPart({ phases, deployments }: ActionView): string {
  const targets = deployments.flatMap((deployment) => deployment.targets);
  const hosts = targets.filter(({ status }) => status === 'InProgress').map(({ targetId }) => targetId);
  if (hosts.length > 0) return hosts.join(', ');
  return phases.findLast(({ status }) => status === 'IN_PROGRESS')?.type ?? '';
}

const recoveredWords = { Resumed: 'resumed', Restarted: 'started again' } as const;

/** Phases that take no time worth showing are left out; the running one is always there. */
function phaseRow({ phases }: ActionView, detail: Detail): Row {
  const noteworthy = phases.filter(({ type }) => !unseen.has(type));
  const fitting = noteworthy.findIndex(
    (_, from) => lineWidth(phaseSpans(noteworthy, from, detail)) <= detail.width,
  );
  return {
    left: phaseSpans(noteworthy, fitting === -1 ? noteworthy.length - 1 : fitting, detail),
    right: [],
  };
}

/** Those before `from` have no room: what runs now is at the end. */
function phaseSpans(phases: readonly PhaseView[], from: number, moment: Moment): readonly Span[] {
  const { now } = moment;
  return phases.slice(from).flatMap((phase, index) => {
    const displayStatus = displayOfPhase(phase.status);
    const took = formatDuration(phase.durationMs ?? (phase.endedAt ?? now) - (phase.startedAt ?? now));
    return [
      span(index > 0 ? '  ' : from > 0 ? '     … ' : '     '),
      markOf(displayStatus, moment),
      span(` ${phase.type}`, displayStatus === 'InProgress' ? 'plain' : 'dim'),
      span(` ${took}`, 'dim'),
    ];
  });
}

const unseen: ReadonlySet<string> = new Set([
  'SUBMITTED',
  'QUEUED',
  'PROVISIONING',
  'FINALIZING',
  'COMPLETED',
]);

/** An earlier deployment of the same action is a line; the current one shows its hosts. */
function deploymentRows(deployment: DeploymentView, isCurrent: boolean, moment: Moment): readonly Row[] {
  const { deploymentId, deploymentGroupName, creator, status, errorInformation, waitType } = deployment;
  const displayStatus = displayOfDeployment(status);
  const isRollback = creator === 'codeDeployRollback';
  const head: Row = {
    left: [
      span('     '),
      markOf(displayStatus, moment),
      span(isRollback ? ' rollback ' : ' '),
      span(`${deploymentId} to ${deploymentGroupName}`, 'dim'),
      span(waitType === undefined ? '' : `  ${waits[waitType]}`, 'yellow'),
      span(errorInformation === undefined ? '' : `  ${errorInformation.code}`, 'red'),
    ],
    right: [],
  };
  if (!isCurrent && displayStatus !== 'Failed') return [head];
  const width = Math.max(0, ...deployment.targets.map((target) => displayWidth(nameOf(target))));
  const share = deployment.traffic.at(-1);
  const traffic: readonly Row[] =
    share === undefined
      ? []
      : [{ left: [span('       '), ...trafficBar(share), span(` ${trafficText(share)}`, 'dim')], right: [] }];
  return [head, ...traffic, ...deployment.targets.map((target) => targetRow(target, width, moment))];
}

/** What a blue/green deployment waits with, until a call of ContinueDeployment or the end of its time. */
const waits = {
  READY_WAIT: 'waits to reroute the traffic',
  TERMINATION_WAIT: 'waits to end the original ones',
};

/** With the environment of an instance in a blue/green deployment. */
function nameOf({ targetId, instanceLabel }: TargetView): string {
  return instanceLabel === undefined ? targetId : `${targetId} ${instanceLabel.toLowerCase()}`;
}

/** One mark for each lifecycle event, and the name of the one that matters: running, failed. */
function targetRow(target: TargetView, width: number, moment: Moment): Row {
  const displayStatus = displayOfTarget(target.status);
  const { word, role } = appearances[displayStatus];
  const events = target.events.filter((event) => event.status !== 'Pending');
  const failed = events.find((event) => displayOfTarget(event.status) === 'Failed');
  const running = events.findLast((event) => event.status === 'InProgress');
  const named = failed ?? running;
  return {
    left: [
      span('       '),
      markOf(displayStatus, moment),
      span(
        ` ${nameOf(target)}${' '.repeat(width - displayWidth(nameOf(target)))}  `,
        displayStatus === 'Pending' ? 'dim' : 'plain',
      ),
      ...events.map((event) => markOf(displayOfTarget(event.status), moment)),
      ...(named === undefined ? [] : [span(` ${named.name}`, failed === undefined ? 'plain' : 'red')]),
      ...(named === undefined && displayStatus !== 'Pending' && displayStatus !== 'InProgress'
        ? [span(` ${word}`, role)]
        : []),
    ],
    right: [span(displayStatus === 'Pending' ? '' : spanText(target, moment.now), 'dim')],
  };
}

function approvalRows(
  stage: StageView,
  action: ActionView,
  { now, hints, pipelineName, width }: Detail,
): readonly Row[] {
  const { customData, externalEntityLink, expiresAt = now } = action.approval ?? {};
  const said = [customData, externalEntityLink].filter((text) => text !== undefined && text !== '');
  const command = hints.command(['approve', stage.name, action.name], pipelineName);
  const lines: readonly Line[] = [
    ...said.map((text = '') => [span(`     ${text}`)]),
    [
      span('     '),
      span(command, 'bold'),
      span(`   ${hints.answers()}; expires in ${longDuration(expiresAt - now)}`, 'dim'),
    ],
  ];
  return lines.flatMap((line) => foldLine(line, width)).map((left) => ({ left, right: [], isNews: true }));
}

function tailRows(action: ActionView, { tails, tailLines }: Detail): readonly Row[] {
  const lines = (tails.get(action.actionExecutionId ?? '') ?? []).map(tailText).filter((text) => text !== '');
  const last = tailLines === 0 ? [] : lines.slice(-tailLines);
  return last.map((text) => ({ left: [span('     │ ', 'dim'), span(text, 'dim')], right: [] }));
}

function tailText(text: string): string {
  return (shownLine(cleanText(text)) ?? '').trimEnd();
}
