// The inputs of docker/metadata-action: which images, which tags, and what is put around them. Pure.
import type { Result } from '../../../../lib/result.ts';
import { unreachable } from '../../../../lib/unreachable.ts';

export interface Image {
  readonly name: string;
  readonly isEnabled: boolean;
}

export interface TagRule {
  readonly type: TagType;
  /** All that is written, with the defaults of the type. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Flavor {
  readonly latest: string;
  readonly prefix: string;
  readonly isPrefixOfLatest: boolean;
  readonly suffix: string;
  readonly isSuffixOfLatest: boolean;
}

/** The action's own priorities: the first tag that applies is the version of the image. */
const priorities = {
  schedule: 1000,
  semver: 900,
  pep440: 900,
  match: 800,
  edge: 700,
  ref: 600,
  raw: 200,
  sha: 100,
} as const;

type TagType = keyof typeof priorities;

const withoutTags = [
  'type=schedule',
  'type=ref,event=branch',
  'type=ref,event=tag',
  'type=ref,event=pr',
] as const;

/** In the order of their priorities. */
export function tagRules(lines: readonly string[]): Result<{ readonly rules: readonly TagRule[] }> {
  const rules: TagRule[] = [];
  for (const line of lines.length === 0 ? withoutTags : lines) {
    const rule = tagRule(line);
    if ('failed' in rule) return rule;
    rules.push(rule);
  }
  const priority = ({ attributes }: TagRule): number => Number(attributes['priority']);
  return { rules: rules.toSorted((a, b) => priority(b) - priority(a)) };
}

function tagRule(line: string): Result<TagRule> {
  const written: Record<string, string> = {};
  for (const field of fieldsOf(line)) {
    const at = field.indexOf('=', 1);
    if (at === -1) written['value'] = field.trim();
    else written[field.slice(0, at).trim().toLowerCase()] = field.slice(at + 1).trim();
  }
  const { type = 'raw', ...given } = written;
  if (!isTagType(type)) return { failed: `Unknown tag type attribute: ${type}` };
  const attributes = {
    enable: 'true',
    priority: String(priorities[type]),
    ...defaultsOf(type, given),
    ...given,
  };
  const wrong = wrongRule(type, attributes, line);
  return wrong === undefined ? { type, attributes } : { failed: wrong };
}

function isTagType(type: string): type is TagType {
  return Object.hasOwn(priorities, type);
}

function defaultsOf(
  type: TagType,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  switch (type) {
    case 'schedule':
      return { pattern: 'nightly' };
    case 'semver':
    case 'pep440':
      return { value: '', match: '' };
    case 'match':
      return { value: '', group: '0' };
    case 'edge':
      return { branch: '' };
    case 'ref':
      return given['event'] === 'pr' ? { prefix: 'pr-' } : {};
    case 'sha':
      return { prefix: 'sha-', format: 'short' };
    case 'raw':
      return {};
    default:
      return unreachable(type);
  }
}

function wrongRule(
  type: TagType,
  attributes: Readonly<Record<string, string>>,
  line: string,
): string | undefined {
  const needed = { semver: 'pattern', pep440: 'pattern', match: 'pattern', ref: 'event', raw: 'value' };
  const name = type in needed ? needed[type as keyof typeof needed] : undefined;
  if (name !== undefined && attributes[name] === undefined) return `Missing ${name} attribute for ${line}`;
  if (type === 'match' && Number.isNaN(Number(attributes['group']))) return `Invalid match group for ${line}`;
  if (type === 'ref' && !['branch', 'tag', 'pr'].includes(attributes['event'] ?? ''))
    return `Invalid event for ${line}`;
  if (type === 'sha' && !['short', 'long'].includes(attributes['format'] ?? ''))
    return `Invalid format for ${line}`;
  return undefined;
}

/** One on each line; the older form has several on one line, with commas and without attributes. */
export function imagesOf(lines: readonly string[]): Result<{ readonly images: readonly Image[] }> {
  const [only, second] = lines;
  if (only !== undefined && second === undefined && !only.includes('='))
    return { images: fieldsOf(only).map((name) => ({ name: name.trim(), isEnabled: true })) };
  const images: Image[] = [];
  for (const line of lines) {
    const image = { name: '', isEnabled: true };
    for (const [key, value] of attributesIn(line)) {
      if (value === undefined) image.name = key;
      else if (key.toLowerCase() === 'name') image.name = value;
      else if (key.toLowerCase() !== 'enable') return { failed: `Unknown image attribute: ${line}` };
      else if (!['true', 'false'].includes(value))
        return { failed: `Invalid enable attribute value: ${line}` };
      else image.isEnabled = value === 'true';
    }
    if (image.name === '') return { failed: `Image name attribute empty: ${line}` };
    images.push(image);
  }
  return { images };
}

export function flavorOf(lines: readonly string[]): Result<Flavor> {
  const read = { latest: 'auto', prefix: '', suffix: '' };
  const onLatest = { prefix: false, suffix: false };
  for (const line of lines) {
    let last: 'prefix' | 'suffix' | undefined;
    for (const [written, value] of attributesIn(line)) {
      const key = written.toLowerCase();
      if (value === undefined) return { failed: `Invalid flavor entry: ${line}` };
      if (key === 'latest' && !['auto', 'true', 'false'].includes(value))
        return { failed: `Invalid latest flavor entry: ${line}` };
      if (key === 'onlatest' && !['true', 'false'].includes(value))
        return { failed: `Invalid value for onlatest attribute: ${value}` };
      if (key === 'latest') read.latest = value;
      else if (key === 'prefix' || key === 'suffix') {
        read[key] = value;
        last = key;
      } else if (key !== 'onlatest') return { failed: `Unknown flavor entry: ${line}` };
      else if (last !== undefined) onLatest[last] = value === 'true';
    }
  }
  return { ...read, isPrefixOfLatest: onLatest.prefix, isSuffixOfLatest: onLatest.suffix };
}

/** The action takes what stands between the first two `=`. */
function attributesIn(line: string): readonly (readonly [string, string | undefined])[] {
  return fieldsOf(line).map((field) => {
    const [key = '', value] = field.split('=').map((part) => part.trim());
    return [key, value] as const;
  });
}

/** The fields of one line of CSV: one with commas stands in quotes, in which a quote is written twice. */
function fieldsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}
