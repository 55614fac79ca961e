// The truth: one ordered stream of events for each workload, in SQLite. Appending is one transaction that also
// updates the projections which queries read, and is on disk when the call returns.
import type { PipelineEvent } from '../engine/event.ts';
import type { Workload, WorkloadType } from '../model/workload.ts';

/** An event with its place in the journal: `seq` rises by one for each event of the whole state folder. */
export interface JournalEntry {
  readonly seq: number;
  readonly workload: Workload;
  readonly event: PipelineEvent;
}

export interface Journal {
  /**
   * On disk when it returns. Progress alone, on which no decision depends, then only survives the death of the process;
   * it is on disk with the next event of another kind. Gives the entries with their numbers.
   */
  readonly append: (workload: Workload, events: readonly PipelineEvent[]) => readonly JournalEntry[];
  readonly read: (filter?: {
    readonly workload?: Workload;
    /** `null`: only what belongs to no execution (declarations, transitions). */
    readonly executionId?: string | null;
    readonly afterSeq?: number;
    readonly beforeSeq?: number;
    /** The first of them only. */
    readonly limit?: number;
    /** Otherwise in the order in which they were appended. */
    readonly newestFirst?: boolean;
  }) => readonly JournalEntry[];
  /** Of the newest entry; 0 before there is one. */
  readonly lastSeq: () => number;
  /** Of all workloads of this type that have an entry, in order. */
  readonly names: (type: WorkloadType) => readonly string[];
  /** The recorded result of a step of one run of an action, wrapped so that `undefined` means "never ran". */
  readonly stepResult: (actionExecutionId: string, name: string) => { readonly value: unknown } | undefined;
  readonly recordStep: (actionExecutionId: string, name: string, value: unknown) => void;
}
