// What runs the rules of conditions that do work: the builds that actions make too, and functions. A rule is asked anew
// each time, so that nothing of it is reused.
import type { ActionTypeId } from '../model/pipeline.ts';
import { buildCodeBuild } from './codebuild/provider.ts';
import { computeCommands } from './commands/provider.ts';
import type { ActionProvider } from './provider.ts';

const lambdaInvoke: ActionProvider = {
  category: 'Invoke',
  owner: 'AWS',
  provider: 'Lambda',
  recovery: 'restart',
  load: async () => (await import('./lambda-invoke/run-lambda-rule.ts')).runLambdaRule,
};

const providers: Readonly<Record<string, ActionProvider>> = {
  CodeBuild: withoutReuse(buildCodeBuild),
  Commands: withoutReuse(computeCommands),
  LambdaInvoke: lambdaInvoke,
};

function withoutReuse({ loadInputs: _loadInputs, ...provider }: ActionProvider): ActionProvider {
  return provider;
}

/** Undefined for a rule that needs nothing to be run. */
export function providerOfRule(name: string): ActionProvider | undefined {
  return Object.hasOwn(providers, name) ? providers[name] : undefined;
}

/** As whose action a rule runs. */
export function actionTypeOf({ category, owner, provider }: ActionProvider): ActionTypeId {
  return { category, owner, provider, version: '1' };
}
