// The loop: decide, record, perform, again. It decides nothing itself; the engine does, from what the journal holds.
import { defined } from '../lib/defined.ts';
import { pipelineWorkload } from '../model/workload.ts';
import { randomUUID } from 'node:crypto';
import { ActionAborted } from '../actions/action-aborted.ts';
import { apply } from '../engine/apply.ts';
import { decide } from '../engine/decide.ts';
import type { Decision } from '../engine/decision.ts';
import type { PipelineEvent } from '../engine/event.ts';
import { concurrencyFacts } from '../engine/jobs/claims.ts';
import { mayFail } from '../engine/jobs/job-outcome.ts';
import { withinOutputsOfRun } from '../engine/jobs/run-outputs.ts';
import type { PipelineState } from '../engine/state.ts';
import { debugOf } from '../lib/debug.ts';
import { isDiskFull, problemBehind } from '../lib/system-problem.ts';
import { unreachable } from '../lib/unreachable.ts';
import type { Progress } from '../model/progress.ts';
import type { JournalEntry } from '../state/journal.ts';
import type { Driven, StallListener } from './contract.ts';
import { describeTurn } from './describe-turn.ts';
import { evaluateRules } from './evaluate-rule.ts';
import type { RulePlace } from './rule-contract.ts';
import type { ActionRunInput, ActionSurroundings } from './run-action.ts';
import { runAction } from './run-action.ts';
import type { ConcurrencyGroups, ConcurrencyMember } from './workflows/concurrency-groups.ts';
import { PauseTimes } from './pause-times.ts';

type PerformedDecision = Exclude<Decision, { type: 'WakeAt' }>;
type Evaluation = Pick<Extract<Decision, { type: 'EvaluateCondition' }>, 'event' | 'rules'>;
type StartedEvent = Extract<PipelineEvent, { type: 'ActionStarted' }>;

const debug = debugOf('runtime');

/** setTimeout's own limit; a longer wait is asked for again when it is over. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * What actions report of their progress alone is appended this often at most where many run: a hundred builds do so every millisecond. Of
 * a few it is appended at once, so that it comes before what they print.
 */
const progressEveryMs = 20;
const few = 8;

/** Between two attempts to record what waits for room on the disk: nothing reports that there is some. */
const roomEveryMs = 1000;

interface LoopOptions {
  readonly onStall?: StallListener | undefined;
  /** Of the repository; absent where nothing else claims any. */
  readonly groups?: ConcurrencyGroups | undefined;
}

/**
 * Owns one pipeline's state while it is open.
 *
 * Order that matters: a fact is appended (durable) before `apply` shows it to the next decision and before its effect
 * is performed. What actions report between two turns of the event loop is appended as one transaction.
 *
 * While the disk is full nothing can be appended: what was reported waits in its order, nothing new is decided, and the
 * loop tries again until there is room.
 */
export class PipelineLoop implements AsyncDisposable {
  #surroundings: ActionSurroundings;
  readonly #running = new Map<
    string,
    {
      readonly controller: AbortController;
      /** Asks a job to end by itself. */
      readonly cancel?: AbortController;
      readonly done: Promise<void>;
    }
  >();
  readonly #listeners = new Set<(entry: JournalEntry) => void>();
  readonly #settled = new Set<() => void>();
  #state: PipelineState;
  #queue: PipelineEvent[] = [];
  #flush: NodeJS.Immediate | undefined;
  #progress: NodeJS.Timeout | undefined;
  #recordedAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #isStalled = false;
  #closing = false;
  readonly #onStall: StallListener;
  readonly #pauses: PauseTimes;
  readonly #member: ConcurrencyMember | undefined;

  constructor(
    state: PipelineState,
    surroundings: ActionSurroundings,
    { onStall = () => {}, groups }: LoopOptions = {},
  ) {
    this.#state = state;
    this.#surroundings = surroundings;
    this.#onStall = onStall;
    this.#pauses = new PauseTimes(surroundings.now);
    this.#member = groups?.join(() => this.#wakeUp());
    this.#member?.publish(concurrencyFacts(state));
  }

  get state(): PipelineState {
    return this.#state;
  }

  /** True when nothing runs and nothing can go on without a request. */
  get isIdle(): boolean {
    return this.#running.size === 0 && this.#queue.length === 0 && !this.#isStalled;
  }

  /** For what starts from now on. */
  update(changed: Driven): void {
    this.#surroundings = { ...this.#surroundings, ...changed };
  }

