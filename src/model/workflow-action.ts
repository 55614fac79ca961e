// What the `action.yml` of an action of GitHub says. Pure.
import type { Value, WorkflowStep } from './workflow.ts';

export interface WorkflowAction {
  readonly name: string;
  readonly inputs: readonly ActionInput[];
  /** As they are declared. */
  readonly outputNames: readonly string[];
  /** Of a composite action; those of others are what they write. */
  readonly outputs: readonly (readonly [name: string, value: Value])[];
  readonly runs: ActionRuns;
}

export interface ActionInput {
  readonly name: string;
  readonly isRequired: boolean;
  /** What its author says to those who still give it. */
  readonly deprecationMessage?: string;
  readonly default?: Value;
}

export type ActionRuns =
  | {
      readonly kind: 'node';
      /** As it is written: `node24`. */
      readonly using: string;
      readonly main: string;
      readonly pre?: string;
      readonly preIf: string;
      readonly post?: string;
      readonly postIf: string;
    }
  | { readonly kind: 'composite'; readonly steps: readonly WorkflowStep[] }
  | DockerRuns;

export interface DockerRuns {
  readonly kind: 'docker';
  /** `docker://IMAGE`, or the path of a Dockerfile in the action. */
  readonly image: string;
  /** A list; `with.args` of the step counts when it is absent. */
  readonly args?: Value;
  readonly env?: Value;
  readonly entrypoint?: string;
  readonly preEntrypoint?: string;
  readonly preIf: string;
  readonly postEntrypoint?: string;
  readonly postIf: string;
}
