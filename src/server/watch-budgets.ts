// Notifies of budgets: when a threshold is exceeded, and when a new month is below it again. The event is that of an alarm of
// CloudWatch, so that it goes where the definition's notifications want it.
import { budgetStates } from '../model/budget.ts';
import { estimateMonth } from '../runtime/estimate-month.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { realClock, type Clock } from './clock.ts';
import type { Pipelines } from './pipelines.ts';

const everyMs = 60 * 60 * 1000;
const kind = 'budget';

export interface BudgetOptions {
  readonly pipelines: Pick<Pipelines, 'names' | 'definitionOf' | 'note' | 'subscribe'>;
  readonly state: StateFolder;
  readonly onFailed: (error: unknown) => void;
}

/** At the start, every hour, and after each execution. Until it is disposed. */
export function watchBudgets(options: BudgetOptions, clock: Clock = realClock): Disposable {
  const { pipelines, onFailed } = options;
  const look = (pipelineName: string): void => {
    check(pipelineName, options, clock).catch(onFailed);
  };
  let cancel = (): void => undefined;
  const wait = (): void => {
    cancel = clock.after(everyMs, () => {
      pipelines.names().forEach(look);
      wait();
    });
  };
  pipelines.names().forEach(look);
  wait();
  const unsubscribe = pipelines.subscribe(({ workload, event }) => {
    if (event.type === 'ExecutionEnded') look(workload.name);
  });
  return {
    [Symbol.dispose]: () => {
      cancel();
      unsubscribe();
    },
  };
}

async function check(pipelineName: string, { pipelines, state }: BudgetOptions, clock: Clock): Promise<void> {
  const driven = pipelines.definitionOf(pipelineName);
  if (driven === undefined || driven.definition.budgets.length === 0) return;
  const now = clock.now();
  const { actualUsd, totalUsd } = await estimateMonth({
    definition: driven.definition,
    folder: driven.definitionFolder,
    state,
    now,
  });
  for (const budget of driven.definition.budgets)
    for (const { name, isExceeded, reason } of budgetStates(budget, { actualUsd, forecastedUsd: totalUsd })) {
      const id = JSON.stringify([pipelineName, name]);
      const wasExceeded = state.records.get<{ readonly isExceeded: boolean }>(kind, id)?.isExceeded ?? false;
      if (isExceeded === wasExceeded) continue;
      const [from, to] = isExceeded ? (['OK', 'ALARM'] as const) : (['ALARM', 'OK'] as const);
      state.records.put(kind, id, { isExceeded });
      pipelines.note(pipelineName, { type: 'AlarmStateChanged', at: now, alarmName: name, from, to, reason });
    }
}
