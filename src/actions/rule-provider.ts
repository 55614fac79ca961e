// A kind of rule of conditions with all that is known of it, and with what runs it when it does work.
import type { Alarm } from '../model/alarm.ts';
import type { RuleDeclaration } from '../model/pipeline.ts';
import type { ActionTypeName } from '../model/action-type.ts';
import type { RuleType } from '../model/rule-type.ts';
import type { ActionRunner, ObserveAlarm } from './provider.ts';

/**
 * Evaluates a rule whose references are resolved. Called for one rule after the other, each time anew; it may wait for as long as
 * the rule says. When `signal` aborts, it ends soon with what is known then.
 */
export type RuleEvaluation = (
  rule: RuleDeclaration,
  context: RuleContext,
) => RuleVerdict | Promise<RuleVerdict>;

interface RuleVerdict {
  readonly succeeded: boolean;
  /** One sentence, no full stop at the end. */
  readonly message: string;
}

interface RuleContext {
  /** The condition is one of `beforeEntry`. */
  readonly isBeforeEntry: boolean;
  /** The clock; milliseconds since the epoch. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Undefined when there is no alarm of that name. */
  readonly alarmOf: (name: string) => Alarm | undefined;
  readonly observeAlarm: ObserveAlarm;
}

export interface RuleProvider extends RuleType {
  /** Set for a rule that is evaluated without running an action. */
  readonly loadEvaluation?: () => Promise<RuleEvaluation>;
  /** Set for a rule that does work. It is asked anew each time: nothing of it is reused. */
  readonly runs?: RuleRunner;
}

export interface RuleRunner {
  /** As whose action the rule runs. */
  readonly type: ActionTypeName;
  readonly runner: ActionRunner;
}
