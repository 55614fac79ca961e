// What shows an execution while it runs: a picture, lines, or JSON.
import type { JournalEntry } from '../../state/journal.ts';
import type { LogStore } from '../../state/log-store.ts';
import type { ExecutionView } from '../../view/execution-view.ts';
import type { Interludes } from '../session/interludes.ts';
import type { Terminal } from '../terminal.ts';

export interface Presenter extends Disposable {
  /** Each entry of the journal that is new, in order. */
  readonly show: (entry: JournalEntry) => void;
  /** The execution as far as it has been shown. */
  readonly view: () => ExecutionView;
  /** The last picture, when the execution has ended or there is nothing more to follow. */
  readonly settle: () => void;
  /** The picture as it stays when the execution is no longer watched, although it has not ended. */
  readonly leave: () => void;
  /** How it ended: the last words, after `settle`. */
  readonly finish: () => void;
}

export interface Presented {
  readonly terminal: Terminal;
  readonly logs: Pick<LogStore, 'path'>;
  /** What was known before the first new entry. */
  readonly view: ExecutionView;
  readonly now: () => number;
  /** When the terminal belongs to something else. */
  readonly interludes?: Interludes;
}
