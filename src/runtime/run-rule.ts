// Rules that do work (Commands, CodeBuild, LambdaInvoke), run as the actions of their kind are, with a log of their own.
import { createHash } from 'node:crypto';
import type { RuleRunner } from '../actions/rule-provider.ts';
import { defined } from '../lib/defined.ts';
import type { RuleDeclaration } from '../model/pipeline.ts';
import type { Progress } from '../model/progress.ts';
import type { RuleOutcome, RulePlace, RuleSurroundings } from './rule-contract.ts';
import { runAction, type ActionRunInput } from './run-action.ts';

/** Undefined for a rule that is evaluated without running anything. */
export async function runRule(
  rule: RuleDeclaration,
  place: RulePlace,
  surroundings: RuleSurroundings,
): Promise<RuleOutcome | undefined> {
  const { provider } = rule.ruleTypeId;
  const found = surroundings.providers.rules.find((each) => each.provider === provider)?.runs;
  if (found === undefined) return undefined;
  const inputs = (rule.inputArtifacts ?? []).map(({ name }) => place.artifactOf(name));
  const missing = (rule.inputArtifacts ?? []).filter((_, index) => inputs[index] === undefined);
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(', ');
    const message = `The input artifact ${names} was not produced in this execution`;
    return { name: rule.name, succeeded: false, message };
  }
  const input = inputOf(rule, place, found);
  return await run({ ...input, inputArtifacts: inputs.filter((each) => each !== undefined) }, surroundings);
}

async function run(input: ActionRunInput, surroundings: RuleSurroundings): Promise<RuleOutcome> {
  const notExecuted: string[] = [];
  const report = (progress: Progress): void => {
    if (progress.kind === 'NotExecuted') notExecuted.push(`${progress.what}: ${progress.reason}`);
  };
  const end = await runAction(input, surroundings, { signal: surroundings.signal, report });
  const succeeded = end.type === 'ActionSucceeded';
  const said = succeeded ? (end.summary ?? 'It succeeded') : end.error.message;
  const message = [said, ...notExecuted.map((each) => `not executed here: ${each}`)].join('; ');
  return { name: input.actionName, succeeded, message, ruleExecutionId: input.actionExecutionId };
}

function inputOf(
  rule: RuleDeclaration,
  { executionId, stageName, isRecovered, conditionType, stageAttempt }: RulePlace,
  { type: { category, owner, provider }, runner }: RuleRunner,
): Omit<ActionRunInput, 'inputArtifacts'> {
  const { name, configuration = {}, commands, inputArtifacts, region, roleArn } = rule;
  const { loadInputs: _loadInputs, ...once } = runner;
  // The same after a crash, so that what the interrupted evaluation left behind is found and ended.
  const place = JSON.stringify([executionId, stageName, conditionType, stageAttempt, name]);
  const id = createHash('sha256').update(place).digest('hex').slice(0, 32);
  return {
    executionId,
    stageName,
    actionName: name,
    actionExecutionId: `rule-${id}`,
    attempt: isRecovered ? 2 : 1,
    declaration: {
      name,
      actionTypeId: { category, owner, provider, version: '1' },
      configuration,
      ...defined({ commands, inputArtifacts, region, roleArn }),
    },
    configuration,
    runner: once,
  };
}
