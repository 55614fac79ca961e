// A definition whose parts exist in the account, as an action's context has them.
import { scopeOf, type Scope } from '../../src/account/scope.ts';
import { accountOfDefinition } from '../../src/account/seed-account.ts';
import type { ActionContext, RecordResource, RunOptions } from '../../src/actions/provider.ts';
import type { CheckedDefinition } from '../../src/model/definition.ts';
import type { ActionDeclaration } from '../../src/model/pipeline.ts';
import { observeAnyAlarm } from '../../src/runtime/observe-alarm.ts';
import type { StateFolder } from '../../src/state/state-folder.ts';

interface InAccount extends Scope {
  readonly record: RecordResource;
  readonly register: ActionContext<RunOptions>['register'];
  readonly definition: CheckedDefinition;
  readonly definitionFolder: string;
}

/** Alarms as a run observes them. */
export function observedIn(
  definition: CheckedDefinition,
  state: StateFolder,
): Pick<ActionContext<RunOptions>, 'observeAlarm'> {
  return { observeAlarm: async (alarm, moment) => observeAnyAlarm(alarm, { definition, state }, moment) };
}

export function inAccount(
  definition: CheckedDefinition,
  definitionFolder: string,
  declaration: Pick<ActionDeclaration, 'region'> = {},
): InAccount {
  const account = accountOfDefinition({ definition, definitionFolder });
  return {
    definition,
    definitionFolder,
    record: () => undefined,
    register: () => 1,
    ...scopeOf(declaration, definition.pipeline, account),
  };
}
