// A pipe of EventBridge as it is kept, of every Region in one list, and where it has read a stream to.
import type { PipesApi } from '../../aws/operations/pipes.ts';
import { formatArn } from '../../model/arn.ts';
import type { AwsPlace } from '../../model/place.ts';
import { documentsOf, type Keeping } from '../documents.ts';
import type { StreamPosition } from '../lambda/streams/tumbling-window.ts';

type Shapes = PipesApi['shapes'];

/** What CreatePipe was given. A moment within it is a text of ISO 8601 when it has been read from disk. */
export interface PipeRecord extends Omit<Shapes['CreatePipeRequest'], 'Tags' | 'DesiredState'> {
  readonly DesiredState: 'RUNNING' | 'STOPPED';
  readonly CurrentState: 'RUNNING' | 'STOPPED' | 'CREATE_FAILED' | 'UPDATE_FAILED' | 'START_FAILED';
  readonly StateReason?: string;
  readonly place: AwsPlace;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly changedAt: number;
  readonly tags: Readonly<Record<string, string>>;
}

interface KeptPosition {
  readonly name: string;
  readonly position: StreamPosition;
}

const pipes = documentsOf<PipeRecord>('pipes/pipe');
const positions = documentsOf<KeptPosition>('pipes/position');

function everywhere({ ground, place }: Keeping): Keeping {
  return { ground, place: { ...place, region: '*' } };
}

const keyOf = ({ region }: AwsPlace, name: string) => `${region}/${name}`;

export function findPipe(call: Keeping, name: string): PipeRecord | undefined {
  return pipes.get(everywhere(call), keyOf(call.place, name));
}

/** Of every Region. */
export function allPipes(call: Keeping): readonly PipeRecord[] {
  return pipes.list(everywhere(call));
}

/** Of every account. */
export function everyPipe(ground: Keeping['ground']): readonly PipeRecord[] {
  return pipes
    .places({ ground })
    .flatMap(({ account }) => allPipes({ ground, place: { account, region: '*', partition: 'aws' } }));
}

export function savePipe(call: Keeping, record: PipeRecord): void {
  pipes.put(everywhere(call), keyOf(record.place, record.Name), record);
}

/** @returns false when there is one of that name */
export function addPipe(call: Keeping, record: PipeRecord): boolean {
  return pipes.add(everywhere(call), keyOf(record.place, record.Name), record);
}

/** With what it has read. */
export function removePipe(call: Keeping, record: PipeRecord): void {
  const prefix = positionKey(record, '');
  pipes.remove(everywhere(call), keyOf(record.place, record.Name));
  for (const { name } of positions.list(everywhere(call)))
    if (name.startsWith(prefix)) positions.remove(everywhere(call), name);
}

/** A pipe that is made again under the name begins again. */
function positionKey({ place, Name, createdAt }: PipeRecord, shardId: string): string {
  return `${keyOf(place, Name)}/${createdAt}/${shardId}`;
}

export function positionOf(call: Keeping, record: PipeRecord, shardId: string): StreamPosition | undefined {
  return positions.get(everywhere(call), positionKey(record, shardId))?.position;
}

export interface PositionOfShard {
  readonly shardId: string;
  readonly position: StreamPosition;
}

export function savePosition(
  call: Keeping,
  record: PipeRecord,
  { shardId, position }: PositionOfShard,
): void {
  const name = positionKey(record, shardId);
  positions.put(everywhere(call), name, { name, position });
}

export function arnOfPipe({ place, Name }: Pick<PipeRecord, 'place' | 'Name'>): string {
  const { partition, region, account } = place;
  return formatArn({ partition, service: 'pipes', region, account, resource: `pipe/${Name}` });
}
