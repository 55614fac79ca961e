// Takes every call that the endpoint has answered. What a trail keeps is on disk when the call is answered and in the trail's
// bucket a second later; other management events are kept in memory, for LookupEvents.
import { hasDocuments } from '../../state/documents.ts';
import type { Ground } from '../service.ts';
import type { Pending } from './deliver.ts';
import { recordOfCall, type EndedCall, type TrailRecord } from './call-event.ts';
import { dataResourceOf, globalServices } from './event-kinds.ts';
import { keepsData, selects } from './event-selectors.ts';
import { EventStore, hasEvents, type Looked } from './event-store.ts';
import { everyTrail, keyOfTrail, type Trail } from './trail-record.ts';

export interface Recorder {
  /** Whether a call of this operation can become an event: its input is read for it. */
  readonly takes: (service: string, operation: string) => boolean;
  readonly record: (call: EndedCall) => void;
  readonly trailsChanged: () => void;
  /** Management events, the oldest first. */
  readonly history: (looked: Looked) => readonly TrailRecord[];
  /** Writes what waits now. */
  readonly delivered: () => Promise<void>;
  /** Goes on with what an earlier process has not delivered. */
  readonly resume: () => void;
}

const openRecorders = (stateFolder: string) => new Recording(stateFolder);

export function recorderOf(ground: Ground): Recorder {
  return ground.keep(openRecorders).on(ground);
}

const deliveredWithinMs = 1000;
const triedAgainMs = 60_000;
const mostInMemory = 1000;
const openStore = (stateFolder: string) => new EventStore(stateFolder);

/** Loaded when there is something to deliver: it opens S3. */
type Deliver = (ground: Ground, trail: Trail, pending: Pending) => Promise<boolean>;

