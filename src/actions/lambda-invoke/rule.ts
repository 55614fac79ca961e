// The rule LambdaInvoke: a function decides (CodePipeline user guide, "LambdaInvoke rule").
import type { Finding } from '../../lib/finding.ts';
import { nearest } from '../../lib/nearest.ts';
import { O, R } from '../../model/configuration-key.ts';
import type { Definition } from '../../model/definition.ts';
import { findFunction } from '../../model/function.ts';
import type { PlacedRule } from '../../model/pipeline-texts.ts';
import { namedInRule } from '../named-in-rule.ts';
import type { RuleProvider } from '../rule-provider.ts';
import { lambdaInvoke } from './provider.ts';
import { lambdaInvokeRights } from './rights.ts';

export const lambdaInvokeRule: RuleProvider = {
  provider: 'LambdaInvoke',
  configuration: { FunctionName: R, UserParameters: O },
  check: checkFunction,
  rights: (asked) => ({ rights: lambdaInvokeRights(asked) }),
  runs: {
    type: lambdaInvoke,
    runner: {
      recovery: 'restart',
      load: async () => (await import('./run-lambda-rule.ts')).runLambdaRule,
    },
  },
};

function checkFunction(placed: PlacedRule, { functions }: Definition): readonly Finding[] {
  const name = namedInRule(placed, 'FunctionName');
  if (name === undefined || findFunction(functions, name) !== undefined) return [];
  const meant = nearest(
    name,
    functions.map(({ functionName }) => functionName),
  );
  return [
    {
      code: 'FunctionUnknown',
      severity: functions.length === 0 ? 'warning' : 'error',
      message: `The rule "${placed.rule.name}" names the function "${name}", which is not part of the definition`,
      path: [...placed.path, 'configuration', 'FunctionName'],
      remedy:
        meant === undefined
          ? 'Put the input of "aws lambda create-function" into a file beside the pipeline.'
          : `Did you mean "${meant}"?`,
      aws: 'The rule fails when the account has no such function.',
    },
  ];
}
