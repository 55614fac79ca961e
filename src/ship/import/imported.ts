// What a file of another tool says of a pipeline.
import type { Parts } from '../compare.ts';

export interface Imported {
  readonly parts: Parts;
  /** What the definition does not have of it, as sentences. */
  readonly losses: readonly string[];
}
