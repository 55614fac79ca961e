// The rule LambdaInvoke: a function decides (CodePipeline user guide, "LambdaInvoke rule").
import { O, R } from '../../model/configuration-key.ts';
import { namedInRule } from '../named-in-rule.ts';
import type { RuleProvider } from '../rule-provider.ts';
import { checkFunction } from './check-function.ts';
import { lambdaInvoke } from './provider.ts';
import { lambdaInvokeRights } from './rights.ts';

export const lambdaInvokeRule: RuleProvider = {
  provider: 'LambdaInvoke',
  configuration: { FunctionName: R, UserParameters: O },
  maySkip: true,
  check: (placed, definition) =>
    checkFunction(definition, {
      by: `rule "${placed.rule.name}"`,
      name: namedInRule(placed, 'FunctionName'),
      path: [...placed.path, 'configuration', 'FunctionName'],
      aws: 'The rule fails when the account has no such function.',
    }),
  rights: (asked) => ({ rights: lambdaInvokeRights(asked) }),
  runs: {
    type: lambdaInvoke,
    runner: lambdaInvoke.runner,
  },
};
