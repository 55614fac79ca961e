// What the store of log groups keeps, and how its rows are read.

export interface LogGroup {
  readonly id: number;
  readonly account: string;
  readonly region: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly storedBytes: number;
  readonly settings: {
    readonly retentionInDays?: number;
    readonly kmsKeyId?: string;
    readonly logGroupClass?: string;
    readonly deletionProtectionEnabled?: boolean;
    readonly tags?: Readonly<Record<string, string>>;
    /** A log was written into it, and no call has made it yet. */
    readonly isImplied?: true;
  };
}

export interface LogStream {
  readonly id: number;
  /** The id of its group. */
  readonly group: number;
  readonly name: string;
  readonly createdAt: number;
  /** Of its events; absent while there are none. */
  readonly firstAt?: number;
  readonly lastAt?: number;
  readonly lastIngestedAt?: number;
  /** The log of an action whose lines become events when the stream is read. */
  readonly file?: string;
  /** How many of its lines are events. */
  readonly fileLines: number;
}

export interface LogEvent {
  /** Rising in the order in which they came. */
  readonly id: number;
  readonly stream: string;
  readonly timestamp: number;
  readonly ingestedAt: number;
  readonly message: string;
}

type Row = Readonly<Record<string, unknown>>;

const numberIn = (row: Row, column: string) => Number(row[column]);
const textIn = (row: Row, column: string) => String(row[column]);

export function groupOf(row: Row): LogGroup {
  return {
    id: numberIn(row, 'id'),
    account: textIn(row, 'account'),
    region: textIn(row, 'region'),
    name: textIn(row, 'name'),
    createdAt: numberIn(row, 'created_at'),
    storedBytes: numberIn(row, 'stored_bytes'),
    settings: JSON.parse(textIn(row, 'settings')) as LogGroup['settings'],
  };
}

export function streamOf(row: Row): LogStream {
  const { first_at: first, last_at: last, last_ingested_at: ingested, file } = row;
  return {
    id: numberIn(row, 'id'),
    group: numberIn(row, 'group_id'),
    name: textIn(row, 'name'),
    createdAt: numberIn(row, 'created_at'),
    ...(typeof first === 'number' ? { firstAt: first } : {}),
    ...(typeof last === 'number' ? { lastAt: last } : {}),
    ...(typeof ingested === 'number' ? { lastIngestedAt: ingested } : {}),
    ...(typeof file === 'string' ? { file } : {}),
    fileLines: numberIn(row, 'file_lines'),
  };
}

export function eventOf(row: Row): LogEvent {
  return {
    id: numberIn(row, 'id'),
    stream: textIn(row, 'stream'),
    timestamp: numberIn(row, 'timestamp'),
    ingestedAt: numberIn(row, 'ingested_at'),
    message: textIn(row, 'message'),
  };
}
