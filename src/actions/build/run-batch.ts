// A batch build: its buildspec says which builds there are; each is a whole build with a folder and a number of its own.
// Source: CodeBuild user guide, "Batch builds"; CodePipeline user guide, CodeBuild action, BatchEnabled.
import { counted } from '../../lib/counted.ts';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { defined } from '../../lib/defined.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import { readBuildspec } from '../../load/buildspec/buildspec.ts';
import {
  nextBuilds,
  planBatch,
  type BatchBuild,
  type BatchBuildStatus,
  type BatchPlan,
} from '../../model/batch.ts';
import type { ArtifactReference, FailureDetails, Progress } from '../../model/progress.ts';
import { endMarked } from '../../process/end-marked.ts';
import type { ActionContext, ActionResult } from '../provider.ts';
import type { BuildOptions } from './build-options.ts';
import type { CheckedCall } from './checked-call.ts';
import { combineArtifacts } from './combine-artifacts.ts';
import { findBuildspec } from './find-buildspec.ts';
import { readerOfTree, wantedBuildspec } from './load-buildspec.ts';
import { batchNotExecuted } from './not-executed.ts';
import { prefixedLog } from './prefixed-log.ts';

/** Runs one build to its end, as the action would that has no batch. */
export type RunBuild = (context: ActionContext<BuildOptions>, call: CheckedCall) => Promise<ActionResult>;

export async function runBatch(
  context: ActionContext<BuildOptions>,
  call: CheckedCall,
  run: RunBuild,
): Promise<ActionResult> {
  const plan = await downloadBatchspec(context, call);
  if (isFailed(plan)) return refused(plan.failed);
  const forbidden = forbiddenBy(call, plan);
  if (forbidden !== undefined) return refused(forbidden);
  const batch = new Batch(context, call, { plan, run });
  const status = await batch.run();
  if (status !== 'SUCCEEDED') return { status: 'Failed', error: batch.failure() };
  const artifacts = await outputsOf(context, batch.artifacts());
  return { status: 'Succeeded', outputVariables: {}, outputArtifacts: artifacts };
}

/** DOWNLOAD_BATCHSPEC: the buildspec of the batch, out of the primary source. */
async function downloadBatchspec(
  context: ActionContext<BuildOptions>,
  { primary, buildspecOverride, project }: CheckedCall,
): Promise<Result<BatchPlan>> {
  if (primary.cloneReference !== undefined)
    return { failed: 'A batch build takes its source as CODE_ZIP here, not as CODEBUILD_CLONE_REF' };
  const read = readerOfTree(context.state.artifacts, primary.digest);
  const found = await findBuildspec(wantedBuildspec(project, buildspecOverride), read, (path) => path);
  if (isFailed(found)) return { failed: found.failed.message };
  const { buildspec, problems } = readBuildspec(found.file);
  if (buildspec === undefined) return { failed: problems.map(({ message }) => message).join('; ') };
  if (buildspec.batch === undefined) return { failed: 'The buildspec has no batch section' };
  for (const each of batchNotExecuted(buildspec)) context.report({ kind: 'NotExecuted', ...each });
  return planBatch(buildspec.batch);
}

function refused(wrong: string): ActionResult {
  return {
    status: 'Failed',
    error: {
      code: 'JobFailed',
      message: `Batch build terminated with state: FAILED. Phase: DOWNLOAD_BATCHSPEC, Code: YAML_FILE_ERROR, Message: ${wrong}`,
      where: 'DOWNLOAD_BATCHSPEC',
      remedy: 'Fix the batch section of the buildspec: slipway lint shows the places.',
    },
  };
}

interface BatchConfig {
  readonly restrictions?: {
    readonly maximumBuildsAllowed?: number;
    readonly computeTypesAllowed?: readonly string[];
  };
  readonly timeoutInMins?: number;
}

function configOf({ project }: CheckedCall): BatchConfig {
  return project.buildBatchConfig ?? {};
}

/** What the project's restrictions do not allow (CodeBuild API reference, BatchRestrictions). */
function forbiddenBy(call: CheckedCall, { builds }: BatchPlan): string | undefined {
  const { maximumBuildsAllowed, computeTypesAllowed = [] } = configOf(call).restrictions ?? {};
  if (maximumBuildsAllowed !== undefined && builds.length > maximumBuildsAllowed)
    return `The batch has ${counted(builds.length, 'build')}, and the project allows ${maximumBuildsAllowed}`;
  if (computeTypesAllowed.length === 0) return undefined;
  const types = builds.map(
    ({ environment }) => environment.computeType ?? call.project.environment.computeType,
  );
  const other = types.find((type) => !computeTypesAllowed.includes(type));
  return other === undefined ? undefined : `The project allows no build of compute type ${other}`;
}

interface Ended {
  readonly status: BatchBuildStatus;
  readonly result?: ActionResult;
}

/** The builds on their way: pending, running, ended. */
class Batch {
  readonly #context: ActionContext<BuildOptions>;
  readonly #call: CheckedCall;
  readonly #plan: BatchPlan;
  readonly #run: RunBuild;
  /** Aborts when the batch was stopped or its time is up. */
  readonly #over: AbortSignal;
  readonly #ended = new Map<string, Ended>();
  readonly #running = new Map<string, { readonly abort: AbortController; readonly done: Promise<void> }>();

  constructor(
    context: ActionContext<BuildOptions>,
    call: CheckedCall,
    { plan, run }: { readonly plan: BatchPlan; readonly run: RunBuild },
  ) {
    this.#context = context;
    this.#call = call;
    this.#plan = plan;
    this.#run = run;
    const timeoutMs = (configOf(call).timeoutInMins ?? defaultTimeoutMinutes) * 60_000;
    this.#over = AbortSignal.any([context.signal, AbortSignal.timeout(timeoutMs)]);
  }

