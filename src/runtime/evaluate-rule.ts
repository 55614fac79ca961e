// Evaluates the rules of a stage condition (CodePipeline user guide, rule structure reference).
import { counted } from '../lib/counted.ts';
import { ActionAborted } from '../actions/action-aborted.ts';
import { scopeOf } from '../account/scope.ts';
import type { RuleDeclaration } from '../model/pipeline.ts';
import { observeAnyAlarm } from './observe-alarm.ts';
import type { RuleOutcome, RulePlace, RuleSurroundings } from './rule-contract.ts';
import { runRule } from './run-rule.ts';

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
    const message = `The rule did not end within its ${counted(timeoutInMinutes, 'minute')}`;
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
  const { provider } = rule.ruleTypeId;
  const known = surroundings.providers.rules.find((each) => each.provider === provider);
  const evaluation = await known?.loadEvaluation?.();
  if (evaluation === undefined) return (await runRule(rule, place, surroundings)) ?? notHere(rule);
  const { resources } = scopeOf({}, surroundings.definition.pipeline, surroundings.account);
  const outcome = await evaluation(rule, {
    isBeforeEntry: place.conditionType === 'BEFORE_ENTRY',
    now: surroundings.now,
    signal: surroundings.signal,
    alarmOf: (name) => resources.find('AWS::CloudWatch::Alarm', name)?.values,
    observeAlarm: async (alarm, moment) => await observeAnyAlarm(alarm, surroundings, moment),
  });
  return { name: rule.name, ...outcome };
}

function notHere(rule: RuleDeclaration): RuleOutcome {
  const message = `There is no rule "${rule.ruleTypeId.provider}"`;
  return { name: rule.name, succeeded: false, message };
}
