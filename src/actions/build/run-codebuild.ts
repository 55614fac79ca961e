// Runs one build of a CodeBuild project on this machine, from PROVISIONING to its result.
import { newId } from '../../lib/id.ts';
import { isFailed } from '../../lib/result.ts';
import type { FailureDetails } from '../../model/progress.ts';
import type { ActionContext, ActionResult, RunOf } from '../provider.ts';
import type { BuildOptions } from './build-options.ts';
import { isStandalone, type Build } from './build.ts';
import { createBuildLog } from './build-log.ts';
import { OutputLines } from './output-lines.ts';
import { TerraformOutput } from './terraform-output.ts';
import { AddressOutput } from './address-output.ts';
import { checkCall, checkSystem, type CheckedCall } from './checked-call.ts';
import { passGate } from './pass-gate.ts';
import { waitForTurn } from './wait-for-turn.ts';
import { buildNumberKind } from '../../model/started-build.ts';
import { publishLog } from './publish-log.ts';
import { environmentNotices } from './not-executed.ts';
import { runPhases, type BuildEnd, type FailedPhase } from './run-phases.ts';

export const runCodeBuild: RunOf<BuildOptions> = async (context) => {
  const call = checkCall(context);
  if (isFailed(call)) return { status: 'Failed', error: call.failed };
  if (context.configuration['BatchEnabled'] !== 'true') return await runBuild(context, call);
  const { runBatch } = await import('./run-batch.ts');
  return await runBatch(context, call, runBuild);
};

/** Leaves no process behind: what commands started in the background ends with the machine of the build. */
export async function runBuild(
  context: ActionContext<BuildOptions>,
  call: CheckedCall,
): Promise<ActionResult> {
  const wrong = checkSystem(call.project.environment);
  if (wrong !== undefined) return { status: 'Failed', error: wrong };
  const submitted = submitBuild(context, call);
  const turn = await waitForTurn(submitted);
  if (isFailed(turn)) return resultOf(submitted, turn.failed);
  using _slot = turn.slot;
  const build = startBuild(submitted);
  publishLog(build);
  const { executor = 'process' } = context.options;
  for (const message of environmentNotices(build.project, executor))
    context.report({ kind: 'Notice', message });
  return resultOf(build, await runPhases(build));
}

const defaultTimeoutMinutes = 60;

function submitBuild(context: ActionContext<BuildOptions>, call: CheckedCall): Build {
  const { project } = call;
  const startedAt = context.now();
  return {
    context,
    call,
    project,
    log: createBuildLog(context.log, context.now, outputLines(context)),
    ...identityOf(context, call),
    startedAt,
    deadline: Infinity,
    steps: [],
  };
}

/** A build that a call has started has them already; each build of a batch gets its own. */
function identityOf(
  { definition, state }: ActionContext<BuildOptions>,
  { project, batch }: CheckedCall,
): Pick<Build, 'buildId' | 'buildNumber'> {
  const { started } = definition;
  if (started === undefined || batch !== undefined)
    return {
      buildId: `${project.name}:${newId()}`,
      buildNumber: state.records.increment(buildNumberKind, project.name),
    };
  const { id, number } = started;
  const last = state.records.get<number>(buildNumberKind, project.name) ?? 0;
  if (last < number) state.records.put(buildNumberKind, project.name, number);
  return { buildId: id, buildNumber: number };
}

/** Its time begins when it has left the queue. */
function startBuild(submitted: Build): Build {
  const { context, project } = submitted;
  const timeoutMs = (project.timeoutInMinutes ?? defaultTimeoutMinutes) * 60_000;
  return { ...submitted, deadline: context.now() + timeoutMs };
}

/** What is read along with the output of its commands. */
function outputLines({ report }: ActionContext<BuildOptions>): OutputLines {
  return new OutputLines([
    new TerraformOutput((infrastructure) => report({ kind: 'Infrastructure', ...infrastructure })),
    new AddressOutput((address) => report({ kind: 'Endpoint', ...address })),
  ]);
}

function resultOf(build: Build, end: BuildEnd): ActionResult {
  const common = { outputVariables: end.outputVariables, externalExecutionId: build.buildId };
  // With a bucket of its own the build has uploaded them; a pipeline takes nothing from an action that failed.
  const kept = isStandalone(build) && end.artifacts.length > 0 ? { outputArtifacts: end.artifacts } : {};
  if (end.firstFailure !== undefined)
    return { status: 'Failed', error: failureDetails(end.firstFailure), ...kept, ...common };
  const missed = passGate(build, end.measures);
  if (missed !== undefined) return { status: 'Failed', error: missed, ...kept, ...common };
  return { status: 'Succeeded', outputArtifacts: end.artifacts, ...common };
}

/** In the words in which CodePipeline shows a failed build. */
function failureDetails({ phaseType, outcome }: FailedPhase): FailureDetails {
  const { end, context, failure = {} } = outcome;
  const detail =
    context === undefined ? '' : `, Code: ${context.statusCode}, Message: ${context.message.trim()}`;
  return {
    code: 'JobFailed',
    message: `Build terminated with state: ${end}. Phase: ${phaseType}${detail}`,
    where: phaseType,
    ...failure,
  };
}
