// Walks the phases of a build. Which one follows is decided in phase-transition.ts; here they are performed,
// timed, logged and reported.
import { defined } from '../../lib/defined.ts';
import { isFailed } from '../../lib/result.ts';
import type { Measures } from '../../model/gate.ts';
import type { ArtifactReference } from '../../model/progress.ts';
import type { BuildspecPhaseName, OnFailure } from '../../model/build.ts';
import type { BuildPhaseType } from '../../model/status.ts';
import { describeUsage } from '../../model/phase-usage.ts';
import type { PhaseUsage } from '../../model/progress.ts';
import { unreachable } from '../../lib/unreachable.ts';
import { reportShown } from '../report-shown.ts';
import { chownWorkspace } from './account.ts';
import { failedPhase, succeeded, type Build, type PhaseOutcome } from './build.ts';
import { provideImage } from './build-image.ts';
import type { BuildImage } from './inspect-image.ts';
import { collectReports } from './collect-reports.ts';
import { closeWorkspace, openWorkspace, type Workspace } from './open-workspace.ts';
import { leaveShell } from './left-shell.ts';
import { prepareShell, type Prepared } from './prepare-shell.ts';
import { exportedVariables } from './exported-variables.ts';
import { nextPhase, shallRetry } from './phase-transition.ts';
import { runCommands } from './run-commands.ts';
import { reportPreparation } from './endpoint-access.ts';
import { reportNotes } from './shims/tool-notes.ts';
import { uploadArtifacts } from './upload-artifacts.ts';
import { saveCache } from './use-cache.ts';
import type { Account } from './build-machine.ts';

export interface FailedPhase {
  readonly phaseType: BuildPhaseType;
  readonly outcome: PhaseOutcome;
}

export interface BuildEnd {
  /** The first phase that failed decides; what succeeds after it changes nothing. */
  readonly firstFailure?: FailedPhase;
  readonly outputVariables: Readonly<Record<string, string>>;
  readonly artifacts: readonly ArtifactReference[];
  /** Of its reports; empty when it had none or did not come so far. */
  readonly measures: Measures;
}

/** One try of the build, as far as it has come. */
interface Try {
  image?: BuildImage;
  workspace?: Workspace;
  prepared?: Prepared;
  firstFailure?: FailedPhase;
  artifacts: readonly ArtifactReference[];
  measures: Measures;
  outputVariables: Readonly<Record<string, string>>;
  /** To whom the workspace was given last. */
  owner?: Account;
}

/** `on-failure: RETRY` repeats the build from DOWNLOAD_SOURCE in a clean workspace. */
export async function runPhases(build: Build): Promise<BuildEnd> {
  let image: BuildImage | undefined;
  for (let retriesDone = 0; ; retriesDone += 1) {
    const current: Try = {
      artifacts: [],
      outputVariables: {},
      measures: {},
      ...defined({ image }),
    };
    try {
      const again = await walk(build, current, retriesDone);
      if (!again) return current;
      build.log.line(`Retrying the build (${retriesDone + 1})`);
    } finally {
      const isKept = build.context.options.keepsFailedBuild === true && current.firstFailure !== undefined;
      // It holds the values of all variables, secrets too, and a kept workspace must not.
      current.prepared?.session.end(isKept ? 'kept' : 'removed');
      if (isKept && current.prepared !== undefined) leaveShell(build, current.prepared);
      if (current.workspace !== undefined && !isKept) await closeWorkspace(build, current.workspace);
      image = current.image;
    }
  }
}

/** True when the build must be tried once more. */
async function walk(build: Build, current: Try, retriesDone: number): Promise<boolean> {
  let phase: BuildPhaseType = retriesDone === 0 ? 'PROVISIONING' : 'DOWNLOAD_SOURCE';
  for (;;) {
    const outcome = await runTimed(build, current, phase);
    const onFailure = onFailureOf(current, phase);
    if (outcome.end !== 'SUCCEEDED') current.firstFailure ??= { phaseType: phase, outcome };
    if (outcome.end === 'FAILED' && shallRetry(onFailure, outcome.context?.message ?? '', retriesDone))
      return true;
    if (phase === 'COMPLETED') return false;
    phase = isLast(build, phase) ? 'FINALIZING' : nextPhase(phase, outcome.end, onFailure);
  }
}

