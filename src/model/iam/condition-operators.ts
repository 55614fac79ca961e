// The operators of conditions: how one value of a request is held against one value of a policy. Source: IAM user guide,
// "IAM JSON policy elements: Condition operators".
import { isInRange } from '../../lib/ip-range.ts';
import { matchesGlob } from './pattern.ts';

export interface ConditionOperator {
  readonly test: (actual: string, wanted: string) => boolean;
  /** It holds when no value of the policy fits. */
  readonly isNegated: boolean;
  /** How the policy's value is read: with `*` and `?`, or as it stands. Variables are filled in for both. */
  readonly takes: 'pattern' | 'text' | 'other';
}

/** By the operator's name without `IfExists` and `ForAllValues:`; undefined for one that IAM does not have. */
export function conditionOperator(name: string): ConditionOperator | undefined {
  return operators[name.toLowerCase()];
}

type Test = ConditionOperator['test'];

const operators: Readonly<Record<string, ConditionOperator>> = {
  ...pair(['StringEquals', 'StringNotEquals'], 'text', (actual, wanted) => actual === wanted),
  ...pair(['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'], 'text', equalsIgnoringCase),
  ...pair(['StringLike', 'StringNotLike'], 'pattern', matchesGlobOf),
  ...pair(
    ['NumericEquals', 'NumericNotEquals'],
    'other',
    numbers((one, other) => one === other),
  ),
  ...single(
    'NumericLessThan',
    numbers((one, other) => one < other),
  ),
  ...single(
    'NumericLessThanEquals',
    numbers((one, other) => one <= other),
  ),
  ...single(
    'NumericGreaterThan',
    numbers((one, other) => one > other),
  ),
  ...single(
    'NumericGreaterThanEquals',
    numbers((one, other) => one >= other),
  ),
  ...pair(
    ['DateEquals', 'DateNotEquals'],
    'other',
    dates((one, other) => one === other),
  ),
  ...single(
    'DateLessThan',
    dates((one, other) => one < other),
  ),
  ...single(
    'DateLessThanEquals',
    dates((one, other) => one <= other),
  ),
  ...single(
    'DateGreaterThan',
    dates((one, other) => one > other),
  ),
  ...single(
    'DateGreaterThanEquals',
    dates((one, other) => one >= other),
  ),
  ...single('Bool', equalsIgnoringCase),
  ...single('BinaryEquals', (actual, wanted) => bytesOf(actual).equals(bytesOf(wanted))),
  ...pair(['IpAddress', 'NotIpAddress'], 'other', isInRange),
  // Both compare as ArnLike does.
  ...pair(['ArnEquals', 'ArnNotEquals'], 'pattern', isArnLike),
  ...pair(['ArnLike', 'ArnNotLike'], 'pattern', isArnLike),
};

function pair(
  [name, negated]: readonly [string, string],
  takes: ConditionOperator['takes'],
  test: Test,
): Readonly<Record<string, ConditionOperator>> {
  return {
    [name.toLowerCase()]: { test, isNegated: false, takes },
    [negated.toLowerCase()]: { test, isNegated: true, takes },
  };
}

function single(name: string, test: Test): Readonly<Record<string, ConditionOperator>> {
  return { [name.toLowerCase()]: { test, isNegated: false, takes: 'other' } };
}

function matchesGlobOf(actual: string, wanted: string): boolean {
  return matchesGlob(wanted, actual);
}

/** Each of the six parts by itself: a `*` does not reach beyond its colon. */
function isArnLike(actual: string, wanted: string): boolean {
  const [parts, patterns] = [arnParts(actual), arnParts(wanted)];
  return parts.length === patterns.length && patterns.every((each, at) => matchesGlob(each, parts[at] ?? ''));
}

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function equalsIgnoringCase(actual: string, wanted: string): boolean {
  return actual.toLowerCase() === wanted.toLowerCase();
}

function numbers(compare: (one: number, other: number) => boolean): Test {
  return comparing((text) => (text.trim() === '' ? Number.NaN : Number(text)), compare);
}

/** ISO 8601, or seconds since the epoch. */
function dates(compare: (one: number, other: number) => boolean): Test {
  const read = (text: string) =>
    /^-?\d+(?:\.\d+)?$/.test(text) && !/^\d{4}$/.test(text) ? Number(text) * 1000 : Date.parse(text);
  return comparing(read, compare);
}

/** What cannot be read fits nothing. */
function comparing(read: (text: string) => number, compare: (one: number, other: number) => boolean): Test {
  return (actual, wanted) => {
    const [one, other] = [read(actual), read(wanted)];
    return !Number.isNaN(one) && !Number.isNaN(other) && compare(one, other);
  };
}

function bytesOf(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}
