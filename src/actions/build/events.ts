// What a build reports, as the events of CodeBuild (CodeBuild user guide, "Build notifications sample for CodeBuild"). Pure.
import type {
  ActionEnded,
  EventDraft,
  EventPlace,
  ReportedAction,
} from '../../model/events/action-events.ts';
import type { Progress } from '../../model/progress.ts';

/** Only phases that are over are reported, and with the first that the build has begun. */
export function phaseEvents(
  progress: Progress,
  { at, place }: Pick<ReportedAction, 'at' | 'place'>,
): readonly EventDraft[] {
  if (progress.kind !== 'Phase') return [];
  const { buildId, phaseType, phaseStatus, durationMs = 0, contexts = [] } = progress;
  if (phaseStatus === 'IN_PROGRESS') return [];
  const arn = buildArn(buildId, place);
  const change: EventDraft = {
    source: 'aws.codebuild',
    'detail-type': 'CodeBuild Build Phase Change',
    resources: [arn],
    detail: {
      'completed-phase': phaseType,
      'completed-phase-status': phaseStatus,
      'completed-phase-duration-seconds': Math.round(durationMs / 1000),
      'completed-phase-start': new Date(at - durationMs).toISOString(),
      'completed-phase-end': new Date(at).toISOString(),
      'completed-phase-context': `[${contexts.map(({ statusCode, message }) => `${statusCode}: ${message}`).join(', ')}]`,
      'project-name': buildId.split(':')[0],
      'build-id': arn,
      version: '1',
    },
  };
  const begun = { status: 'IN_PROGRESS', phase: phaseType, isComplete: false };
  return phaseType === 'SUBMITTED' ? [change, buildState(buildId, begun, place)] : [change];
}

/** A build ends with its action. */
export function buildEnd(
  { succeeded, externalExecutionId: buildId }: ActionEnded,
  { place }: Pick<ReportedAction, 'place'>,
): readonly EventDraft[] {
  if (buildId === undefined) return [];
  const status = succeeded ? 'SUCCEEDED' : 'FAILED';
  return [buildState(buildId, { status, phase: 'COMPLETED', isComplete: true }, place)];
}

function buildState(
  buildId: string,
  {
    status,
    phase,
    isComplete,
  }: { readonly status: string; readonly phase: string; readonly isComplete: boolean },
  place: EventPlace,
): EventDraft {
  const arn = buildArn(buildId, place);
  return {
    source: 'aws.codebuild',
    'detail-type': 'CodeBuild Build State Change',
    resources: [arn],
    detail: {
      'build-status': status,
      'project-name': buildId.split(':')[0],
      'build-id': arn,
      'current-phase': phase,
      version: '1',
      'additional-information': { 'build-complete': isComplete },
    },
  };
}

function buildArn(buildId: string, { account, region }: EventPlace): string {
  return `arn:aws:codebuild:${region}:${account}:build/${buildId}`;
}