/** The caller wants the build to end here; what it would have done then is not passed over. */
function isLast({ context }: Build, phase: BuildPhaseType): boolean {
  const { lastPhase } = context.options;
  if (lastPhase === undefined || phaseNames[phase] !== lastPhase) return false;
  const reason = `the build was to end after ${phase}`;
  context.report({ kind: 'NotExecuted', what: 'what follows', reason });
  return true;
}

async function runTimed(build: Build, current: Try, phaseType: BuildPhaseType): Promise<PhaseOutcome> {
  const { context, buildId } = build;
  const startedAt = context.now();
  const report = { kind: 'Phase', buildId, phaseType } as const;
  if (takesTime(current, phaseType)) context.report({ ...report, phaseStatus: 'IN_PROGRESS' });
  const outcome = context.signal.aborted ? stopped : await perform(build, current, phaseType);
  const durationMs = context.now() - startedAt;
  if (phaseNames[phaseType] === undefined) build.steps.push({ phaseType, durationMs });
  const usage = phaseNames[phaseType] === undefined ? {} : (current.prepared?.session.takeUsage() ?? {});
  if (isLogged(phaseType)) logEnd(build, phaseType, { outcome, usage });
  context.report({
    ...report,
    phaseStatus: outcome.end,
    durationMs,
    ...(Object.keys(usage).length === 0 ? {} : { usage }),
    ...(outcome.context === undefined ? {} : { contexts: [outcome.context] }),
  });
  return outcome;
}

const stopped: PhaseOutcome = { end: 'STOPPED' };

/** A phase without commands is over at once, and need not be reported twice. */
function takesTime(current: Try, phase: BuildPhaseType): boolean {
  const name = phaseNames[phase];
  if (name === undefined) return phase === 'DOWNLOAD_SOURCE' || phase === 'UPLOAD_ARTIFACTS';
  const { commands = [], finally: last = [] } = current.prepared?.buildspec.phases[name] ?? {};
  return commands.length + last.length > 0;
}

const phaseNames: Readonly<Partial<Record<BuildPhaseType, BuildspecPhaseName>>> = {
  INSTALL: 'install',
  PRE_BUILD: 'pre_build',
  BUILD: 'build',
  POST_BUILD: 'post_build',
};

function isLogged(phase: BuildPhaseType): boolean {
  return phase === 'DOWNLOAD_SOURCE' || phase === 'UPLOAD_ARTIFACTS' || phaseNames[phase] !== undefined;
}

function logEnd(
  { log }: Build,
  phase: BuildPhaseType,
  { outcome: { end, context }, usage }: { readonly outcome: PhaseOutcome; readonly usage: PhaseUsage },
): void {
  if (isNoteworthy(usage)) log.line(`Phase used: ${phase} ${describeUsage(usage)}`);
  log.line(`Phase complete: ${phase} State: ${end}`);
  log.line(`Phase context status code: ${context?.statusCode ?? ''} Message: ${context?.message ?? ''}`);
}

/** Most commands are over before there is anything to report. */
function isNoteworthy({ cpuMs = 0, peakMemoryBytes }: PhaseUsage): boolean {
  return cpuMs >= 100 || peakMemoryBytes !== undefined;
}

function onFailureOf({ prepared }: Try, phase: BuildPhaseType): OnFailure | undefined {
  const name = phaseNames[phase];
  return name === undefined ? undefined : prepared?.buildspec.phases[name]?.onFailure;
}

