// Commands for the user to type, complete with what the call already said.

export interface Hints {
  /**
   * `slipway approve Release SignOff --pipeline app --state DIR`: the words are quoted, the options added as needed.
   */
  readonly command: (words: readonly string[], pipelineName?: string) => string;
  /** Runs the definition at that path, and so resumes what was interrupted. */
  readonly run: (path: string) => string;
  /** Opens the dashboard with the definition at that path. */
  readonly up: (path: string) => string;
  /** What was called, once more, with further words. */
  readonly again: (...further: readonly string[]) => string;
  /** Whether this call is of that command. */
  readonly isCall: (command: string) => boolean;
  /** How else a waiting approval is answered: `or reject`, or the keys of the live view. */
  readonly answers: () => string;
  /** From now on keys answer approvals. */
  readonly useKeys: () => void;
  /** A text from elsewhere: the commands that it names, completed. */
  readonly complete: (text: string) => string;
  /** From now on commands are about this state folder. */
  readonly useState: (path: string) => void;
  /** The pipelines of the state folder: of several, commands name the one that is meant. */
  readonly usePipelines: (names: readonly string[]) => void;
}
