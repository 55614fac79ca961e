// Which images a lifecycle policy expires. Source: ECR user guide, "Automate the cleanup of images by using lifecycle policies"
// and "Lifecycle policy parameters". Pure.
import { isRecord } from '../../lib/is-record.ts';
import type { Result } from '../../lib/result.ts';
import { compileStars } from '../../lib/wildcard.ts';

interface Selection {
  readonly tagStatus: 'tagged' | 'untagged' | 'any';
  readonly tagPrefixList?: readonly string[];
  readonly tagPatternList?: readonly string[];
  readonly countType: string;
  readonly countUnit?: string;
  readonly countNumber: number;
}

export interface LifecycleRule {
  readonly rulePriority: number;
  readonly selection: Selection;
  readonly action: { readonly type: string };
}

export interface Image {
  readonly digest: string;
  readonly tags: readonly string[];
  /** Milliseconds since the epoch. */
  readonly pushedAt: number;
  /** Of an index: the images of its platforms. */
  readonly holds: readonly string[];
}

export interface Expiring<T extends Image> {
  readonly image: T;
  readonly rulePriority: number;
}

const dayMs = 24 * 3_600_000;

/**
 * Rules count in the order of their priority. One sees all images that its selection of tags names, and expires none of those
 * that the selection of a rule before it names as well. An image that an index holds stays for as long as the index.
 *
 * @param now milliseconds since the epoch
 */
export function expiringImages<T extends Image>(
  rules: readonly LifecycleRule[],
  images: readonly T[],
  now: number,
): readonly Expiring<T>[] {
  const newestFirst = images.toSorted((a, b) => b.pushedAt - a.pushedAt);
  const held = new Set(images.flatMap(({ holds }) => holds));
  const seen = new Set<T>();
  const expiring: Expiring<T>[] = [];
  for (const rule of rules.filter(isExecuted).toSorted((a, b) => a.rulePriority - b.rulePriority)) {
    const { selection, rulePriority } = rule;
    const named = newestFirst.filter(({ tags }) => isSelected(selection, tags));
    const marked = beyondCount(selection, named, now).filter(
      (image) => !seen.has(image) && !held.has(image.digest),
    );
    expiring.push(...marked.map((image) => ({ image, rulePriority })));
    for (const image of named) seen.add(image);
  }
  return expiring;
}

/** Pulls are not recorded on this machine, and there is no archive. */
export function isExecuted({ selection: { countType }, action }: LifecycleRule): boolean {
  return action.type === 'expire' && countTypes.has(countType);
}

const countTypes: ReadonlySet<string> = new Set(['imageCountMoreThan', 'sinceImagePushed']);

function beyondCount<T extends Image>(
  { countType, countNumber }: Selection,
  newestFirst: readonly T[],
  now: number,
): readonly T[] {
  if (countType === 'imageCountMoreThan') return newestFirst.slice(countNumber);
  return newestFirst.filter(({ pushedAt }) => now - pushedAt > countNumber * dayMs);
}

/** Of several prefixes or patterns each must fit a tag. */
function isSelected(
  { tagStatus, tagPrefixList = [], tagPatternList = [] }: Selection,
  tags: readonly string[],
): boolean {
  if (tagStatus === 'any') return true;
  if (tagStatus === 'untagged') return tags.length === 0;
  return (
    tags.length > 0 &&
    tagPrefixList.every((prefix) => tags.some((tag) => tag.startsWith(prefix))) &&
    tagPatternList.every((pattern) => tags.some((tag) => compileStars(pattern, { many: '*' }).matches(tag)))
  );
}

/** The rules of a policy, or what is wrong with them. */
export function readLifecyclePolicy(text: string): Result<{ readonly rules: readonly LifecycleRule[] }> {
  const policy = parsed(text);
  if (!isRecord(policy)) return { failed: 'the policy is not a JSON object' };
  const { rules } = policy;
  if (!Array.isArray(rules) || rules.length === 0)
    return { failed: 'object has missing required properties (["rules"])' };
  for (const rule of rules as readonly unknown[]) {
    const wrong = whyNoRule(rule);
    if (wrong !== undefined) return { failed: wrong };
  }
  const read = rules as readonly LifecycleRule[];
  const wrong = whyNotTogether(read);
  return wrong === undefined ? { rules: read } : { failed: wrong };
}

function whyNoRule(rule: unknown): string | undefined {
  const missing = missingOf(rule, ['action', 'rulePriority', 'selection']);
  if (missing !== undefined) return missing;
  const { rulePriority, selection, action } = rule as Readonly<Record<string, unknown>>;
  if (!isWhole(rulePriority) || rulePriority < 1) return 'rulePriority must be an integer of at least 1';
  const wrong =
    missingOf(action, ['type']) ?? missingOf(selection, ['countNumber', 'countType', 'tagStatus']);
  if (wrong !== undefined) return wrong;
  return whyNoSelection(selection as Readonly<Record<string, unknown>>);
}

function whyNoSelection(selection: Readonly<Record<string, unknown>>): string | undefined {
  const { tagStatus, tagPrefixList, tagPatternList, countType, countUnit, countNumber } = selection;
  if (tagStatus !== 'tagged' && tagStatus !== 'untagged' && tagStatus !== 'any')
    return `instance value (${JSON.stringify(tagStatus)}) not found in enum (possible values: ["any","tagged","untagged"])`;
  if (!isWhole(countNumber) || countNumber < 1) return 'countNumber must be an integer of at least 1';
  if (typeof countType !== 'string') return 'countType must be a string';
  if (countType === 'sinceImagePushed' && countUnit !== 'days') return 'countUnit must be "days"';
  if (countType === 'imageCountMoreThan' && countUnit !== undefined)
    return 'countUnit is only for countType "sinceImagePushed"';
  const lists = [tagPrefixList, tagPatternList].filter((each) => each !== undefined);
  if (tagStatus === 'tagged' && lists.length !== 1)
    return 'a rule with tagStatus "tagged" has either tagPrefixList or tagPatternList';
  if (tagStatus !== 'tagged' && lists.length > 0)
    return `a rule with tagStatus "${tagStatus}" has no tagPrefixList and no tagPatternList`;
  const wrong = lists.find((each) => !isListOfTexts(each));
  return wrong === undefined ? undefined : 'tagPrefixList and tagPatternList are lists of at least one text';
}

function whyNotTogether(rules: readonly LifecycleRule[]): string | undefined {
  const priorities = rules.map(({ rulePriority }) => rulePriority);
  if (new Set(priorities).size < rules.length) return 'rulePriority must be another one for each rule';
  const any = rules.filter(({ selection }) => selection.tagStatus === 'any');
  if (any.length > 1) return 'only one rule may have tagStatus "any"';
  if (any.some(({ rulePriority }) => rulePriority < Math.max(...priorities)))
    return 'a rule with tagStatus "any" must have the highest rulePriority';
  const untagged = rules.filter(({ selection }) => selection.tagStatus === 'untagged');
  return untagged.length > 1 ? 'only one rule may have tagStatus "untagged"' : undefined;
}

function missingOf(value: unknown, needed: readonly string[]): string | undefined {
  const missing = needed.filter((key) => !isRecord(value) || !(key in value));
  return missing.length === 0
    ? undefined
    : `object has missing required properties (${JSON.stringify(missing)})`;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
