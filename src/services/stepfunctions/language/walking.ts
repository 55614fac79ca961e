// How a state machine is gone through: what is asked of the world, and where in the machine this is.
import type { JsonValue } from '../../../lib/json-path.ts';
import type { JsonObject, Machine, MapState, ParallelState, TaskState } from './machine.ts';

export interface TaskWork {
  /** The same each time that this attempt is gone through. */
  readonly key: string;
  readonly resource: string;
  readonly input: JsonValue;
  readonly timeoutMs?: number;
  readonly heartbeatMs?: number;
  /** Of `$$.Task.Token`, for a resource that ends with `.waitForTaskToken`. */
  readonly token: string;
  readonly signal: AbortSignal;
  readonly record: Recording;
}

/** @param part of the key of the state: the same event is recorded once */
export type Recording = (part: string, type: string, details?: JsonObject) => void;

export interface Effects {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Does the work once: what it gave is given again when the execution is gone through again. What rejects is done again. */
  readonly memo: <T extends JsonValue>(key: string, work: () => Promise<T> | T) => Promise<T>;
  /** Of a state by its key: 0, or where it goes on when the execution was redriven. */
  readonly firstAttempt: (key: string) => number;
  /** Rejects when the signal does. */
  readonly sleepUntil: (time: number, signal: AbortSignal) => Promise<void>;
  /** Rejects with a StateError when the work fails. */
  readonly task: (work: TaskWork) => Promise<JsonValue>;
  /** Runs the children of a distributed Map. Rejects with a StateError when too many fail, or its items cannot be read. */
  readonly mapRun: (work: MapRunWork) => Promise<JsonValue>;
  /** Rejects with a StateError `States.ItemReaderFailed`. */
  readonly read: ReadS3;
  /** @param previous the number of the event that this one follows. @returns its own */
  readonly record: (key: string, event: RecordedEvent) => number;
}

/** What an ItemReader reads. */
export interface ReadS3 {
  readonly object: (bucket: string, key: string) => Promise<Uint8Array>;
  /** Items, as a distributed Map has them of a list of objects. @param most that are wanted */
  readonly list: (request: JsonObject, most: number) => Promise<readonly JsonValue[]>;
}

/** One execution of a distributed Map. */
export interface MapChild extends JsonObject {
  readonly input: JsonValue;
  /** How many items it works on. */
  readonly items: number;
}

export interface MapRunWork {
  /** The same each time that this attempt is gone through. */
  readonly key: string;
  /** Of the state. */
  readonly label: string;
  readonly processor: Machine;
  /** 0 leaves it to Step Functions. */
  readonly maxConcurrency: number;
  readonly tolerated: ToleratedFailure;
  /** Read when the run has started. */
  readonly children: () => Promise<readonly MapChild[]>;
  readonly writing: Writing;
  readonly signal: AbortSignal;
  readonly record: Recording;
}

export interface ToleratedFailure {
  readonly count?: number;
  readonly percentage?: number;
}

/** How the results are given: as the output of the state, or in a bucket. */
export interface Writing {
  readonly bucket?: string;
  readonly prefix?: string;
  readonly transformation: 'NONE' | 'COMPACT' | 'FLATTEN';
  readonly outputType: 'JSON' | 'JSONL';
}

interface RecordedEvent {
  readonly type: string;
  readonly previous: number;
  readonly details: JsonObject;
}

/** Where in the machine this is. */
export interface Walk {
  readonly effects: Effects;
  readonly context: JsonObject;
  /** Those of what this is within; its own are not seen outside. */
  readonly variables: JsonObject;
  readonly signal: AbortSignal;
  /** Of the branch; empty for the machine itself. */
  readonly place: string;
  /** The event that was recorded last. */
  readonly last: { id: number };
}

export interface Visit extends Walk {
  readonly key: string;
  readonly name: string;
  readonly record: Recording;
}

export type Tried = TaskState | ParallelState | MapState;

export interface Attempt extends Visit {
  /** From 0. */
  readonly number: number;
  readonly state: Tried['Type'];
}

/** What a machine gives. */
export type WalkMachine = (machine: Machine, input: JsonValue, run: Walk) => Promise<JsonValue>;
