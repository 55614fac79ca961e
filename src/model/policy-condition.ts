// The conditions of a policy statement, as far as they can be known before anything runs. Source: IAM user guide, "IAM
// JSON policy elements: Condition operators".
import { covers } from './policy-pattern.ts';
import { listOf, type ConditionBlock } from './policy.ts';

/**
 * Undefined when it depends on what is not known beforehand: a key that `context` lacks, or an operator not read here.
 */
export function holds(
  condition: ConditionBlock | undefined,
  context: Readonly<Record<string, string>>,
): boolean | undefined {
  const parts = Object.entries(condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => {
      const actual = valueOf(key, context);
      const test = operators[operator.replace(/IfExists$/, '')];
      return actual === undefined || test === undefined ? undefined : test(actual, listOf(wanted));
    }),
  );
  if (parts.some((part) => part === false)) return false;
  return parts.some((part) => part === undefined) ? undefined : true;
}

/** Names of keys are compared without regard to case. */
function valueOf(key: string, context: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}

type Test = (actual: string, wanted: readonly string[]) => boolean;

const equals: Test = (actual, wanted) => wanted.includes(actual);
const equalsIgnoringCase: Test = (actual, wanted) =>
  wanted.some((each) => each.toLowerCase() === actual.toLowerCase());
const isLike: Test = (actual, wanted) => wanted.some((pattern) => covers(pattern, actual));
const not =
  (test: Test): Test =>
  (actual, wanted) =>
    !test(actual, wanted);

const operators: Readonly<Record<string, Test>> = {
  // Of the several values of a key one is known.
  'ForAnyValue:StringEquals': equals,
  'ForAnyValue:StringLike': isLike,
  StringEquals: equals,
  StringNotEquals: not(equals),
  StringEqualsIgnoreCase: equalsIgnoringCase,
  StringNotEqualsIgnoreCase: not(equalsIgnoringCase),
  StringLike: isLike,
  StringNotLike: not(isLike),
  ArnEquals: isLike,
  ArnLike: isLike,
  ArnNotEquals: not(isLike),
  ArnNotLike: not(isLike),
  Bool: equalsIgnoringCase,
};