class Recording implements Recorder, Disposable {
  readonly #stateFolder: string;
  #ground: Ground | undefined;
  /** Those that are logging. */
  #trails: readonly Trail[] | undefined;
  #recent: TrailRecord[] = [];
  #timer: { readonly timeout: NodeJS.Timeout; readonly at: number } | undefined;
  /** By trail, of those whose newest attempt failed. */
  readonly #triedAgainAt = new Map<string, number>();
  #work: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(stateFolder: string) {
    this.#stateFolder = stateFolder;
  }

  on(ground: Ground): this {
    this.#ground ??= ground;
    return this;
  }

  takes(service: string, operation: string): boolean {
    return dataResourceOf(service, operation) === undefined || this.#logging().some(keepsData);
  }

  record(call: EndedCall): void {
    if (!this.takes(call.service, call.operation)) return;
    const record = recordOfCall(call);
    const isGlobal = globalServices.has(call.service);
    const keeping = this.#logging().filter((trail) => keeps(trail, record, isGlobal));
    if (keeping.length > 0) {
      this.#store().add(record, keeping.map(keyOfTrail));
      this.#deliverIn(deliveredWithinMs);
    } else if (record.managementEvent) {
      this.#recent.push(record);
      if (this.#recent.length > 2 * mostInMemory) this.#recent = this.#recent.slice(-mostInMemory);
    }
  }

  trailsChanged(): void {
    this.#trails = undefined;
    this.#triedAgainAt.clear();
  }

  history(looked: Looked): readonly TrailRecord[] {
    const kept = hasEvents(this.#stateFolder) ? this.#store().management(looked) : [];
    const recent = this.#recent.filter((record) => isAmong(record, looked));
    return [...kept, ...recent].toSorted((a, b) => Date.parse(a.eventTime) - Date.parse(b.eventTime));
  }

  async delivered(): Promise<void> {
    await this.#deliverNext('all');
  }

  resume(): void {
    if (hasEvents(this.#stateFolder)) this.#deliverIn(0);
  }

  #logging(): readonly Trail[] {
    const ground = this.#ground;
    if (ground === undefined || !(this.#trails !== undefined || hasDocuments(this.#stateFolder))) return [];
    this.#trails ??= everyTrail(ground).filter(({ isLogging }) => isLogging);
    return this.#trails;
  }

  #store(): EventStore {
    if (this.#ground === undefined) throw new Error('the recorder has no ground');
    return this.#ground.keep(openStore);
  }

  /** The sooner of two counts. */
  #deliverIn(ms: number): void {
    const at = Date.now() + ms;
    if (this.#timer !== undefined && this.#timer.at <= at) return;
    clearTimeout(this.#timer?.timeout);
    const timeout = setTimeout(() => {
      this.#timer = undefined;
      this.#deliverNext('due').catch((error: unknown) => {
        if (this.#isClosed) return;
        process.stderr.write(`Events of trails were not delivered: ${String(error)}\n`);
        this.#deliverIn(triedAgainMs);
      });
    }, ms).unref();
    this.#timer = { timeout, at };
  }

  async #deliverNext(which: 'all' | 'due'): Promise<void> {
    // What failed before keeps nothing back.
    this.#work = this.#work.catch(() => undefined).then(async () => this.#deliver(which));
    await this.#work;
  }

  async #deliver(which: 'all' | 'due'): Promise<void> {
    const ground = this.#ground;
    if (ground === undefined || this.#isClosed || !hasEvents(this.#stateFolder)) return;
    const { deliver } = await import('./deliver.ts');
    const store = this.#store();
    const trails = new Map(everyTrail(ground).map((trail) => [keyOfTrail(trail), trail]));
    for (const key of store.trailsPending()) {
      const trail = trails.get(key);
      const leftMs = (this.#triedAgainAt.get(key) ?? 0) - Date.now();
      // It was deleted.
      if (trail === undefined) store.delivered(key);
      else if (which === 'due' && leftMs > 0) this.#deliverIn(leftMs);
      else if (await this.#isDelivered(trail, { ground, deliver })) this.#triedAgainAt.delete(key);
      else {
        this.#triedAgainAt.set(key, Date.now() + triedAgainMs);
        this.#deliverIn(triedAgainMs);
      }
    }
  }

  /** One that cannot be delivered keeps no other back. */
  async #isDelivered(
    trail: Trail,
    how: { readonly ground: Ground; readonly deliver: Deliver },
  ): Promise<boolean> {
    try {
      return await this.#deliverAll(trail, how);
    } catch (error) {
      if (!this.#isClosed)
        process.stderr.write(`Events of the trail ${trail.name} were not delivered: ${String(error)}\n`);
      return false;
    }
  }

  async #deliverAll(
    trail: Trail,
    { ground, deliver }: { readonly ground: Ground; readonly deliver: Deliver },
  ): Promise<boolean> {
    const key = keyOfTrail(trail);
    for (;;) {
      const pending = this.#store().pendingOf(key);
      const [first, last] = [pending[0], pending.at(-1)];
      if (first === undefined || last === undefined) return true;
      const records = pending.map(({ record }) => record);
      if (!(await deliver(ground, trail, { first: first.number, records }))) return false;
      this.#store().delivered(key, last.number);
    }
  }

  [Symbol.dispose](): void {
    this.#isClosed = true;
    clearTimeout(this.#timer?.timeout);
  }
}

function keeps(trail: Trail, record: TrailRecord, isGlobal: boolean): boolean {
  if (trail.account !== record.recipientAccountId) return false;
  const isThere = trail.isMultiRegion || trail.region === record.awsRegion;
  if (isGlobal) return trail.includesGlobal && (trail.isMultiRegion || isThere) && selects(trail, record);
  return isThere && selects(trail, record);
}

function isAmong(record: TrailRecord, { account, region, from, to }: Looked): boolean {
  const at = Date.parse(record.eventTime);
  return record.recipientAccountId === account && record.awsRegion === region && at >= from && at <= to;
}
