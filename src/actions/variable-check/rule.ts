// The rule VariableCheck: the value of a variable decides (CodePipeline user guide, "VariableCheck rule").
import type { Finding } from '../../lib/finding.ts';
import { faultOfJavaPattern } from '../../lib/java-regex/match-java.ts';
import { mandatory, oneOf, R } from '../../model/configuration-key.ts';
import type { PlacedRule } from '../../model/pipeline-texts.ts';
import { referencesIn } from '../../model/variables.ts';
import type { RuleProvider } from '../rule-provider.ts';

export const variableCheckRule: RuleProvider = {
  provider: 'VariableCheck',
  configuration: {
    Variable: R,
    Value: R,
    Operator: mandatory(oneOf('EQ', 'NE', 'CONTAINS', 'MATCHES')),
  },
  maySkip: true,
  check: wrongPattern,
  loadEvaluation: async () => (await import('./evaluate-variable.ts')).evaluateVariable,
  rights: () => ({ rights: [] }),
};

/** AWS finds it out when the rule is evaluated. */
function wrongPattern({ rule, path }: PlacedRule): readonly Finding[] {
  const { Operator = '', Value = '' } = rule.configuration ?? {};
  const isPattern = Operator === 'MATCHES';
  const fault = isPattern && referencesIn(Value).length === 0 ? faultOfJavaPattern(Value) : undefined;
  if (fault === undefined) return [];
  return [
    {
      code: 'ConfigurationValueInvalid',
      severity: fault.isJavas ? 'warning' : 'error',
      message: fault.message,
      path: [...path, 'configuration', 'Value'],
      remedy: 'Write a regular expression without it; the rule fails for this one.',
    },
  ];
}