  subscribe(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves as soon as `condition` holds after some turn of the loop; at once when it holds now. */
  async until(condition: () => boolean): Promise<void> {
    if (condition()) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const check = () => {
      if (!condition()) return;
      this.#settled.delete(check);
      resolve();
    };
    this.#settled.add(check);
    await promise;
  }

  /** Appends facts and does at once whatever follows from them. Throws, and records none of them, when it cannot. */
  record(events: readonly PipelineEvent[]): void {
    const waiting = this.#queue.splice(0);
    clearTimeout(this.#progress);
    this.#progress = undefined;
    this.#recordedAt = performance.now();
    let entries: readonly JournalEntry[];
    try {
      entries = this.#append([...waiting, ...events]);
    } catch (error) {
      this.#queue = [...waiting, ...this.#queue];
      if (waiting.length > 0) this.#stall(error);
      throw error;
    }
    this.#show(entries);
    this.#turn();
  }

  /** Takes up a run of an action that another process began. One that was asked to end is asked again. */
  resume(input: ActionRunInput, cancelReason?: string): void {
    this.#start(input);
    if (cancelReason !== undefined) this.#running.get(input.actionExecutionId)?.cancel?.abort(cancelReason);
  }

  /** Ends what runs and records nothing more: executions stay in flight for the next owner. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#recordWaiting();
    } finally {
      await this.#end();
    }
  }

  async #end(): Promise<void> {
    this.#closing = true;
    clearImmediate(this.#flush);
    clearTimeout(this.#progress);
    clearTimeout(this.#timer);
    clearTimeout(this.#retry);
    const ends = [...this.#running.values()].map(({ controller, done }) => {
      controller.abort(new ActionAborted('Interrupted'));
      return done;
    });
    await Promise.all(ends);
  }

  /** What was reported before the end; what would follow from it is for the next owner. */
  #recordWaiting(): void {
    try {
      this.#show(this.#append(this.#queue.splice(0)));
    } catch (error) {
      if (!isDiskFull(error)) throw error;
    }
  }

  #turn(): void {
    if (this.#closing) return;
    for (;;) {
      const decisions = decide(this.#state, {
        now: this.#surroundings.now(),
        newId: randomUUID,
        ...defined({ jobs: this.#surroundings.jobs, others: this.#member?.others() }),
        pausedMs: (executionId) => this.#pauses.pausedMs(executionId),
        timeLimitMinutes: (type) => this.#surroundings.providers.find(type)?.timeLimitMinutes,
      });
      const todo = decisions.filter((decision) => decision.type !== 'WakeAt');
      debug(
        () =>
          `${this.#surroundings.definition.pipeline.name}: ${describeTurn(decisions, this.#running.size)}`,
      );
      if (todo.length === 0) {
        this.#wakeAt(decisions);
        this.#goOn();
        break;
      }
      const entries = this.#appendDecisions(todo);
      if (entries === undefined) break;
      this.#show(entries);
      for (const decision of todo) this.#perform(decision);
    }
    for (const check of this.#settled) check();
  }

  #append(events: readonly PipelineEvent[]): readonly JournalEntry[] {
    const { state, definition } = this.#surroundings;
    return state.journal.append(pipelineWorkload(definition.pipeline.name), events);
  }

  /** Undefined when there is no room: it is decided again when there is. */
  #appendDecisions(decisions: readonly PerformedDecision[]): readonly JournalEntry[] | undefined {
    try {
      return this.#append(decisions.map(({ event }) => event));
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      this.#stall(error);
      return undefined;
    }
  }

  #show(entries: readonly JournalEntry[]): void {
    for (const { event } of entries) {
      this.#state = apply(this.#state, event);
      this.#abortEnded(event);
    }
    this.#member?.publish(concurrencyFacts(this.#state));
    for (const entry of entries) for (const listener of this.#listeners) listener(entry);
  }

  #stall(error: unknown): void {
    if (this.#closing) return;
    this.#retry ??= setTimeout(() => {
      this.#retry = undefined;
      this.#takeIn();
    }, roomEveryMs);
    debug(() => `stalled: ${String(error)}`);
    if (!this.#isStalled) this.#onStall(problemBehind(error));
    this.#isStalled = true;
  }

  /** Everything that waited has been recorded. */
  #goOn(): void {
    if (!this.#isStalled) return;
    this.#isStalled = false;
    this.#onStall(undefined);
  }

  /** An action that the engine ended (abandoned, timed out) has work that is still running: end it. */
  #abortEnded(event: PipelineEvent): void {
    if (event.type === 'StopRequested')
      for (const [key, { controller }] of this.#running)
        if (key.startsWith(`${event.executionId} `)) controller.abort(new ActionAborted('Abandoned'));
    if (event.type !== 'ActionAbandoned' && event.type !== 'ActionFailed') return;
    const because = event.type === 'ActionAbandoned' ? 'Abandoned' : 'TimedOut';
    this.#running.get(event.actionExecutionId)?.controller.abort(new ActionAborted(because));
  }

