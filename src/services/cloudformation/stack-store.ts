// The stacks of a state folder on disk: of each a snapshot and the facts since, its events, its change sets. One process has
// it open, the endpoint's.
import { join } from 'node:path';
import { newId } from '../../lib/id.ts';
import { apply } from '../../stacks/operation/apply.ts';
import { eventsOf, type StackEvent } from '../../stacks/operation/events.ts';
import type { Fact } from '../../stacks/operation/fact.ts';
import type { Stack } from '../../stacks/stack.ts';
import { openDatabase, transaction, type Database } from '../../state/database.ts';
import type { ChangeSet } from './change-set.ts';
import type { DriftDetection, ResourceDrift } from './drift-result.ts';
import { fromJson, toJson } from './stack-json.ts';

export interface StoredEvent extends StackEvent {
  readonly eventId: string;
  readonly token?: string;
  readonly operationId?: string;
}

const migrations: readonly string[] = [
  `CREATE TABLE stacks (id TEXT PRIMARY KEY, snapshot TEXT NOT NULL) STRICT;
   CREATE TABLE facts (seq INTEGER PRIMARY KEY AUTOINCREMENT, stack_id TEXT NOT NULL, body TEXT NOT NULL) STRICT;
   CREATE INDEX facts_of_stack ON facts (stack_id, seq);
   CREATE TABLE events (seq INTEGER PRIMARY KEY AUTOINCREMENT, stack_id TEXT NOT NULL, body TEXT NOT NULL) STRICT;
   CREATE INDEX events_of_stack ON events (stack_id, seq);
   CREATE TABLE change_sets (id TEXT PRIMARY KEY, stack_id TEXT NOT NULL, body TEXT NOT NULL) STRICT;`,
  `CREATE TABLE notified (stack_id TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT;`,
  `CREATE TABLE drifts (stack_id TEXT NOT NULL, logical_id TEXT NOT NULL, body TEXT NOT NULL,
     PRIMARY KEY (stack_id, logical_id)) STRICT;
   CREATE TABLE detections (id TEXT PRIMARY KEY, stack_id TEXT NOT NULL, body TEXT NOT NULL) STRICT;`,
];

const stacksFile = 'cloudformation.db';

/** Each change is on disk when its call returns. */
export class StackStore implements Disposable {
  readonly #database: Database;
  readonly #stacks = new Map<string, Stack>();
  /** Operations that are driven in this process, by the stack's id. */
  readonly driven = new Map<string, Promise<void>>();
  /** Called with the stack after each append, by its id, while its operation is driven. */
  readonly observers = new Map<string, (stack: Stack) => void>();

  constructor(stateFolder: string) {
    this.#database = openDatabase(join(stateFolder, stacksFile), migrations);
    for (const row of this.#database.prepare('SELECT id, snapshot FROM stacks ORDER BY rowid').all())
      this.#stacks.set(String(row['id']), this.#folded(String(row['id']), String(row['snapshot'])));
  }

  #folded(id: string, snapshot: string): Stack {
    const rows = this.#database.prepare('SELECT body FROM facts WHERE stack_id = ? ORDER BY seq').all(id);
    return rows.reduce(
      (stack, row) => apply(stack, fromJson(String(row['body'])) as Fact),
      fromJson(snapshot) as Stack,
    );
  }

  get isOpen(): boolean {
    return this.#database.isOpen;
  }

  all(): readonly Stack[] {
    return [...this.#stacks.values()];
  }

  find(id: string): Stack | undefined {
    return this.#stacks.get(id);
  }

  /** A new stack, or one with other settings. */
  put(stack: Stack, events: readonly StackEvent[] = []): void {
    transaction(this.#database, () => {
      this.#writeSnapshot(stack);
      this.#addEvents(stack, events);
    });
    this.#stacks.set(stack.id, stack);
  }

  append(id: string, facts: readonly Fact[]): Stack {
    const before = this.#stacks.get(id);
    if (before === undefined) throw new Error(`There is no stack ${id}`);
    const after = transaction(this.#database, () => this.#appended(before, facts));
    this.#stacks.set(id, after);
    this.observers.get(id)?.(after);
    return after;
  }

  #appended(before: Stack, facts: readonly Fact[]): Stack {
    const insert = this.#database.prepare('INSERT INTO facts (stack_id, body) VALUES (?, ?)');
    let stack = before;
    for (const fact of facts) {
      const { operation } = stack;
      stack = apply(stack, fact);
      insert.run(stack.id, toJson(fact));
      this.#addEvents(stack, eventsOf(withOperation(stack, operation), fact));
    }
    const ends = facts.some(({ type }) => type === 'OperationEnded');
    if (ends) this.#writeSnapshot(stack);
    return stack;
  }

