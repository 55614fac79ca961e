// Entries of the journal as the events that AWS would have sent, with what an event says of its execution.
import { placeOfPipeline } from '../model/place.ts';
import { pipelineWorkload, type Workload } from '../model/workload.ts';
import { createHash } from 'node:crypto';
import type { ActionTypes } from '../model/action-type.ts';
import type { EventPlace } from '../model/events/action-events.ts';
import type { AwsEvent } from '../model/events/aws-event.ts';
import type { PipelineDeclaration } from '../model/pipeline.ts';
import type { Journal, JournalEntry } from '../state/journal.ts';
import { awsEventsOf, type ExecutionFacts } from './aws-events.ts';

export interface EntryEvents {
  readonly events: readonly AwsEvent[];
  /** Undefined for what belongs to no execution. */
  readonly facts: ExecutionFacts | undefined;
}

/** Keeps what it has read of executions that go on, so entries that come in the order of the journal are cheap. */
export function createEventReader(
  journal: Journal,
  types: ActionTypes,
): (entry: JournalEntry) => EntryEvents {
  const known = new Map<string, KnownExecution | undefined>();
  return (entry) => {
    const { event, seq } = entry;
    if (event.type === 'AlarmStateChanged')
      return { events: [alarmEvent(journal, entry, event)], facts: undefined };
    if (!('executionId' in event)) return { events: [], facts: undefined };
    const { executionId } = event;
    if (event.type === 'StageRetryRequested' || !known.has(executionId))
      known.set(executionId, readExecution(journal, entry, executionId));
    const execution = known.get(executionId);
    if (event.type === 'ExecutionEnded' || event.type === 'ExecutionSuperseded') known.delete(executionId);
    if (execution === undefined) return { events: [], facts: undefined };
    const facts = factsAt(execution, seq);
    const place = placeOf(facts.declaration);
    return { events: awsEventsOf(entry, facts, { place, types, idOf: idOf(entry) }), facts };
  };
}

/** CloudWatch user guide, "Alarm events and EventBridge". */
function alarmEvent(
  journal: Journal,
  entry: JournalEntry,
  { at, alarmName, from, to, reason }: Extract<JournalEntry['event'], { type: 'AlarmStateChanged' }>,
): AwsEvent {
  const declaration = declarationAt(journal, entry.workload, entry.seq);
  const place = placeOf(declaration ?? {});
  return {
    version: '0',
    id: idOf(entry)(0),
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    ...place,
    time: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
    resources: [`arn:aws:cloudwatch:${place.region}:${place.account}:alarm:${alarmName}`],
    detail: {
      alarmName,
      previousState: { value: from },
      state: { value: to, reason, timestamp: new Date(at).toISOString() },
    },
  };
}

export interface WantedEvents {
  readonly pipelineName?: string;
  readonly limit: number;
  readonly matches?: (event: AwsEvent) => boolean;
  /** Only what happened before this entry of the journal. */
  readonly beforeSeq?: number;
}

export interface RecentEvents {
  /** The newest first. */
  readonly events: readonly AwsEvent[];
  /** Where to go on; absent when there is nothing older. */
  readonly beforeSeq?: number;
}

/** How many entries are read for one answer: a rare event may take many. */
const mostEntries = 20_000;
const batch = 500;

export function recentEvents(
  journal: Journal,
  types: ActionTypes,
  { pipelineName, limit, matches = () => true, beforeSeq }: WantedEvents,
): RecentEvents {
  const toEvents = createEventReader(journal, types);
  const events: AwsEvent[] = [];
  let before = beforeSeq ?? journal.lastSeq() + 1;
  for (let read = 0; read < mostEntries; read += batch) {
    const filter = { beforeSeq: before, limit: batch, newestFirst: true } as const;
    const entries = journal.read(
      pipelineName === undefined ? filter : { ...filter, workload: pipelineWorkload(pipelineName) },
    );
    for (const entry of entries) {
      events.push(...toEvents(entry).events.filter(matches).toReversed());
      before = entry.seq;
      if (events.length >= limit) return { events, beforeSeq: before };
    }
    if (entries.length < batch) return { events };
  }
  return { events, beforeSeq: before };
}

interface KnownExecution extends Omit<ExecutionFacts, 'attempt'> {
  readonly retriedAt: readonly number[];
}

function readExecution(
  journal: Journal,
  { workload }: JournalEntry,
  executionId: string,
): KnownExecution | undefined {
  const entries = journal.read({ workload, executionId });
  const start = entries.find(({ event }) => event.type === 'ExecutionStarted');
  if (start?.event.type !== 'ExecutionStarted') return undefined;
  const { at: startedAt, trigger, sourceRevisions } = start.event;
  const declaration = declarationAt(journal, workload, start.seq);
  const retries = entries.filter(({ event }) => event.type === 'StageRetryRequested');
  if (declaration === undefined) return undefined;
  return { declaration, startedAt, trigger, sourceRevisions, retriedAt: retries.map(({ seq }) => seq) };
}

/** As they were when the entry was recorded. */
function factsAt({ retriedAt, ...facts }: KnownExecution, untilSeq: number): ExecutionFacts {
  return { ...facts, attempt: 1 + retriedAt.filter((seq) => seq <= untilSeq).length };
}

/** A pipeline is declared before its first execution starts. */
function declarationAt(journal: Journal, workload: Workload, seq: number): PipelineDeclaration | undefined {
  const updates = journal.read({ workload, executionId: null }).filter((entry) => entry.seq <= seq);
  const event = updates.findLast(({ event: { type } }) => type === 'PipelineUpdated')?.event;
  return event?.type === 'PipelineUpdated' ? event.declaration : undefined;
}

/** As EventBridge gives it. */
function placeOf(pipeline: Partial<PipelineDeclaration>): EventPlace {
  const { account, region } = placeOfPipeline(pipeline);
  return { account, region };
}

/** The same for the same entry of the journal, also after a crash: a recipient of both can see it. */
function idOf({ workload, seq, event }: JournalEntry): (index: number) => string {
  const name = `${workload.name} ${seq} ${event.at}`;
  return (index) => uuidOf(`${name} ${index}`);
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