async function perform(build: Build, current: Try, phase: BuildPhaseType): Promise<PhaseOutcome> {
  switch (phase) {
    case 'SUBMITTED':
    case 'QUEUED':
    case 'COMPLETED':
      return succeeded;
    case 'PROVISIONING':
      return provision(build, current);
    case 'DOWNLOAD_SOURCE':
      return prepare(build, current);
    case 'INSTALL':
    case 'PRE_BUILD':
    case 'BUILD':
    case 'POST_BUILD':
      return runPhase(build, current, phase);
    case 'UPLOAD_ARTIFACTS':
      return upload(build, current);
    case 'FINALIZING':
      return finalize(build, current);
    default:
      return unreachable(phase);
  }
}

async function provision(build: Build, current: Try): Promise<PhaseOutcome> {
  const { log, context, project } = build;
  if ((context.options.executor ?? 'process') === 'process')
    log.line(`Running on this machine, not in ${project.environment.image}`);
  else {
    const image = await provideImage(build);
    if (isFailed(image)) return image.failed;
    current.image = image;
  }
  log.line('Waiting for DOWNLOAD_SOURCE');
  return succeeded;
}

async function prepare(build: Build, current: Try): Promise<PhaseOutcome> {
  build.log.line('Phase is DOWNLOAD_SOURCE');
  const workspace = await openWorkspace(build, current.image);
  if (isFailed(workspace)) return workspace.failed;
  current.workspace = workspace;
  const prepared = await prepareShell(build, workspace);
  if (isFailed(prepared)) return prepared.failed;
  current.prepared = prepared;
  return succeeded;
}

async function runPhase(build: Build, current: Try, phaseType: BuildPhaseType): Promise<PhaseOutcome> {
  const { prepared } = current;
  const name = phaseNames[phaseType];
  build.log.line(`Entering phase ${phaseType}`);
  const phase = name === undefined ? undefined : prepared?.buildspec.phases[name];
  if (prepared === undefined || phase === undefined) return succeeded;
  const user = phase.runAs ?? prepared.buildspec.runAs;
  const account = user === undefined ? undefined : prepared.accounts.get(user);
  if (account !== undefined) build.context.state.admitOthers();
  const refusal = await changeOwner(current, account);
  if (refusal !== undefined) return failedPhase('CLIENT_ERROR', refusal);
  await reportShown();
  const succeeding = current.firstFailure === undefined;
  const { session, machine, folders } = prepared;
  const run = { build, phaseType, session, machine, sourceFolder: folders.source(0), succeeding };
  using _preparation = reportPreparation(build);
  using _names = prepared.names?.follow();
  try {
    return await runCommands(account === undefined ? run : { ...run, account }, phase);
  } finally {
    reportNotes(build, prepared.folders);
  }
}

/** The workspace belongs to the user that runs the commands. */
async function changeOwner(current: Try, account: Account | undefined): Promise<string | undefined> {
  if (account === undefined || current.prepared === undefined || current.owner?.name === account.name)
    return undefined;
  current.owner = account;
  return chownWorkspace(account, current.prepared.folders.output, current.prepared.machine);
}

async function upload(build: Build, current: Try): Promise<PhaseOutcome> {
  if (current.prepared === undefined) return succeeded;
  await current.prepared.machine.restoreOwnership();
  const changed = await current.prepared.checkout?.intact;
  if (changed !== undefined) return damagedSource(changed);
  current.measures = await collectReports(build, current.prepared);
  const { outcome, artifacts } = await uploadArtifacts(build, current.prepared);
  current.artifacts = artifacts;
  if (current.firstFailure === undefined && outcome.end === 'SUCCEEDED')
    await saveCache(build, current.prepared);
  return outcome;
}

function damagedSource(path: string): PhaseOutcome {
  return failedPhase('CLIENT_ERROR', `The stored source was changed while it was kept: ${path}`, {
    remedy: 'Run the build again: the source is made anew from the store.',
  });
}

/** What the variables hold at the end of POST_BUILD counts; after an earlier end of the build, what they hold then. */
async function finalize(build: Build, current: Try): Promise<PhaseOutcome> {
  if (current.prepared !== undefined)
    current.outputVariables = await exportedVariables(build, current.prepared);
  return succeeded;
}