  #writeSnapshot(stack: Stack): void {
    this.#database
      .prepare(
        'INSERT INTO stacks (id, snapshot) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET snapshot = excluded.snapshot',
      )
      .run(stack.id, toJson(stack));
    this.#database.prepare('DELETE FROM facts WHERE stack_id = ?').run(stack.id);
  }

  #addEvents(stack: Stack, events: readonly StackEvent[]): void {
    const insert = this.#database.prepare('INSERT INTO events (stack_id, body) VALUES (?, ?)');
    const { operation } = stack;
    for (const event of events) {
      const time = new Date(event.at).toISOString();
      const isOfStack = event.physicalId === stack.id;
      const eventId = isOfStack ? newId() : `${event.logicalId}-${event.status}-${time}`;
      const stored: StoredEvent = {
        ...event,
        eventId,
        ...(operation?.token === undefined ? {} : { token: operation.token }),
        ...(operation === undefined ? {} : { operationId: operation.id }),
      };
      insert.run(stack.id, toJson(stored));
    }
  }

  /** Newest first. */
  events(id: string): readonly StoredEvent[] {
    return this.#database
      .prepare('SELECT body FROM events WHERE stack_id = ? ORDER BY seq DESC')
      .all(id)
      .map((row) => fromJson(String(row['body'])) as StoredEvent);
  }

  /** What the stack's topics have not been sent; oldest first. */
  unnotified(id: string): readonly { readonly seq: number; readonly event: StoredEvent }[] {
    return this.#database
      .prepare(
        `SELECT seq, body FROM events WHERE stack_id = ?
           AND seq > coalesce((SELECT seq FROM notified WHERE stack_id = events.stack_id), 0) ORDER BY seq`,
      )
      .all(id)
      .map((row) => ({ seq: Number(row['seq']), event: fromJson(String(row['body'])) as StoredEvent }));
  }

  /** Up to an event. */
  markNotified(id: string, seq: number): void {
    this.#database
      .prepare(
        'INSERT INTO notified (stack_id, seq) VALUES (?, ?) ON CONFLICT (stack_id) DO UPDATE SET seq = excluded.seq',
      )
      .run(id, seq);
  }

  /** All that was before is not sent to topics that a new operation names. */
  skipNotifications(id: string): void {
    const last = this.#database.prepare('SELECT max(seq) AS seq FROM events WHERE stack_id = ?').get(id);
    this.markNotified(id, Number(last?.['seq'] ?? 0));
  }

  changeSets(stackId: string): readonly ChangeSet[] {
    return this.#database
      .prepare('SELECT body FROM change_sets WHERE stack_id = ? ORDER BY rowid')
      .all(stackId)
      .map((row) => fromJson(String(row['body'])) as ChangeSet);
  }

  findChangeSet(id: string): ChangeSet | undefined {
    const row = this.#database.prepare('SELECT body FROM change_sets WHERE id = ?').get(id);
    return row === undefined ? undefined : (fromJson(String(row['body'])) as ChangeSet);
  }

  putChangeSet(changeSet: ChangeSet): void {
    this.#database
      .prepare(
        'INSERT INTO change_sets (id, stack_id, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
      )
      .run(changeSet.id, changeSet.stackId, toJson(changeSet));
  }

  removeChangeSet(id: string): void {
    this.#database.prepare('DELETE FROM change_sets WHERE id = ?').run(id);
  }

  /** What a detection has found of resources, and of their stack when it was asked for as a whole. */
  putDrift(drifts: readonly ResourceDrift[], detection?: DriftDetection): void {
    transaction(this.#database, () => {
      const insert = this.#database.prepare(
        'INSERT OR REPLACE INTO drifts (stack_id, logical_id, body) VALUES (?, ?, ?)',
      );
      for (const drift of drifts) insert.run(drift.StackId, drift.LogicalResourceId, toJson(drift));
      if (detection !== undefined)
        this.#database
          .prepare('INSERT INTO detections (id, stack_id, body) VALUES (?, ?, ?)')
          .run(detection.id, detection.stackId, toJson(detection));
    });
  }

  drifts(stackId: string): readonly ResourceDrift[] {
    return this.#database
      .prepare('SELECT body FROM drifts WHERE stack_id = ? ORDER BY logical_id')
      .all(stackId)
      .map((row) => fromJson(String(row['body'])) as ResourceDrift);
  }

  detection(id: string): DriftDetection | undefined {
    const row = this.#database.prepare('SELECT body FROM detections WHERE id = ?').get(id);
    return row === undefined ? undefined : (fromJson(String(row['body'])) as DriftDetection);
  }

  /** The stack's last one. */
  lastDetection(stackId: string): DriftDetection | undefined {
    const row = this.#database
      .prepare('SELECT body FROM detections WHERE stack_id = ? ORDER BY rowid DESC LIMIT 1')
      .get(stackId);
    return row === undefined ? undefined : (fromJson(String(row['body'])) as DriftDetection);
  }

  [Symbol.dispose](): void {
    if (this.#database.isOpen) this.#database.close();
  }
}

/** The event of an operation's end belongs to the operation, which the stack no longer has. */
function withOperation(stack: Stack, operation: Stack['operation']): Stack {
  return stack.operation === undefined && operation !== undefined ? { ...stack, operation } : stack;
}

export function openStackStore(stateFolder: string): StackStore {
  return new StackStore(stateFolder);
}
