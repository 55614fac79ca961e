// AWS's statuses of builds and deployments as they are shown.
import { unreachable } from '../../lib/unreachable.ts';
import type {
  BuildStatus,
  DeploymentStatus,
  LifecycleEventStatus,
  TargetStatus,
} from '../../model/status.ts';
import type { DisplayStatus } from '../../view/execution-view.ts';

export function displayOfPhase(status: BuildStatus): DisplayStatus {
  switch (status) {
    case 'SUCCEEDED':
      return 'Succeeded';
    case 'FAILED':
    case 'FAULT':
    case 'TIMED_OUT':
      return 'Failed';
    case 'STOPPED':
      return 'Cancelled';
    case 'IN_PROGRESS':
      return 'InProgress';
    default:
      return unreachable(status);
  }
}

/** Targets and lifecycle events. `Unknown` is what CodeDeploy says when it lost sight of a host: no success. */
export function displayOfTarget(status: TargetStatus | LifecycleEventStatus): DisplayStatus {
  switch (status) {
    case 'Pending':
      return 'Pending';
    case 'InProgress':
    case 'Ready':
      return 'InProgress';
    case 'Succeeded':
    case 'Skipped':
    case 'Failed':
      return status;
    case 'Unknown':
      return 'Failed';
    default:
      return unreachable(status);
  }
}

export function displayOfDeployment(status: DeploymentStatus): DisplayStatus {
  switch (status) {
    case 'Created':
    case 'Queued':
      return 'Pending';
    case 'InProgress':
    case 'Baking':
    case 'Ready':
      return 'InProgress';
    case 'Succeeded':
    case 'Failed':
      return status;
    case 'Stopped':
      return 'Cancelled';
    default:
      return unreachable(status);
  }
}
