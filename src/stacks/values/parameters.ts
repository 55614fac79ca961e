// The values of a stack's parameters. Source: CloudFormation user guide, "Parameters".
import { defined } from '../../lib/defined.ts';
import { matchesJava } from '../../lib/java-regex/match-java.ts';
import { isFailed } from '../../lib/result.ts';
import type { ParameterDeclaration, Template, Value } from '../template/template.ts';

export interface GivenParameter {
  readonly key: string;
  readonly value?: string;
  readonly usePrevious?: boolean;
}

export interface StackParameter {
  readonly key: string;
  /** As it was given; of a type that SSM resolves, the name of the parameter there. */
  readonly value: string;
  readonly resolved?: string;
  readonly noEcho: boolean;
}

/** CloudFormation's message. */
export interface ParameterFailure {
  readonly message: string;
}

/** @param previous of the stack that is updated */
export function chooseParameters(
  template: Template,
  given: readonly GivenParameter[],
  previous: readonly StackParameter[],
): readonly StackParameter[] | ParameterFailure {
  const declared = [...template.parameters.values()];
  const unknown = given.filter(({ key }) => !template.parameters.has(key));
  if (unknown.length > 0)
    return {
      message: `Parameters: [${unknown.map(({ key }) => key).join(', ')}] do not exist in the template`,
    };
  const chosen = declared.map((declaration) => ({
    declaration,
    value: chosenValue(declaration, given, previous),
  }));
  const missing = chosen.filter(({ value }) => value === undefined).map(({ declaration }) => declaration);
  const ssm = missing.find(({ type }) => isOfSsm(type));
  if (ssm !== undefined)
    return { message: `Parameter ${ssm.name} should either have input value or default value` };
  if (missing.length > 0)
    return { message: `Parameters: [${missing.map(({ name }) => name).join(', ')}] must have values` };
  return chosen.map(({ declaration: { name, noEcho }, value = '' }) => ({ key: name, value, noEcho }));
}

function chosenValue(
  declaration: ParameterDeclaration,
  given: readonly GivenParameter[],
  previous: readonly StackParameter[],
): string | undefined {
  const own = given.find(({ key }) => key === declaration.name);
  if (own?.usePrevious === true) return previous.find(({ key }) => key === declaration.name)?.value;
  return own?.value ?? declaration.default;
}

/** A type whose value is in SSM, under the name that the parameter has. */
export function isOfSsm(type: string): boolean {
  return type.startsWith('AWS::SSM::Parameter::Value<');
}

/** The message of the first constraint that a value does not keep. */
export function constraintFailure(
  declaration: ParameterDeclaration,
  { value, resolved }: StackParameter,
): string | undefined {
  const { name, type, constraintDescription } = declaration;
  const text = resolved ?? value;
  if (value.length > 4096)
    return `Template format error: Parameter '${name}' value length is greater than 4096.`;
  if (type === 'Number' && !isNumber(text)) return `Parameter '${name}' must be a number.`;
  if (type === 'List<Number>' && membersOf(text).some((each) => !isNumber(each)))
    return `Parameter '${name}' must be a number.`;
  const failure = firstFailure(declaration, isListType(type) ? membersOf(text) : [text]);
  if (failure === undefined) return undefined;
  return constraintDescription === undefined
    ? `Parameter '${name}' ${failure}`
    : `Parameter '${name}' failed to satisfy constraint: ${constraintDescription}`;
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

function firstFailure(declaration: ParameterDeclaration, members: readonly string[]): string | undefined {
  const { allowedValues, allowedPattern, minLength, maxLength, minValue, maxValue } = declaration;
  const some = (isWrong: (text: string) => boolean) => members.some(isWrong);
  if (allowedValues !== undefined && some((text) => !allowedValues.includes(text)))
    return `must be one of AllowedValues`;
  if (allowedPattern !== undefined) {
    const results = members.map((text) => matchesJava(allowedPattern, text));
    const unclear = results.find(isFailed);
    if (unclear !== undefined) return `has a pattern that cannot be evaluated here: ${unclear.failed}`;
    if (results.includes(false)) return `must match pattern ${allowedPattern}`;
  }
  if (minLength !== undefined && some(({ length }) => length < minLength))
    return `must contain at least ${minLength} characters`;
  if (maxLength !== undefined && some(({ length }) => length > maxLength))
    return `must contain at most ${maxLength} characters`;
  if (minValue !== undefined && some((text) => Number(text) < minValue))
    return `must be a number not less than ${minValue}`;
  if (maxValue !== undefined && some((text) => Number(text) > maxValue))
    return `must be a number not greater than ${maxValue}`;
  return undefined;
}

/** A type whose value is a list, in the service that has it too. */
export function isListType(type: string): boolean {
  return /(?:^|<)(?:CommaDelimitedList|List<)/.test(type);
}

/** At commas, without the blanks around; of an empty text nothing. */
export function membersOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(',').map((each) => each.trim());
}

/** What `Ref` gives for each. */
export function valuesOf(
  template: Template,
  parameters: readonly StackParameter[],
): ReadonlyMap<string, Value> {
  return new Map(
    parameters.map(({ key, value, resolved }) => {
      const text = resolved ?? value;
      return [key, isListType(template.parameters.get(key)?.type ?? '') ? membersOf(text) : text] as const;
    }),
  );
}

/** As DescribeStacks shows it. */
export function shownParameter({ key, value, resolved, noEcho }: StackParameter) {
  return defined({
    ParameterKey: key,
    ParameterValue: noEcho ? '****' : value,
    ResolvedValue: noEcho ? undefined : resolved,
  });
}
