// How long what executions have made is kept. Pure.

/** Slipway's own: `{ "retention": [ { … } ] }`. S3's lifecycle rules know no builds, so they cannot say it. */
export interface RetentionRules {
  /** After so many days the artifacts of an execution are removed. */
  readonly days: number;
  /** Of the executions that succeeded only so many keep theirs. */
  readonly successful: number;
  /** Artifacts that are older are compressed. */
  readonly compressAfterDays: number;
}

/** Where nothing else is said. */
export const usualRetention: RetentionRules = { days: 30, successful: 10, compressAfterDays: 7 };
