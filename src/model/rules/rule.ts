// The form of every rule: pure, from a definition to findings that name a path in it. The loader knows the places.
import type { Path } from '../../lib/node.ts';
import type { ProblemCode } from '../../lib/problem-codes.ts';
import type { Severity } from '../../lib/problem.ts';
import type { Definition } from '../definition.ts';
import type { RoleNeeds } from '../rights/right.ts';

/** Never throws, also on definitions that are incomplete: what could not be read is an empty text or list. */
export type Rule = (definition: Definition) => readonly Finding[];

/** A rule about the roles, which asks what each of them needs. */
export type RoleRule = (about: DefinitionWithRoles) => readonly Finding[];

export interface DefinitionWithRoles {
  readonly definition: Definition;
  readonly roles: readonly RoleNeeds[];
}

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
