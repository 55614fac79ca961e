// Drives the engine as the runtime does, in memory: a clock, ids in order, a journal, and whatever runs waits to be
// given its end. Complains when a decision changes nothing or a run is started twice.
import { providers } from '../../src/actions/registry.ts';
import { apply } from '../../src/engine/apply.ts';
import { decide } from '../../src/engine/decide.ts';
import type { Decision } from '../../src/engine/decision.ts';
import type { PipelineEvent } from '../../src/engine/event.ts';
import { recover, recoverConditions } from '../../src/engine/recover.ts';
import type { RequestOutcome } from '../../src/engine/request.ts';
import { startExecution } from '../../src/engine/request.ts';
import type { DecideContext } from '../../src/engine/scope.ts';
import type { EventOf, Execution, PipelineState } from '../../src/engine/state.ts';
import { emptyPipeline } from '../../src/engine/state.ts';
import { stageViews, waitingApprovals } from '../../src/engine/view.ts';
import { defined } from '../../src/lib/defined.ts';
import { isFailed } from '../../src/lib/result.ts';
import type { PipelineDeclaration } from '../../src/model/pipeline.ts';
import type { ArtifactReference } from '../../src/model/progress.ts';

export type Started = EventOf<'ActionStarted'>;
type Evaluation = Extract<Decision, { type: 'EvaluateCondition' }>;
type Request<Input> = (state: PipelineState, input: Input, context: DecideContext) => RequestOutcome;

const mostTurns = 1000;

export class EngineRig {
  state: PipelineState = emptyPipeline;
  now = Date.UTC(2026, 0, 1);
  readonly journal: PipelineEvent[] = [];
  /** Lengths of the journal after each transaction. */
  readonly commits: number[] = [];
  /** Runs that were started and not ended, by id. */
  readonly running = new Map<string, Started>();
  readonly evaluating: Evaluation[] = [];
  readonly #startedIds = new Set<string>();
  #ids = 0;
  /** For stages with jobs. */
  jobs: DecideContext['jobs'];
  /** Claims of other workflows of the repository. */
  others: DecideContext['others'];

  constructor(declaration?: PipelineDeclaration) {
    if (declaration !== undefined) this.update(declaration);
  }

  get context(): DecideContext {
    return {
      now: this.now,
      newId: () => `id-${(this.#ids += 1)}`,
      timeLimitMinutes: (type) => providers.find(type)?.timeLimitMinutes,
      ...defined({ jobs: this.jobs, others: this.others }),
    };
  }

  update(declaration: PipelineDeclaration): void {
    const version = this.state.version + 1;
    this.record({ type: 'PipelineUpdated', at: this.now, declaration: { ...declaration, version } });
  }

  /** Appends what happened outside, and all that follows from it. */
  record(...events: readonly PipelineEvent[]): void {
    for (const event of events) this.#append(event);
    this.commits.push(this.journal.length);
    for (let turn = 0; turn < mostTurns; turn += 1) {
      const decisions = decide(this.state, this.context).filter(({ type }) => type !== 'WakeAt');
      if (decisions.length === 0) return;
      for (const decision of decisions) this.#perform(decision);
      this.commits.push(this.journal.length);
    }
    throw new Error(`Decisions go on after ${mostTurns} turns`);
  }

