// What `status --json` prints: the same facts under AWS's words, with names that stay.
import type { SilentOwner } from '../../server/ask-owner.ts';
import type { OwnerDescription } from '../../server/owner.ts';
import type { DiskRoom } from '../../state/disk-room.ts';
import { earlierLists } from '../../targets/earlier-lists.ts';
import type { TargetView } from '../../targets/target-kind.ts';
import type { ActionView } from '../../view/execution-view.ts';
import type { PipelineStatus, StageStatus } from '../../view/pipeline-status.ts';

export function statusDocument(status: {
  readonly pipelines: readonly PipelineStatus[];
  readonly targets: readonly TargetView[];
  readonly owner: OwnerDescription | SilentOwner | undefined;
  readonly fullDisk: DiskRoom | undefined;
}): unknown {
  const { fleets, sites, registry } = earlierLists(status.targets);
  return {
    pipelines: status.pipelines.map(({ pipelineName, stages, inFlight }) => ({
      pipelineName,
      stages: stages.map(stageDocument),
      inFlight: inFlight.map(({ executionId, startedAt }) => ({ executionId, startedAt })),
    })),
    targets: status.targets,
    fleets,
    sites,
    registry: registry ?? null,
    owner: status.owner ?? null,
    fullDisk: status.fullDisk ?? null,
  };
}

function stageDocument({ name, closed, latest }: StageStatus): unknown {
  return {
    stageName: name,
    inboundTransition: closed === undefined ? { enabled: true } : { enabled: false, ...closed },
    status: latest?.stage.displayStatus ?? 'Pending',
    executionId: latest?.execution.executionId ?? null,
    ...(latest === undefined
      ? {}
      : {
          startedAt: latest.stage.startedAt,
          endedAt: latest.stage.endedAt,
          actions: latest.stage.actions.map(actionDocument),
        }),
  };
}

function actionDocument(action: ActionView): unknown {
  const {
    name,
    displayStatus,
    actionExecutionId,
    startedAt,
    endedAt,
    summary,
    error,
    approval,
    notExecuted,
  } = action;
  return {
    actionName: name,
    status: displayStatus,
    actionExecutionId,
    startedAt,
    endedAt,
    summary,
    error,
    approval,
    notExecuted,
  };
}
