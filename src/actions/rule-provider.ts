// A kind of rule of conditions with all that is known of it, and with what runs it when it does work.
import type { ActionTypeName } from '../model/action-type.ts';
import type { RuleType } from '../model/rule-type.ts';
import type { ActionRunner } from './provider.ts';

export interface RuleProvider extends RuleType {
  /** Absent for a rule that nothing has to be run for. A rule is asked anew each time: nothing of it is reused. */
  readonly runs?: RuleRunner;
}

export interface RuleRunner {
  /** As whose action the rule runs. */
  readonly type: ActionTypeName;
  readonly runner: ActionRunner;
}