  #append(event: PipelineEvent): boolean {
    const before = this.state;
    this.journal.push(event);
    this.state = apply(before, event);
    const ends = event.type === 'ActionFailed' || event.type === 'ActionAbandoned';
    if (ends || event.type === 'ActionSucceeded') this.running.delete(event.actionExecutionId);
    return this.state !== before;
  }

  #perform(decision: Decision): void {
    if (decision.type === 'WakeAt') return;
    if (!this.#append(decision.event)) throw new Error(`Changed nothing: ${JSON.stringify(decision)}`);
    if (decision.type === 'EvaluateCondition') this.evaluating.push(decision);
    if (decision.type !== 'StartAction') return;
    const { actionExecutionId } = decision.event;
    if (this.#startedIds.has(actionExecutionId)) throw new Error(`Started twice: ${actionExecutionId}`);
    this.#startedIds.add(actionExecutionId);
    this.running.set(actionExecutionId, decision.event);
  }

  /** Another process finds this journal, with whatever was in flight, and takes it up. */
  adopt(journal: readonly PipelineEvent[]): void {
    this.journal.push(...journal);
    this.state = this.journal.reduce(apply, emptyPipeline);
    for (const { started } of recover(this.state)) this.running.set(started.actionExecutionId, started);
    this.evaluating.push(...recoverConditions(this.state));
    this.#ids = 1_000_000;
  }

  /** Asks; records what the request gives. Gives the refusal's code, or undefined. */
  ask<Input>(request: Request<Input>, input: Input): string | undefined {
    const outcome = request(this.state, input, this.context);
    if (isFailed(outcome)) return outcome.failed.code;
    this.record(...outcome.events);
    return undefined;
  }

  /** Starts an execution and gives its id. */
  start(variables: Readonly<Record<string, string>> = {}, limit: { timeoutInMinutes?: number } = {}): string {
    const refused = this.ask(startExecution, { variables, sourceRevisions: {}, by: 'ada', ...limit });
    if (refused !== undefined) throw new Error(`Not started: ${refused}`);
    const started = this.journal.findLast((event) => event.type === 'ExecutionStarted');
    return started?.executionId ?? '';
  }

  execution(executionId: string): Execution {
    const execution = this.state.executions.get(executionId);
    if (execution === undefined) throw new Error(`No execution ${executionId}`);
    return execution;
  }

  /** The run of this action that waits for its end. */
  run(executionId: string, actionName: string): Started {
    const runs = [...this.running.values()];
    const found = runs.find((run) => run.executionId === executionId && run.actionName === actionName);
    if (found === undefined) throw new Error(`${actionName} is not running in ${executionId}`);
    return found;
  }

  succeed(executionId: string, actionName: string, outputVariables: Record<string, string> = {}): void {
    this.record(this.success(this.run(executionId, actionName), outputVariables));
  }

  fail(executionId: string, actionName: string, message = 'It broke'): void {
    this.record(this.failure(this.run(executionId, actionName), message));
  }

  /** The end that a provider would report, with every output artifact that is declared. */
  success(run: Started, outputVariables: Record<string, string> = {}): EventOf<'ActionSucceeded'> {
    const outputArtifacts = this.#outputsOf(run);
    return { ...ofAction(run, this.now), type: 'ActionSucceeded', outputVariables, outputArtifacts };
  }

  failure(run: Started, message = 'It broke'): EventOf<'ActionFailed'> {
    return { ...ofAction(run, this.now), type: 'ActionFailed', error: { code: 'JobFailed', message } };
  }

  #outputsOf(run: Started): readonly ArtifactReference[] {
    const { declaration } = this.execution(run.executionId);
    const actions = declaration.stages.find(({ name }) => name === run.stageName)?.actions ?? [];
    const outputs = actions.find(({ name }) => name === run.actionName)?.outputArtifacts ?? [];
    const digest = `digest-${run.actionExecutionId}`;
    return outputs.map(({ name }) => ({ name, digest, files: 1, sizeBytes: 1 }));
  }

  /** Ends the oldest evaluation of a condition. */
  evaluate(status: 'Succeeded' | 'Failed'): void {
    const evaluation = this.evaluating.shift();
    if (evaluation === undefined) throw new Error('No condition is being evaluated');
    const rules = evaluation.rules.map(({ name }) => ({ name, succeeded: status === 'Succeeded' }));
    this.record({ ...evaluation.event, at: this.now, type: 'ConditionEnded', status, rules });
  }

  /** Time goes by, and the engine looks again. */
  pass(ms: number): void {
    this.now += ms;
    this.record();
  }

  /** Lets everything that runs succeed, again and again, until nothing does. */
  finish(): void {
    for (let turn = 0; turn < mostTurns; turn += 1) {
      const [run] = this.running.values();
      if (run !== undefined) this.record(this.success(run));
      else if (this.evaluating.length > 0) this.evaluate('Succeeded');
      else return;
    }
    throw new Error('It never comes to rest');
  }

  /** `Build:Succeeded`, `Gate:NotStarted`, for each stage. */
  stages(executionId: string): readonly string[] {
    return stageViews(this.execution(executionId)).map(({ stageName, status }) => `${stageName}:${status}`);
  }

  actions(executionId: string, stageName: string): readonly string[] {
    const view = stageViews(this.execution(executionId)).find((one) => one.stageName === stageName);
    return (view?.actions ?? []).map(({ actionName, status }) => `${actionName}:${status}`);
  }

  status(executionId: string): string {
    return this.execution(executionId).status;
  }

  approvals() {
    return waitingApprovals(this.state);
  }

  wakeAt(): number | undefined {
    const [decision] = decide(this.state, this.context);
    return decision?.type === 'WakeAt' ? decision.at : undefined;
  }
}

export function ofAction({ executionId, stageName, actionName, actionExecutionId }: Started, at: number) {
  return { at, executionId, stageName, actionName, actionExecutionId };
}
