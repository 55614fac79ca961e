// What happened in an operation of a stack: the journal's entries. The stack is what they add up to.
import type { Output } from '../target.ts';
import type { Value } from '../template/template.ts';
import type { OnFailure, OperationKind, Phase, StackDefinition, StackStatus, Step } from '../stack.ts';

interface Begun {
  readonly type: 'OperationBegan';
  readonly id: string;
  readonly kind: OperationKind;
  readonly definition?: StackDefinition;
  readonly token?: string;
  readonly onFailure: OnFailure;
  readonly skip: readonly string[];
  readonly stackPolicy?: string;
  readonly changeSetId?: string;
  readonly retainExceptOnCreate?: true;
  readonly imports?: Readonly<Record<string, string>>;
}

interface StepOf {
  readonly phase: Phase;
  readonly logicalId: string;
}

/** The body of a fact. */
export type FactBody =
  | Begun
  | ({ readonly type: 'StepBegan'; readonly step: Omit<Step, 'state'> } & StepOf)
  /** Nothing of its name was there: what is found later is this stack's. */
  | ({ readonly type: 'StepChecked' } & StepOf)
  /** The service has said what the resource is called. */
  | ({ readonly type: 'StepMade'; readonly physicalId: string } & StepOf)
  | ({
      readonly type: 'StepDone';
      readonly physicalId: string;
      readonly attributes: Readonly<Record<string, Value>>;
      readonly noEcho?: true;
    } & StepOf)
  /** A signal that it waits for has come. */
  | ({ readonly type: 'StepSignalled'; readonly uniqueId: string } & StepOf)
  /** With its physical id when it has one all the same. */
  | ({ readonly type: 'StepFailed'; readonly reason: string; readonly physicalId?: string } & StepOf)
  /** Without a call. `unchanged` gives no event. */
  | ({
      readonly type: 'StepPassed';
      readonly step: Omit<Step, 'state'>;
      readonly as: 'unchanged' | 'kept' | 'skipped';
    } & StepOf)
  /** It was never begun: a policy or a name is against it. */
  | ({ readonly type: 'StepRefused'; readonly step: Omit<Step, 'state'>; readonly reason: string } & StepOf)
  /** Something besides a resource went wrong. */
  | { readonly type: 'OperationFailed'; readonly reason: string }
  | { readonly type: 'CancelRequested' }
  /** Of a stack that is still being created: it goes with what it has by then. */
  | { readonly type: 'DeleteRequested' }
  /** All resources are there, and alarms are observed for a while. */
  | { readonly type: 'MonitoringBegan' }
  | {
      readonly type: 'PhaseEntered';
      readonly phase: Phase;
      readonly reason?: string;
      readonly outputs?: readonly Output[];
    }
  | {
      readonly type: 'OperationEnded';
      readonly status: StackStatus;
      readonly reason?: string;
      readonly outputs?: readonly Output[];
    };

/** @property at milliseconds since the epoch */
export type Fact = FactBody & { readonly at: number };