  #perform(decision: PerformedDecision): void {
    switch (decision.type) {
      case 'Record':
      case 'AbandonAction':
        return;
      case 'StartAction':
        this.#start(this.#inputOf(decision.event));
        return;
      case 'CancelJob':
        this.#running.get(decision.event.actionExecutionId)?.cancel?.abort(decision.event.reason);
        return;
      case 'EvaluateCondition':
        this.evaluateCondition(decision);
        return;
      default:
        unreachable(decision);
    }
  }

  /** Evaluates a stage condition's rules and records the result. An alarm may be watched for minutes. */
  evaluateCondition({ event, rules }: Evaluation, isRecovered = false): void {
    const controller = new AbortController();
    const { executionId, stageName, conditionType, attempt: stageAttempt = 1 } = event;
    const key = `${executionId} ${stageName} ${conditionType}`;
    const artifactOf = (name: string) => this.#state.executions.get(executionId)?.artifacts.get(name);
    const place = { executionId, stageName, conditionType, stageAttempt, isRecovered, artifactOf };
    const done = this.#evaluate({ event, rules, place, key }, controller.signal);
    this.#running.set(key, { controller, done });
  }

  async #evaluate(
    { event, rules, place, key }: Evaluation & { readonly place: RulePlace; readonly key: string },
    signal: AbortSignal,
  ): Promise<void> {
    const { now } = this.#surroundings;
    const outcomes = await evaluateRules(rules, place, { ...this.#surroundings, signal });
    this.#running.delete(key);
    const status = outcomes.every((outcome) => outcome.succeeded) ? 'Succeeded' : 'Failed';
    this.#enqueue({ ...event, type: 'ConditionEnded', at: now(), status, rules: outcomes });
  }

  #inputOf(event: StartedEvent): ActionRunInput {
    return { ...runInput(this.#state, event), attempt: 1 };
  }

  #start(input: ActionRunInput): void {
    if (input.declaration.actionTypeId.category === 'Approval') return;
    const controller = new AbortController();
    const cancel = new AbortController();
    const done = this.#run(input, { signal: controller.signal, cancelled: cancel.signal });
    this.#running.set(input.actionExecutionId, { controller, cancel, done });
  }

  async #run(
    input: ActionRunInput,
    { signal, cancelled }: Readonly<Record<'signal' | 'cancelled', AbortSignal>>,
  ): Promise<void> {
    const report = (progress: Progress) => this.#report(input, progress);
    const end = await runAction(input, this.#surroundingsOf(input), { signal, cancelled, report });
    this.#running.delete(input.actionExecutionId);
    // After an abort, whatever came back is fallout of it: the fact that counts is recorded already.
    if (signal.aborted) this.#wakeUp();
    else this.#enqueue(withinOutputsOfRun(end, this.#state, this.#queue));
  }

  #report(input: ActionRunInput, progress: Progress): void {
    const { executionId, stageName, actionName, actionExecutionId } = input;
    if (this.#running.get(actionExecutionId)?.controller.signal.aborted === true && this.#closing) return;
    const at = this.#surroundings.now();
    this.#enqueue({
      type: 'ActionProgressed',
      at,
      executionId,
      stageName,
      actionName,
      actionExecutionId,
      progress,
    });
  }

  #surroundingsOf({ executionId }: ActionRunInput): ActionSurroundings {
    const { pause } = this.#surroundings;
    if (pause === undefined) return this.#surroundings;
    return { ...this.#surroundings, pause: this.#pauses.timed(executionId, pause, () => this.#wakeUp()) };
  }

  #enqueue(event: PipelineEvent): void {
    if (this.#closing) return;
    this.#queue.push(event);
    const waitMs = this.#recordedAt + progressEveryMs - performance.now();
    const isUrgent = event.type !== 'ActionProgressed' || this.#running.size <= few;
    if (isUrgent || waitMs <= 0) this.#wakeUp();
    else this.#progress ??= setTimeout(() => this.#takeIn(), waitMs);
  }

  /** What was reported, and whatever follows from it. */
  #takeIn(): void {
    try {
      this.record([]);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
    }
  }

  #wakeUp(): void {
    if (this.#closing) return;
    this.#flush ??= setImmediate(() => {
      this.#flush = undefined;
      this.#takeIn();
    });
  }

  #wakeAt(decisions: readonly Decision[]): void {
    clearTimeout(this.#timer);
    const times = decisions.flatMap((decision) => (decision.type === 'WakeAt' ? [decision.at] : []));
    if (times.length === 0) return;
    const delayMs = Math.max(0, Math.min(...times) - this.#surroundings.now());
    this.#timer = setTimeout(() => this.#takeIn(), Math.min(delayMs, longestTimerMs));
  }
}

/** What an action's run needs, out of the state and the event that started it. */
export function runInput(state: PipelineState, event: StartedEvent): Omit<ActionRunInput, 'attempt'> {
  const execution = state.executions.get(event.executionId);
  const stage = execution?.declaration.stages.find(({ name }) => name === event.stageName);
  const declared = stage?.actions.find(({ name }) => name === event.actionName);
  if (declared === undefined) throw new Error(`No action ${event.stageName}/${event.actionName} is declared`);
  const revision = execution?.sourceRevisions[event.actionName];
  return {
    executionId: event.executionId,
    stageName: event.stageName,
    actionName: event.actionName,
    actionExecutionId: event.actionExecutionId,
    declaration: {
      ...declared,
      ...defined({
        commands: event.resolvedCommands,
        environmentVariables: event.resolvedEnvironmentVariables,
      }),
    },
    configuration: event.resolvedConfiguration,
    inputArtifacts: event.inputArtifacts,
    ...defined({ sourceRevision: revision }),
    ...(mayFail(execution?.stages.get(event.stageName), event.actionName) ? { mayFail: true } : {}),
  };
}
