// Evaluates the rules of a stage condition (CodePipeline user guide, rule structure reference).
import { matchesJava } from '../lib/java-regex/match-java.ts';
import type { RuleDeclaration } from '../model/pipeline.ts';
import { parseQuartzCron } from '../model/quartz-cron.ts';
import type { ConditionType } from '../engine/event.ts';
import { localTime } from './local-time.ts';
import { checkAlarm, type AlarmSurroundings } from './watch-alarm.ts';

export interface RuleOutcome {
  readonly name: string;
  readonly succeeded: boolean;
  readonly message?: string;
}

/** Evaluates rules in order. A rule that cannot be evaluated here does not succeed, and says why. */
export async function evaluateRules(
  rules: readonly RuleDeclaration[],
  conditionType: ConditionType,
  surroundings: AlarmSurroundings,
): Promise<readonly RuleOutcome[]> {
  const outcomes: RuleOutcome[] = [];
  for (const rule of rules) outcomes.push(await evaluate(rule, conditionType, surroundings));
  return outcomes;
}

async function evaluate(
  rule: RuleDeclaration,
  conditionType: ConditionType,
  surroundings: AlarmSurroundings,
): Promise<RuleOutcome> {
  switch (rule.ruleTypeId.provider) {
    case 'VariableCheck':
      return checkVariable(rule);
    case 'DeploymentWindow':
      return checkWindow(rule, surroundings.now());
    case 'CloudWatchAlarm':
      return await checkAlarm(rule, conditionType, surroundings);
    default:
      return notHere(rule);
  }
}

/** DeploymentWindow: Cron and TimeZone. A closed window fails at once; AWS does not say whether it waits. */
function checkWindow({ name, configuration = {} }: RuleDeclaration, now: number): RuleOutcome {
  const { Cron = '', TimeZone = 'UTC' } = configuration;
  const isOpen = parseQuartzCron(Cron);
  const time = localTime(now, TimeZone);
  if (typeof isOpen !== 'function') return { name, succeeded: false, message: isOpen.wrong };
  if (time === undefined)
    return { name, succeeded: false, message: `"${TimeZone}" is no time zone that is known here` };
  const succeeded = isOpen(time);
  const when = `${new Date(now).toISOString()} in ${TimeZone}`;
  return { name, succeeded, message: `The window ${Cron} is ${succeeded ? 'open' : 'closed'} at ${when}` };
}

/** VariableCheck: Variable, Operator and Value, with references already resolved. */
function checkVariable(rule: RuleDeclaration): RuleOutcome {
  const { Variable = '', Value = '', Operator = '' } = rule.configuration ?? {};
  const compare = operators[Operator];
  if (compare === undefined)
    return {
      name: rule.name,
      succeeded: false,
      message: `Operator "${Operator}" is none of EQ, NE, CONTAINS, MATCHES`,
    };
  const succeeded = compare(Variable, Value);
  if (typeof succeeded === 'object') return { name: rule.name, succeeded: false, message: succeeded.wrong };
  return {
    name: rule.name,
    succeeded,
    message: `"${Variable}" ${Operator} "${Value}" is ${String(succeeded)}`,
  };
}

/** MATCHES wants the whole string to match, as Java's `matches` does. */
const operators: Readonly<
  Record<string, (variable: string, value: string) => boolean | { readonly wrong: string }>
> = {
  EQ: (variable, value) => variable === value,
  NE: (variable, value) => variable !== value,
  CONTAINS: (variable, value) => variable.includes(value),
  MATCHES: (variable, value) => matchesJava(value, variable),
};

function notHere(rule: RuleDeclaration): RuleOutcome {
  const message = `Rules of provider ${rule.ruleTypeId.provider} cannot be evaluated here; VariableCheck, DeploymentWindow and CloudWatchAlarm can`;
  return { name: rule.name, succeeded: false, message };
}
