// The tags of an image by what started the run: the rules of docker/metadata-action, in their order. Pure.
import { inTime } from '../../../../lib/in-time.ts';
import { isFailed, type Result } from '../../../../lib/result.ts';
import { unreachable } from '../../../../lib/unreachable.ts';
import { formatDate } from './format-date.ts';
import type { Flavor, TagRule } from './rules.ts';
import { fillTemplate, type TemplateHelper, type TemplateValues } from './template.ts';
import { pep440Of, semverOf, type VersionParts } from './versions.ts';

export interface RunFacts {
  readonly event: string;
  readonly ref: string;
  readonly sha: string;
  readonly defaultBranch: string;
  /** Of a request for a merge its target; of a tag the branch it was pushed from, where the event names it. */
  readonly baseRef: string;
  readonly at: Date;
  readonly commitAt: Date;
  /** DOCKER_METADATA_SHORT_SHA_LENGTH. */
  readonly shortLength: number;
}

export interface ImageVersion {
  /** The first tag; undefined when no rule applies. */
  readonly main: string | undefined;
  readonly others: readonly string[];
  readonly isLatest: boolean;
}

interface Given {
  readonly facts: RunFacts;
  readonly flavor: Flavor;
  readonly warn: (message: string) => void;
}

type Text = Result<{ readonly text: string }>;
/** A tag before what is put around it; no text when the rule does not apply. */
type Found = Result<{ readonly text: string; readonly isLatest: boolean } | { readonly text?: undefined }>;

const none = {};

export function imageVersion(rules: readonly TagRule[], given: Given): Result<ImageVersion> {
  const names: string[] = [];
  let isLatest: boolean | undefined;
  for (const rule of rules) {
    const isEnabled = fill(rule.attributes['enable'] ?? '', given);
    if (isFailed(isEnabled)) return isEnabled;
    if (!['true', 'false'].includes(isEnabled.text))
      return { failed: `Invalid value for enable attribute: ${isEnabled.text}` };
    if (isEnabled.text === 'false') continue;
    const found = tagOf(rule, given);
    if (isFailed(found)) return found;
    if (found.text === undefined) continue;
    const whole = surrounded(found.text, rule, given);
    if (isFailed(whole)) return whole;
    if (whole.text === '') continue;
    names.push(sanitized(whole.text));
    const { latest } = given.flavor;
    isLatest ??= latest === 'auto' ? found.isLatest : latest === 'true';
  }
  const [main, ...others] = [...new Set(names)];
  return { main, others, isLatest: isLatest ?? false };
}

function tagOf({ type, attributes }: TagRule, given: Given): Found {
  const { facts } = given;
  const { event, ref, sha } = facts;
  switch (type) {
    case 'schedule':
      return event.includes('schedule') ? notLatest(fill(attributes['pattern'] ?? '', given)) : none;
    case 'semver':
      return ofVersion(attributes, given, { read: semverOf, what: 'is not a valid semver' });
    case 'pep440':
      return ofVersion(attributes, given, { read: pep440Of, what: 'does not conform to PEP 440' });
    case 'match':
      return ofMatch(attributes, given);
    case 'ref':
      return ofRef(attributes['event'] ?? '', ref);
    case 'edge': {
      const branch = (attributes['branch'] ?? '') === '' ? facts.defaultBranch : attributes['branch'];
      return ref === `refs/heads/${branch ?? ''}` ? notLatest({ text: 'edge' }) : none;
    }
    case 'raw':
      return notLatest(fill(attributes['value'] ?? '', given));
    case 'sha':
      return notLatest({ text: attributes['format'] === 'short' ? sha.slice(0, facts.shortLength) : sha });
    default:
      return unreachable(type);
  }
}

function notLatest(text: Text): Found {
  return isFailed(text) ? text : { ...text, isLatest: false };
}

function ofRef(event: string, ref: string): Found {
  const [start, isLatest] = (
    { branch: ['refs/heads/', false], tag: ['refs/tags/', true], pr: ['refs/pull/', false] } as const
  )[event as 'branch' | 'tag' | 'pr'];
  if (!ref.startsWith(start)) return none;
  const name = ref.slice(start.length);
  return { text: event === 'pr' ? name.replace(/\/merge$/, '') : name, isLatest };
}

/** What is written as `value`, else the tag that started the run. */
function rawOf({ value = '' }: TagRule['attributes'], given: Given): Text | undefined {
  if (value !== '') return fill(value, given);
  const { ref } = given.facts;
  return ref.startsWith('refs/tags/') ? { text: ref.slice('refs/tags/'.length) } : undefined;
}

