// The rule VariableCheck, evaluated: Variable, Operator and Value, with references already resolved.
import { matchesJava } from '../../lib/java-regex/match-java.ts';
import type { Result } from '../../lib/result.ts';
import type { RuleEvaluation } from '../rule-provider.ts';

export const evaluateVariable: RuleEvaluation = ({ configuration = {} }) => {
  const { Variable = '', Value = '', Operator = '' } = configuration;
  const compare = operators[Operator];
  if (compare === undefined)
    return {
      succeeded: false,
      message: `Operator "${Operator}" is none of EQ, NE, CONTAINS, MATCHES`,
    };
  const succeeded = compare(Variable, Value);
  if (typeof succeeded === 'object') return { succeeded: false, message: succeeded.failed };
  return { succeeded, message: `"${Variable}" ${Operator} "${Value}" is ${String(succeeded)}` };
};

/** MATCHES wants the whole string to match, as Java's `matches` does. */
const operators: Readonly<Record<string, (variable: string, value: string) => Result<boolean>>> = {
  EQ: (variable, value) => variable === value,
  NE: (variable, value) => variable !== value,
  CONTAINS: (variable, value) => variable.includes(value),
  MATCHES: (variable, value) => matchesJava(value, variable),
};
