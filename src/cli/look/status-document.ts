// What `status --json` prints: the same facts under AWS's words, with names that stay.
import type { SilentOwner } from '../../server/ask-owner.ts';
import type { OwnerDescription } from '../../server/serve-owner.ts';
import type { DiskRoom } from '../../state/disk-room.ts';
import type { FleetEndpoints } from '../../targets/list-endpoints.ts';
import type { RegistryEndpoint } from '../../targets/registry/open-registry.ts';
import type { SiteEndpoints } from '../../targets/site/site-endpoints.ts';
import type { ActionView } from '../../view/execution-view.ts';
import type { PipelineStatus, StageStatus } from '../../view/pipeline-status.ts';

export function statusDocument(status: {
  readonly pipelines: readonly PipelineStatus[];
  readonly fleets: readonly FleetEndpoints[];
  readonly sites: readonly SiteEndpoints[];
  readonly registry: RegistryEndpoint | undefined;
  readonly owner: OwnerDescription | SilentOwner | undefined;
  readonly fullDisk: DiskRoom | undefined;
}): unknown {
  return {
    pipelines: status.pipelines.map(({ pipelineName, stages, inFlight }) => ({
      pipelineName,
      stages: stages.map(stageDocument),
      inFlight: inFlight.map(({ executionId, startedAt }) => ({ executionId, startedAt })),
    })),
    fleets: status.fleets,
    sites: status.sites,
    registry: status.registry ?? null,
    owner: status.owner ?? null,
    fullDisk: status.fullDisk ?? null,
  };
}

function stageDocument({ name, closed, latest }: StageStatus): unknown {
  return {
    stageName: name,
    inboundTransition: closed === undefined ? { enabled: true } : { enabled: false, ...closed },
    status: latest?.stage.look ?? 'Pending',
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
  const { name, look, actionExecutionId, startedAt, endedAt, summary, error, approval, notExecuted } = action;
  return {
    actionName: name,
    status: look,
    actionExecutionId,
    startedAt,
    endedAt,
    summary,
    error,
    approval,
    notExecuted,
  };
}
