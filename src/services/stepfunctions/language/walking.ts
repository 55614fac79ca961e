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
  /** Rejects when the signal does. */
  readonly sleepUntil: (time: number, signal: AbortSignal) => Promise<void>;
  /** Rejects with a StateError when the work fails. */
  readonly task: (work: TaskWork) => Promise<JsonValue>;
  /** @param previous the number of the event that this one follows. @returns its own */
  readonly record: (key: string, event: RecordedEvent) => number;
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