interface VersionKind {
  readonly read: (raw: string) => VersionParts | undefined;
  readonly what: string;
}

function ofVersion(attributes: TagRule['attributes'], given: Given, { read, what }: VersionKind): Found {
  const raw = rawOf(attributes, given);
  if (raw === undefined) return none;
  if (isFailed(raw)) return raw;
  const { match = '', pattern = '' } = attributes;
  const expression = compiled(match, '');
  if (isFailed(expression)) return expression;
  const matched = match === '' ? undefined : expression.regExp.exec(raw.text);
  if (matched === null) given.warn(`${match} does not match ${raw.text}.`);
  const text = (matched?.[1] ?? raw.text).replaceAll('/', '-');
  const version = read(text);
  if (version === undefined) {
    given.warn(`${text} ${what}`);
    return none;
  }
  if (version.isPreRelease)
    return { text: /^\{\{\s*raw\s*\}\}$/.test(pattern) ? text : version.version, isLatest: false };
  const filled = fillTemplate(pattern, version.values);
  return isFailed(filled) ? filled : { ...filled, isLatest: true };
}

function ofMatch(attributes: TagRule['attributes'], given: Given): Found {
  const raw = rawOf(attributes, given);
  if (raw === undefined) return none;
  if (isFailed(raw)) return raw;
  const { pattern = '', group = '0' } = attributes;
  const [, body = pattern, flags = ''] = /^\/(.+)\/(.*)$/.exec(pattern) ?? [];
  const expression = compiled(body, flags);
  if (isFailed(expression)) return expression;
  const tried = inTime(() => expression.regExp.exec(raw.text));
  if (isFailed(tried)) return { failed: `The pattern ${pattern} cannot be evaluated: ${tried.failed}` };
  const found = tried.value;
  if (found === null) given.warn(`${pattern} does not match ${raw.text}.`);
  const text = found?.[Number(group)];
  if (found !== null && text === undefined)
    given.warn(`Group ${group} does not exist for ${pattern} pattern.`);
  return text === undefined ? none : { text, isLatest: true };
}

function compiled(pattern: string, flags: string): Result<{ readonly regExp: RegExp }> {
  try {
    return { regExp: new RegExp(pattern, flags) };
  } catch (error) {
    return { failed: (error as Error).message };
  }
}

/** A tag's own prefix and suffix go before those of the flavor. */
function surrounded(text: string, { attributes }: TagRule, given: Given): Text {
  const prefix = fill(attributes['prefix'] ?? given.flavor.prefix, given);
  const suffix = fill(attributes['suffix'] ?? given.flavor.suffix, given);
  if (isFailed(prefix)) return prefix;
  return isFailed(suffix) ? suffix : { text: `${prefix.text}${text}${suffix.text}` };
}

/** What a tag of an image may not have. */
export function sanitized(tag: string): string {
  return tag.replaceAll(/[^\w.-]+/g, '-');
}

/** An expression that all attributes and labels can have. */
export function fillGlobal(text: string, facts: RunFacts): Text {
  return fillTemplate(text, globals(facts));
}

function fill(text: string, { facts }: Given): Text {
  return fillGlobal(text, facts);
}

function globals(facts: RunFacts): TemplateValues {
  const { ref, sha, baseRef, shortLength } = facts;
  const after = (start: string): string => (ref.startsWith(start) ? ref.slice(start.length) : '');
  return {
    branch: after('refs/heads/'),
    tag: after('refs/tags/'),
    sha: sha.slice(0, shortLength),
    base_ref: /^refs\/(?:tags|pull)\//.test(ref) ? baseRef : '',
    is_default_branch: String(isOnDefault(facts)),
    is_not_default_branch: String(!isOnDefault(facts)),
    date: dateHelper(facts.at),
    commit_date: dateHelper(facts.commitAt),
  };
}

/** These events are always about the last commit of the default branch. */
function isOnDefault({ ref, event, defaultBranch }: RunFacts): boolean {
  const branch = ref.replace(/^refs\/heads\//, '');
  if (branch === '') return false;
  return branch === defaultBranch || /create|discussion|issues|schedule/.test(event);
}

function dateHelper(at: Date): TemplateHelper {
  return (format, options) => {
    const unknown = Object.keys(options).find((name) => name !== 'tz');
    if (unknown !== undefined) return { failed: `Unknown ${unknown} attribute` };
    return formatDate(at, format ?? 'YYYY-MM-DDTHH:mm:ssZ', options['tz'] ?? 'UTC');
  };
}
