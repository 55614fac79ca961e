// The form of every rule: pure, from a definition to findings that name a path in it. The loader knows the places.
import type { Finding } from '../../lib/finding.ts';
import type { ActionTypes } from '../../model/action-type.ts';
import type { Definition } from '../../model/definition.ts';
import type { RoleNeeds } from '../../model/rights/right.ts';

/** Never throws, also on definitions that are incomplete: what could not be read is an empty text or list. */
export type Rule = (definition: Definition, types: ActionTypes) => readonly Finding[];

/** A rule about the roles, which asks what each of them needs. */
export type RoleRule = (about: DefinitionWithRoles) => readonly Finding[];

export interface DefinitionWithRoles {
  readonly definition: Definition;
  readonly roles: readonly RoleNeeds[];
}
