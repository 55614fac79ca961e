// The rule CloudWatchAlarm: an alarm of the definition, looked at once or for as long as the rule says (CodePipeline user
// guide, "CloudWatchAlarm").
import { setTimeout as delay } from 'node:timers/promises';
import { scopeOf } from '../account/scope.ts';
import type { AlarmState } from '../model/alarm.ts';
import { alarmWatch } from '../model/alarm-watch.ts';
import type { RuleDeclaration } from '../model/pipeline.ts';
import type { ConditionType } from '../engine/event.ts';
import { lookAtAnyAlarm } from './alarm-look.ts';
import type { RuleOutcome, RuleSurroundings } from './rule-contract.ts';

type AlarmSurroundings = Pick<RuleSurroundings, 'definition' | 'account' | 'state' | 'now' | 'signal'>;

/** CloudWatch evaluates every ten seconds at most; here nobody pays for looking more often. */
const lookEveryMs = 1000;

export async function checkAlarm(
  { name, configuration = {} }: RuleDeclaration,
  conditionType: ConditionType,
  surroundings: AlarmSurroundings,
): Promise<RuleOutcome> {
  const { AlarmName = '', WaitTime = '0' } = configuration;
  const { resources } = scopeOf({}, surroundings.definition.pipeline, surroundings.account);
  const alarm = resources.find('AWS::CloudWatch::Alarm', AlarmName)?.values;
  const failed = (message: string): RuleOutcome => ({ name, succeeded: false, message });
  if (alarm === undefined)
    return failed(
      `There is no alarm "${AlarmName}": put the input of put-metric-alarm into a file beside the pipeline`,
    );
  const watch = alarmWatch(configuration);
  if ('wrong' in watch) return failed(watch.wrong);
  const endsAt = surroundings.now() + watch.waitMs;
  // Before a stage a good state is enough; after it, it has to last.
  const isEnough = (isBad: boolean): boolean => conditionType === 'BEFORE_ENTRY' && !isBad;
  let state: AlarmState = 'INSUFFICIENT_DATA';
  for (;;) {
    const found = await lookAtAnyAlarm(alarm, surroundings, {
      before: state,
      now: surroundings.now(),
    });
    if ('wrong' in found) return failed(found.wrong);
    ({ state } = found);
    const isBad = watch.states.has(state);
    const told = `The alarm ${AlarmName} is in state ${state}${found.value === '' ? '' : ` (${found.value})`}`;
    if (isEnough(isBad)) return { name, succeeded: true, message: told };
    if (isBad && conditionType !== 'BEFORE_ENTRY') return failed(told);
    if (surroundings.signal.aborted)
      return failed(`${told}, and the execution was stopped while it was watched`);
    const leftMs = endsAt - surroundings.now();
    if (leftMs <= 0) return { name, succeeded: !isBad, message: `${told} after ${WaitTime} minutes` };
    await delay(Math.min(lookEveryMs, leftMs), undefined, { signal: surroundings.signal }).catch(
      () => undefined,
    );
  }
}
