// A build that no process waits for any more is stopped for good: the next call builds what the source is then.
import { currentUser } from '../../lib/current-user.ts';
import { findInterrupted } from '../session/find-interrupted.ts';
import type { OwnedPipeline } from '../session/own-pipeline.ts';

/** Returns when its processes have ended. */
export async function abandonBuild(
  { runner }: OwnedPipeline,
  executionId: string,
  reason: string,
): Promise<void> {
  const by = currentUser().username;
  const result = await runner.request({
    type: 'StopPipelineExecution',
    executionId,
    abandon: true,
    reason,
    by,
  });
  if (result.accepted) await runner.ended(executionId);
}

/** Those whose process died before it could stop them. */
export async function abandonOlderBuilds(owned: OwnedPipeline): Promise<void> {
  for (;;) {
    const older = findInterrupted(owned.state, owned.pipelineName);
    if (older === undefined) return;
    await abandonBuild(owned, older.executionId, 'its process ended, and the build was started again');
  }
}
