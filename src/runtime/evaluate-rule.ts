// Evaluates the rules of a stage condition (CodePipeline user guide, rule structure reference).
import { setTimeout as delay } from 'node:timers/promises';
import { ActionAborted } from '../actions/action-aborted.ts';
import { matchesJava } from '../lib/java-regex/match-java.ts';
import type { RuleDeclaration } from '../model/pipeline.ts';
import { parseQuartzCron } from '../model/quartz-cron.ts';
import { localTime } from './local-time.ts';
import type { RuleOutcome, RulePlace, RuleSurroundings } from './rule-contract.ts';
import { runRule } from './run-rule.ts';
import { checkAlarm } from './watch-alarm.ts';

/** Evaluates rules in order. A rule that cannot be evaluated here does not succeed, and says why. */
export async function evaluateRules(
  rules: readonly RuleDeclaration[],
  place: RulePlace,
  surroundings: RuleSurroundings,
): Promise<readonly RuleOutcome[]> {
  const outcomes: RuleOutcome[] = [];
  for (const rule of rules) outcomes.push(await evaluateInTime(rule, place, surroundings));
  return outcomes;
}

/** setTimeout's own limit. */
const longestTimerMs = 2 ** 31 - 1;

/** A rule whose time is up has failed, whatever it does then. */
async function evaluateInTime(
  rule: RuleDeclaration,
  place: RulePlace,
  surroundings: RuleSurroundings,
): Promise<RuleOutcome> {
  const { timeoutInMinutes } = rule;
  if (timeoutInMinutes === undefined) return await evaluate(rule, place, surroundings);
  const { minuteMs = 60_000 } = surroundings.options;
  const time = new AbortController();
  const timer = setTimeout(
    () => time.abort(new ActionAborted('TimedOut')),
    Math.min(timeoutInMinutes * minuteMs, longestTimerMs),
  );
  const signal = AbortSignal.any([surroundings.signal, time.signal]);
  try {
    const outcome = await evaluate(rule, place, { ...surroundings, signal });
    if (!time.signal.aborted || surroundings.signal.aborted) return outcome;
    const message = `The rule did not end within its ${timeoutInMinutes} minutes`;
    return { ...outcome, succeeded: false, message };
  } finally {
    clearTimeout(timer);
  }
}

async function evaluate(
  rule: RuleDeclaration,
  place: RulePlace,
  surroundings: RuleSurroundings,
): Promise<RuleOutcome> {
  switch (rule.ruleTypeId.provider) {
    case 'VariableCheck':
      return checkVariable(rule);
    case 'DeploymentWindow':
      return await checkWindow(rule, surroundings);
    case 'CloudWatchAlarm':
      return await checkAlarm(rule, place.conditionType, surroundings);
    default:
      return (await runRule(rule, place, surroundings)) ?? notHere(rule);
  }
}

/**
 * DeploymentWindow: Cron and TimeZone. AWS does not say whether a closed window waits: here it fails at once, unless the
 * rule has a time of its own, in which the window may still open.
 */
async function checkWindow(
  { name, configuration = {}, timeoutInMinutes }: RuleDeclaration,
  { now, signal }: RuleSurroundings,
): Promise<RuleOutcome> {
  const { Cron = '', TimeZone = 'UTC' } = configuration;
  const isOpen = parseQuartzCron(Cron);
  if (typeof isOpen !== 'function') return { name, succeeded: false, message: isOpen.wrong };
  for (;;) {
    const at = now();
    const time = localTime(at, TimeZone);
    if (time === undefined)
      return { name, succeeded: false, message: `"${TimeZone}" is no time zone that is known here` };
    const succeeded = isOpen(time);
    const when = `${new Date(at).toISOString()} in ${TimeZone}`;
    const message = `The window ${Cron} is ${succeeded ? 'open' : 'closed'} at ${when}`;
    if (succeeded || timeoutInMinutes === undefined || signal.aborted) return { name, succeeded, message };
    await delay(60_000 - (at % 60_000), undefined, { signal }).catch(() => undefined);
  }
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
  const message = `There is no rule "${rule.ruleTypeId.provider}"`;
  return { name: rule.name, succeeded: false, message };
}
