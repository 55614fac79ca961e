// Delivers events to targets: each target by itself, in the order of the journal, at least once. The journal is the
// outbox: all that is kept for a target is how far it has come, so nothing is lost and nothing has to be copied.
import { defined } from '../lib/defined.ts';
import { isFailed } from '../lib/result.ts';
import { pipelineWorkload } from '../model/workload.ts';
import { providers } from '../actions/registry.ts';
import { isDiskFull } from '../lib/system-problem.ts';
import type { CheckedDefinition } from '../model/definition.ts';
import type { AwsEvent } from '../model/events/aws-event.ts';
import { parsePattern } from '../model/events/event-pattern.ts';
import type { Notification } from '../model/events/notification.ts';
import type { JournalEntry } from '../state/journal.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { ExecutionFacts } from './aws-events.ts';
import { createEventReader } from './event-reader.ts';
import { githubToken } from './github.ts';
import { sendCommitStatuses } from './sinks/commit-statuses.ts';
import { send } from './sinks/send.ts';

/** How a target stands; kept across restarts. */
export interface DeliveryState {
  readonly pipelineName: string;
  readonly name: string;
  /** Everything up to this entry has been delivered. */
  readonly seq: number;
  readonly delivered: number;
  /** Set while what comes next cannot be delivered. */
  readonly failing?: {
    readonly since: number;
    readonly attempts: number;
    readonly error: string;
    readonly nextAt: number;
  };
}

export interface Delivery extends AsyncDisposable {
  /** Something may have been added to the journal. */
  readonly wake: () => void;
  /** Resolves when every target has everything, or cannot get it now. */
  readonly settled: () => Promise<void>;
}

const firstPauseMs = 1000;
const longestPauseMs = 300_000;
const batch = 200;

/** The recipients: those that the definition names, and GitHub when there is a token for it. */
export type Recipient =
  | Notification
  | (Omit<Notification, 'target'> & { readonly target: { readonly type: 'github' } });

export function recipientsOf(
  { notifications }: Pick<CheckedDefinition, 'notifications'>,
  { secrets }: Pick<StateFolder, 'secrets'>,
): readonly Recipient[] {
  return githubToken(secrets) === undefined ? notifications : [...notifications, commitStatuses];
}

const commitStatuses: Recipient = {
  name: 'Commit statuses on GitHub',
  eventPattern: { 'detail-type': ['CodePipeline Pipeline Execution State Change'] },
  target: { type: 'github' },
};

export interface DeliveryOptions {
  readonly state: StateFolder;
  readonly definitionFolder: string;
  /** Of the dashboard, as others reach it. */
  readonly pagesUrl?: string;
}

/** Delivers until it is disposed. Later deliveries go on where this has ended. */
export function deliverEvents(definition: CheckedDefinition, options: DeliveryOptions): Delivery {
  const workers = recipientsOf(definition, options.state).map(
    (recipient) => new Worker(recipient, { ...options, definition }),
  );
  return {
    wake: () => workers.forEach((worker) => worker.wake()),
    settled: async () => void (await Promise.all(workers.map(async (worker) => worker.settled()))),
    [Symbol.asyncDispose]: async () => void (await Promise.all(workers.map(async (worker) => worker.end()))),
  };
}

/** What could not be delivered within seconds is delivered by the next owner of the state folder. */
export async function endDelivery(delivery: Delivery): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), finalDeliveryMs);
  await Promise.race([delivery.settled(), promise]);
  clearTimeout(timer);
  await delivery[Symbol.asyncDispose]();
}

const finalDeliveryMs = 5000;

const kind = 'delivery';

/** Of all targets that ever got an event. */
export function deliveryStates({ records }: Pick<StateFolder, 'records'>): readonly DeliveryState[] {
  return records.list<DeliveryState>(kind).map(({ value }) => value);
}

interface Surroundings extends DeliveryOptions {
  readonly definition: CheckedDefinition;
}

