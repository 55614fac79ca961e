// Evaluates the rules of a stage condition (CodePipeline user guide, rule structure reference).
import type { RuleDeclaration } from '../model/pipeline.ts';

export interface RuleOutcome {
  readonly name: string;
  readonly succeeded: boolean;
  readonly message?: string;
}

/** Evaluates rules in order. A rule that cannot be evaluated here does not succeed, and says why. */
export function evaluateRules(rules: readonly RuleDeclaration[]): readonly RuleOutcome[] {
  return rules.map((rule) =>
    rule.ruleTypeId.provider === 'VariableCheck' ? checkVariable(rule) : notHere(rule),
  );
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
  return {
    name: rule.name,
    succeeded,
    message: `"${Variable}" ${Operator} "${Value}" is ${String(succeeded)}`,
  };
}

/** MATCHES wants the whole string to match, as Java's `matches` does. */
const operators: Readonly<Record<string, (variable: string, value: string) => boolean>> = {
  EQ: (variable, value) => variable === value,
  NE: (variable, value) => variable !== value,
  CONTAINS: (variable, value) => variable.includes(value),
  MATCHES: (variable, value) => matchesWhole(variable, value),
};

function matchesWhole(variable: string, pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(variable);
  } catch {
    return false;
  }
}

function notHere(rule: RuleDeclaration): RuleOutcome {
  const message = `Rules of provider ${rule.ruleTypeId.provider} cannot be evaluated here; only VariableCheck can`;
  return { name: rule.name, succeeded: false, message };
}
