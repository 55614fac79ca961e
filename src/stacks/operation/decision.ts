// What is to be done next in an operation of a stack.
import type { Output, Surroundings, Target } from '../target.ts';
import type { Value } from '../template/template.ts';
import type { Phase, StackStatus, Step } from '../stack.ts';

export type PlannedStep = Omit<Step, 'state' | 'suffix'>;

export type Decision =
  /** A call of the service is to be made. */
  | { readonly type: 'begin'; readonly step: PlannedStep }
  | { readonly type: 'pass'; readonly step: PlannedStep; readonly as: 'unchanged' | 'kept' | 'skipped' }
  | { readonly type: 'refuse'; readonly step: PlannedStep; readonly reason: string }
  | { readonly type: 'fail'; readonly reason: string }
  /** Alarms are observed from now on, as all resources are there. */
  | { readonly type: 'monitor' }
  | {
      readonly type: 'enter';
      readonly phase: Phase;
      readonly reason?: string;
      readonly outputs?: readonly Output[];
    }
  | {
      readonly type: 'end';
      readonly status: StackStatus;
      readonly reason?: string;
      readonly outputs?: readonly Output[];
    };

/** What a type of resource does that the table of types does not say. */
export interface TypeRules {
  /** Of a property whose change the service decides on. */
  readonly replaces: (type: string, property: string, values: ChangedValue) => boolean;
  /** The property that names the resource; it keeps it from being replaced. */
  readonly nameOf: (type: string) => string | undefined;
  /** In a rollback it is called again even when its own update failed: nested stacks and custom resources. */
  readonly isCalledAgain: (type: string) => boolean;
  /** Every update calls it: nested stacks. */
  readonly isAlwaysUpdated: (type: string) => boolean;
}

export interface ChangedValue {
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

export interface World {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Of the operation's definition; absent for a delete. */
  readonly target?: Target;
  readonly surroundings: Surroundings;
  readonly rules: TypeRules;
  /** Why outputs cannot be exported: the name is another stack's, or a value is in use. */
  readonly exportFailure: (outputs: readonly Output[]) => string | undefined;
}
