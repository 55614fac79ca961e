// SUBMITTED and QUEUED: a build waits until its project and the machine have room (CodeBuild user guide,
// queuedTimeoutInMinutes and concurrentBuildLimit).
import { counted } from '../../lib/counted.ts';
import { defined } from '../../lib/defined.ts';
import type { Result } from '../../lib/result.ts';
import type { Build } from './build.ts';
import { failedPhase, succeeded, type PhaseOutcome } from './build.ts';
import { defaultMachineLimit, takeTurn, type Slot } from './build-queue.ts';
import type { BuildEnd } from './run-phases.ts';

/** What CodeBuild gives a project that says nothing. */
const defaultQueuedMinutes = 480;

export async function waitForTurn(build: Build): Promise<Result<{ readonly slot: Slot }, BuildEnd>> {
  const { context, project, buildId } = build;
  const startedAt = context.now();
  const report = { kind: 'Phase', buildId } as const;
  context.report({ ...report, phaseType: 'SUBMITTED', phaseStatus: 'SUCCEEDED', durationMs: 0 });
  const timeout = AbortSignal.timeout((project.queuedTimeoutInMinutes ?? defaultQueuedMinutes) * 60_000);
  const limits = {
    project: `${context.state.path} ${project.name}`,
    ...defined({ projectLimit: project.concurrentBuildLimit }),
    machineLimit: context.options.maxBuilds ?? defaultMachineLimit,
  };
  const slot = await takeTurn(limits, AbortSignal.any([context.signal, timeout]));
  const outcome = slot === undefined ? missed(build) : succeeded;
  const durationMs = context.now() - startedAt;
  context.report({
    ...report,
    phaseType: 'QUEUED',
    phaseStatus: outcome.end,
    durationMs,
    ...(outcome.context === undefined ? {} : { contexts: [outcome.context] }),
  });
  if (slot === undefined)
    return {
      failed: {
        firstFailure: { phaseType: 'QUEUED', outcome },
        outputVariables: {},
        artifacts: [],
        measures: {},
      },
    };
  if (slot.waitedForOthers) build.log.line(`Waited ${durationMs} ms for other builds`);
  return { slot };
}

function missed({ context, project }: Build): PhaseOutcome {
  if (context.signal.aborted) return { end: 'STOPPED' };
  const minutes = project.queuedTimeoutInMinutes ?? defaultQueuedMinutes;
  const message = `The build was queued for longer than ${counted(minutes, 'minute')}`;
  return {
    ...failedPhase('BUILD_QUEUED_TIMED_OUT', message, {
      remedy:
        'Raise queuedTimeoutInMinutes or concurrentBuildLimit of the project, or start fewer builds at once.',
    }),
    end: 'TIMED_OUT',
  };
}
