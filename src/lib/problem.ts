// What is wrong with something that a user wrote or asked for: a value, never thrown by readers and rules.
import type { ProblemCode } from './problem-codes.ts';

export type Severity = 'error' | 'warning' | 'notice';

/** Who has to act: the author of a definition, the caller of a command, the machine's keeper. */
type Whose = 'definition' | 'call' | 'machine';

/** A stretch of a text file. Offsets are UTF-16 code units from the start of the text; `end` is exclusive. */
export interface Place {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A second place that explains the first: the earlier definition of a name, one member of a cycle. */
export interface Note {
  readonly message: string;
  readonly at?: Place;
}

export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly whose: Whose;
  /** What is wrong, with the thing quoted. One sentence, no full stop at the end. */
  readonly message: string;
  readonly at?: Place;
  readonly notes: readonly Note[];
  /** How to fix it, as an instruction. */
  readonly remedy?: string;
  /** What AWS would have done with it. */
  readonly aws?: string;
  /** Where the text cannot be read as it was meant: findings that begin there follow from this one. */
  readonly hides?: readonly Place[];
}

/** Thrown only at the edge of a command, when it cannot go on because of what the user gave it (exit status 2). */
export class ProblemError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map((problem) => problem.message).join('\n'), options);
    this.name = 'ProblemError';
    this.problems = problems;
  }
}

export type ProblemInput = Omit<Problem, 'severity' | 'whose' | 'notes'> & {
  readonly severity?: Severity;
  readonly whose?: Whose;
  readonly notes?: readonly Note[];
};

/** A problem with the usual defaults: an error in the definition, without notes. */
export function problem(input: ProblemInput): Problem {
  return { severity: 'error', whose: 'definition', notes: [], ...input };
}
