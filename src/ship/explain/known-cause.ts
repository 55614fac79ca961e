// A text of an error with its usual cause.

export interface Cause {
  /** In a text of AWS's or of a tool; the first that matches counts, so that the specific ones stand before the general. */
  readonly text: RegExp;
  /** What it usually is, as one sentence: the first line of a card. */
  readonly means: string;
  /** What to do, as sentences. */
  readonly remedy: string;
  /** The text says only that something failed: what the last lines say counts before it. */
  readonly isGeneral?: true;
}
