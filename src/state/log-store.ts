// One append-only file per run of an action, byte for byte, and an index of when each line began.

export interface LogLine {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The line without its line feed, decoded as UTF-8 with replacement of invalid bytes. */
  readonly text: string;
  /** Set on the last line when no line feed has ended it: it may still grow. */
  readonly unfinished?: boolean;
}

export interface LogWriter extends AsyncDisposable {
  readonly write: (bytes: Uint8Array) => void;
  /** The last whole or begun lines, decoded. */
  readonly tail: (count: number) => readonly string[];
  /** Resolves when everything written so far is in the file. */
  readonly flush: () => Promise<void>;
}

export interface LogStore {
  /** Opens for appending: a recovered action goes on in the same file. */
  readonly open: (executionId: string, actionExecutionId: string) => Promise<LogWriter>;
  /** Lines from the beginning or from line `fromLine` (0-based). Works while another process writes. */
  readonly read: (
    executionId: string,
    actionExecutionId: string,
    fromLine?: number,
  ) => AsyncIterable<LogLine>;
  readonly path: (executionId: string, actionExecutionId: string) => string;
}
