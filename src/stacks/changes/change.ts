// A change of a resource as a change set has it, and what it is found from. Pure.
import type { ResourceState, StackDefinition } from '../stack.ts';
import type { Target } from '../target.ts';
import type { Values } from '../template/template.ts';

export type Replaces = 'True' | 'False' | 'Conditional';
export type Source = 'DirectModification' | 'ParameterReference' | 'ResourceReference' | 'ResourceAttribute';

export interface ChangeDetail {
  readonly attribute:
    | 'Properties'
    | 'Metadata'
    | 'DeletionPolicy'
    | 'UpdateReplacePolicy'
    | 'CreationPolicy'
    | 'UpdatePolicy'
    | 'Tags';
  /** Of a property. */
  readonly name?: string;
  readonly requiresRecreation?: 'Never' | 'Conditionally' | 'Always';
  readonly evaluation: 'Static' | 'Dynamic';
  readonly source: Source;
  /** The parameter or resource that it follows from. */
  readonly causingEntity?: string;
}

export interface ResourceChange {
  readonly action: 'Add' | 'Modify' | 'Remove' | 'Import';
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly type: string;
  readonly replacement?: Replaces;
  readonly policyAction?: string;
  /** The properties as the template gives them; values of hidden parameters are not in them. */
  readonly before?: Values;
  readonly after?: Values;
  readonly details: readonly ChangeDetail[];
  /** Why a value after the change is not known: an export that is not there. */
  readonly incomplete?: string;
}

/** A stack as it is, and its template as it was read for it. */
export interface Current {
  readonly resources: ReadonlyMap<string, ResourceState>;
  readonly definition?: StackDefinition;
  /** Absent for a stack that has no template yet. */
  readonly target?: Target;
}