  async run(): Promise<'SUCCEEDED' | 'FAILED'> {
    // What an earlier attempt left of each build is found by its mark.
    if (this.#context.attempt > 1)
      for (const { identifier } of this.#plan.builds) await endMarked(this.#idOf(identifier));
    for (;;) {
      const { start, stop, abort, end } = nextBuilds(this.#plan, (id) => this.#statusOf(id));
      for (const id of stop) this.#end(id, { status: 'STOPPED' });
      for (const id of abort) this.#running.get(id)?.abort.abort();
      const room = this.#over.aborted ? 0 : atOnce - this.#running.size;
      for (const id of start.slice(0, Math.max(0, room))) this.#start(id);
      if (this.#running.size > 0) await Promise.race([...this.#running.values()].map(({ done }) => done));
      else if (this.#over.aborted) return 'FAILED';
      else if (end !== undefined) return end;
    }
  }

  artifacts(): ReadonlyMap<string, readonly ArtifactReference[]> {
    return new Map(
      [...this.#ended].flatMap(([id, { result }]) =>
        result?.status === 'Succeeded' ? [[id, result.outputArtifacts]] : [],
      ),
    );
  }

  /** The first build that failed and whose failure counts. */
  failure(): FailureDetails {
    for (const { identifier, ignoreFailure } of this.#plan.builds) {
      const result = this.#ended.get(identifier)?.result;
      if (ignoreFailure || result?.status !== 'Failed') continue;
      const message = `Batch build terminated with state: FAILED. Build ${identifier}: ${result.error.message}`;
      return { ...result.error, message, where: `${identifier}: ${result.error.where ?? 'build'}` };
    }
    return { code: 'JobFailed', message: 'Batch build terminated with state: STOPPED.' };
  }

  #idOf(identifier: string): string {
    return `${this.#context.actionExecutionId}.${identifier}`;
  }

  #statusOf(identifier: string): BatchBuildStatus {
    return this.#ended.get(identifier)?.status ?? (this.#running.has(identifier) ? 'IN_PROGRESS' : 'PENDING');
  }

  #start(identifier: string): void {
    const build = this.#plan.builds.find((each) => each.identifier === identifier);
    if (build === undefined) return;
    const abort = new AbortController();
    this.#running.set(identifier, { abort, done: this.#runOne(build, abort) });
  }

  async #runOne(build: BatchBuild, abort: AbortController): Promise<void> {
    const { identifier } = build;
    const startedAt = this.#context.now();
    this.#report({ identifier, status: 'IN_PROGRESS' });
    const log = prefixedLog(this.#context.log, identifier);
    const workFolder = join(this.#context.workFolder, identifier);
    await mkdir(workFolder, { recursive: true });
    const result = await this.#run(
      {
        ...this.#context,
        actionExecutionId: this.#idOf(identifier),
        workFolder,
        log,
        signal: AbortSignal.any([this.#over, abort.signal]),
        declaration: { ...this.#context.declaration, outputArtifacts: this.#outputsOf(identifier) },
        report: (progress) => this.#pass(progress),
      },
      this.#callOf(build),
    );
    log.flush();
    const status =
      result.status === 'Succeeded'
        ? 'SUCCEEDED'
        : abort.signal.aborted || this.#over.aborted
          ? 'STOPPED'
          : 'FAILED';
    this.#running.delete(identifier);
    this.#end(identifier, { status, result }, this.#context.now() - startedAt);
  }

  #end(identifier: string, ended: Ended, durationMs?: number): void {
    this.#ended.set(identifier, ended);
    const message = ended.result?.status === 'Failed' ? { message: ended.result.error.message } : {};
    this.#report({
      identifier,
      status: ended.status,
      ...message,
      ...defined({ durationMs }),
    });
  }

  #report(build: Omit<Extract<Progress, { kind: 'BatchBuild' }>, 'kind'>): void {
    this.#context.report({ kind: 'BatchBuild', ...build });
  }

  /** The phases of builds side by side would be taken for those of one. */
  #pass(progress: Progress): void {
    if (progress.kind !== 'Phase') this.#context.report(progress);
  }

  /** Names of outputs are `<build>` and `<build>_<secondary artifact>`; combined, each build gives its primary one. */
  #outputsOf(identifier: string): readonly { readonly name: string }[] {
    const declared = this.#context.declaration.outputArtifacts ?? [];
    if (combines(this.#context)) return declared.length === 0 ? [] : [{ name: identifier }];
    return declared.filter(({ name }) => name === identifier || name.startsWith(`${identifier}_`));
  }

  #callOf({ identifier, buildspec, environment, variables, shard }: BatchBuild): CheckedCall {
    const { project } = this.#call;
    return {
      ...this.#call,
      ...defined({ buildspecOverride: buildspec }),
      project: { ...project, environment: { ...project.environment, ...environment } },
      batch: {
        identifier,
        variables,
        ...defined({ shard }),
        combines: combines(this.#context),
      },
    };
  }
}

/** What CodeBuild gives a batch that says nothing. */
const defaultTimeoutMinutes = 480;

/** Builds of a batch that run at once on this machine; the others wait. */
const atOnce = Math.max(2, availableParallelism());

function combines({ configuration }: ActionContext<BuildOptions>): boolean {
  return configuration['CombineArtifacts'] === 'true';
}

async function outputsOf(
  context: ActionContext<BuildOptions>,
  artifacts: ReadonlyMap<string, readonly ArtifactReference[]>,
): Promise<readonly ArtifactReference[]> {
  const all = [...artifacts.values()].flat();
  if (!combines(context)) return all;
  const [output] = context.declaration.outputArtifacts ?? [];
  return output === undefined ? [] : [await combineArtifacts(context, output.name, all)];
}
