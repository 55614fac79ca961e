// Which phase follows which (CodeBuild user guide, "Build phase transitions" and phases/*/on-failure). Pure.
import { compileRegex } from '../../lib/linear-regex.ts';
import { unreachable } from '../../lib/unreachable.ts';
import type { OnFailure } from '../../model/build.ts';
import type { BuildPhaseType, BuildStatus } from '../../model/status.ts';

export type PhaseEnd = Exclude<BuildStatus, 'IN_PROGRESS' | 'FAULT'>;

/** The phase that follows one which ended so. `COMPLETED` follows itself. */
export function nextPhase(ran: BuildPhaseType, end: PhaseEnd, onFailure?: OnFailure): BuildPhaseType {
  if (ran === 'FINALIZING' || ran === 'COMPLETED') return 'COMPLETED';
  if (end === 'SUCCEEDED' || (end === 'FAILED' && onFailure?.kind === 'CONTINUE')) return following(ran);
  // After a timeout or a stop, and after ABORT, the rest is not even tried; UPLOAD_ARTIFACTS neither.
  if (end === 'TIMED_OUT' || end === 'STOPPED' || onFailure?.kind === 'ABORT') return 'FINALIZING';
  return followingFailure(ran);
}

/** Whether a phase that failed with this message asks for the whole build to be tried once more. */
export function shallRetry(onFailure: OnFailure | undefined, message: string, retriesDone: number): boolean {
  if (onFailure?.kind !== 'RETRY' || retriesDone >= onFailure.count) return false;
  return compileRegex(onFailure.pattern)?.(message) === true;
}

const order: readonly BuildPhaseType[] = [
  'SUBMITTED',
  'QUEUED',
  'PROVISIONING',
  'DOWNLOAD_SOURCE',
  'INSTALL',
  'PRE_BUILD',
  'BUILD',
  'POST_BUILD',
  'UPLOAD_ARTIFACTS',
  'FINALIZING',
  'COMPLETED',
];

function following(phase: BuildPhaseType): BuildPhaseType {
  return order[order.indexOf(phase) + 1] ?? 'COMPLETED';
}

/** Only a failed BUILD is followed by POST_BUILD; only after BUILD and POST_BUILD are artifacts uploaded nevertheless. */
function followingFailure(phase: BuildPhaseType): BuildPhaseType {
  switch (phase) {
    case 'SUBMITTED':
    case 'QUEUED':
      return 'COMPLETED';
    case 'PROVISIONING':
    case 'DOWNLOAD_SOURCE':
    case 'INSTALL':
    case 'PRE_BUILD':
    case 'UPLOAD_ARTIFACTS':
      return 'FINALIZING';
    case 'BUILD':
      return 'POST_BUILD';
    case 'POST_BUILD':
      return 'UPLOAD_ARTIFACTS';
    case 'FINALIZING':
    case 'COMPLETED':
      return 'COMPLETED';
    default:
      return unreachable(phase);
  }
}
