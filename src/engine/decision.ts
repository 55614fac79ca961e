// What `decide` asks for. The loop records each fact first and performs it after.
import type { RuleDeclaration } from '../model/pipeline.ts';
import type { PipelineEvent } from './event.ts';

export type Decision =
  /** A consequence of what is known: only to be recorded. */
  | { readonly type: 'Record'; readonly event: PipelineEvent }
  /** Record the event (ActionStarted), then run the action that it names. */
  | { readonly type: 'StartAction'; readonly event: Extract<PipelineEvent, { type: 'ActionStarted' }> }
  /** Record ConditionStarted, evaluate the rules (variables in them already resolved), record ConditionEnded. */
  | {
      readonly type: 'EvaluateCondition';
      readonly event: Extract<PipelineEvent, { type: 'ConditionStarted' }>;
      readonly rules: readonly RuleDeclaration[];
    }
  /** Record ActionAbandoned and end the work that is still running for it. */
  | { readonly type: 'AbandonAction'; readonly event: Extract<PipelineEvent, { type: 'ActionAbandoned' }> }
  /** Record JobCancelRequested and ask the work that is running for it to end. */
  | { readonly type: 'CancelJob'; readonly event: Extract<PipelineEvent, { type: 'JobCancelRequested' }> }
  /** Nothing to do before this time (an approval's or action's expiry). Milliseconds since the epoch. */
  | { readonly type: 'WakeAt'; readonly at: number };