class Worker {
  readonly #recipient: Recipient;
  readonly #surroundings: Surroundings;
  readonly #matches: (event: unknown) => boolean;
  readonly #reader: ReturnType<typeof createEventReader>;
  #at: DeliveryState;
  #isEnding = false;
  #hasNews = true;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(recipient: Recipient, surroundings: Surroundings) {
    this.#recipient = recipient;
    this.#surroundings = surroundings;
    this.#reader = createEventReader(surroundings.state.journal, providers);
    const pattern = recipient.eventPattern === undefined ? undefined : parsePattern(recipient.eventPattern);
    this.#matches = pattern === undefined || isFailed(pattern) ? () => true : pattern.matches;
    const { state, definition } = surroundings;
    const pipelineName = definition.pipeline.name;
    const known = state.records.get<DeliveryState>(kind, this.#id);
    // A new target gets what happens from now on, and nothing of the past.
    this.#at = known ?? { pipelineName, name: recipient.name, seq: state.journal.lastSeq(), delivered: 0 };
    if (known === undefined) this.#keep({});
  }

  wake(): void {
    this.#hasNews = true;
    if (this.#timer === undefined) this.#go();
  }

  async settled(): Promise<void> {
    this.wake();
    // What came while it was delivering is delivered by the run that follows.
    while (this.#running !== undefined) await this.#running;
  }

  async end(): Promise<void> {
    this.#isEnding = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  get #id(): string {
    return JSON.stringify([this.#surroundings.definition.pipeline.name, this.#recipient.name]);
  }

  #go(): void {
    if (this.#isEnding || this.#running !== undefined) return;
    this.#running = this.#deliverAll().finally(() => {
      this.#running = undefined;
      if (this.#hasNews && this.#timer === undefined) this.#go();
    });
  }

  async #deliverAll(): Promise<void> {
    const { journal } = this.#surroundings.state;
    const { name: pipelineName } = this.#surroundings.definition.pipeline;
    this.#hasNews = false;
    for (;;) {
      const entries = journal.read({
        workload: pipelineWorkload(pipelineName),
        afterSeq: this.#at.seq,
        limit: batch,
      });
      for (const entry of entries) if (this.#isEnding || !(await this.#deliver(entry))) return;
      if (entries.length < batch) return;
    }
  }

  /** False when it could not be delivered: it is tried again after a pause that grows. */
  async #deliver(entry: JournalEntry): Promise<boolean> {
    const { events: all, facts } = this.#reader(entry);
    const events = all.filter((event) => this.#matches(event));
    try {
      for (const event of events) await this.#send(event, facts);
    } catch (error) {
      this.#pause((error as Error).message);
      return false;
    }
    const { failing: _over, ...rest } = this.#at;
    this.#at = { ...rest, seq: entry.seq, delivered: rest.delivered + events.length };
    // Where nothing was delivered, nothing is lost when this is delivered again.
    if (events.length > 0) this.#keep({});
    return true;
  }

  async #send(event: AwsEvent, facts: ExecutionFacts | undefined): Promise<void> {
    const { state, definitionFolder, pagesUrl } = this.#surroundings;
    const { secrets } = state;
    const { target } = this.#recipient;
    if (target.type !== 'github') {
      await send(
        event,
        { ...this.#recipient, target },
        { secrets, definitionFolder, stateFolder: state.path },
      );
      return;
    }
    const token = githubToken(secrets);
    if (token === undefined || facts === undefined) return;
    await sendCommitStatuses(event, facts, { token, ...defined({ pagesUrl }) });
  }

  #pause(error: string): void {
    const { failing } = this.#at;
    const attempts = (failing?.attempts ?? 0) + 1;
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1));
    const now = Date.now();
    this.#keep({ failing: { since: failing?.since ?? now, attempts, error, nextAt: now + pauseMs } });
    if (this.#isEnding) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#go();
    }, pauseMs).unref();
  }

  #keep(change: Partial<DeliveryState>): void {
    this.#at = { ...this.#at, ...change };
    try {
      this.#surroundings.state.records.put(kind, this.#id, this.#at);
    } catch (error) {
      // Its place is kept with the next event. Should this process end before, the event is delivered again.
      if (!isDiskFull(error)) throw error;
    }
  }
}
