// What runs the rules of conditions that do work: the builds that actions make too, and functions. A rule is asked anew
// each time, so that nothing of it is reused.
import type { ActionTypeName } from '../model/action-type.ts';
import type { ActionTypeId } from '../model/pipeline.ts';
import { buildWithCodeBuild } from './codebuild/provider.ts';
import { commands } from './commands/provider.ts';
import { lambdaInvoke } from './lambda-invoke/provider.ts';
import type { ActionRunner } from './provider.ts';

export interface RuleRunner {
  /** As whose action the rule runs. */
  readonly type: ActionTypeId;
  readonly runner: ActionRunner;
}

const ruleRunners: Readonly<Record<string, RuleRunner>> = {
  CodeBuild: as(buildWithCodeBuild, buildWithCodeBuild.runner),
  Commands: as(commands, commands.runner),
  LambdaInvoke: as(lambdaInvoke, {
    recovery: 'restart',
    load: async () => (await import('./lambda-invoke/run-lambda-rule.ts')).runLambdaRule,
  }),
};

function as({ category, owner, provider }: ActionTypeName, { recovery, load }: ActionRunner): RuleRunner {
  return { type: { category, owner, provider, version: '1' }, runner: { recovery, load } };
}

/** Undefined for a rule that needs nothing to be run. */
export function runnerOfRule(name: string): RuleRunner | undefined {
  return Object.hasOwn(ruleRunners, name) ? ruleRunners[name] : undefined;
}
