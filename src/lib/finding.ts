// What a check finds in something that was read: it names a path in it, and the loader knows the place of that path.
import type { Path } from './node.ts';
import type { ProblemCode } from './problem-codes.ts';
import type { Severity } from './problem.ts';

export interface Finding {
  readonly code: ProblemCode;
  /** `error` when absent. */
  readonly severity?: Severity;
  /** What is wrong, with the thing quoted. One sentence, no full stop at the end. */
  readonly message: string;
  /** From the definition's root: `['pipeline', 'stages', 1, 'name']`, `['projects', 0, 'source', 'type']`. */
  readonly path: Path;
  /** The key at the end of `path` is meant, not its value. */
  readonly atKey?: true;
  /** Part of the text at `path` that is meant, in characters of that text; the whole of it when absent. */
  readonly part?: { readonly start: number; readonly end: number };
  readonly notes?: readonly { readonly message: string; readonly path?: Path }[];
  readonly remedy?: string;
  readonly aws?: string;
}
