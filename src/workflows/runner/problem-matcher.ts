// Problem matchers: patterns that make annotations of the lines that a step prints (actions/toolkit: "Problem matchers";
// actions/runner's IssueMatcher and OutputManager). Pure.
import { defined } from '../../lib/defined.ts';
import { isRecord } from '../../lib/is-record.ts';
import type { Result } from '../../lib/result.ts';
import type { AnnotationLevel } from './log-command.ts';

/** What a pattern can take from a line, by the number of its group. */
const properties = ['file', 'line', 'column', 'severity', 'code', 'message', 'fromPath'] as const;

type Found = Readonly<Partial<Record<(typeof properties)[number], string>>>;

interface Pattern {
  readonly regexp: RegExp;
  readonly groups: Readonly<Partial<Record<(typeof properties)[number], number>>>;
  readonly loop: boolean;
}

export interface ProblemMatcher {
  /** In lower case: the case of an owner does not count. */
  readonly owner: string;
  readonly severity: string;
  readonly fromPath: string;
  readonly patterns: readonly Pattern[];
  /** What the lines before have given, by the pattern that took them. */
  readonly state: readonly (Found | undefined)[];
}

/** The matchers of a file; or the first thing that a runner refuses of them. */
export function readMatchers(file: unknown): Result<{ readonly matchers: readonly ProblemMatcher[] }> {
  const written = isRecord(file) ? file['problemMatcher'] : undefined;
  if (!Array.isArray(written)) return { failed: 'it has no list "problemMatcher"' };
  const matchers: ProblemMatcher[] = [];
  for (const each of written as readonly unknown[]) {
    const matcher = readMatcher(isRecord(each) ? each : {});
    if ('failed' in matcher) return matcher;
    if (matchers.some(({ owner }) => owner === matcher.owner))
      return { failed: `the owner "${matcher.owner}" is there twice` };
    matchers.push(matcher);
  }
  return { matchers };
}

function readMatcher(written: Readonly<Record<string, unknown>>): Result<ProblemMatcher> {
  const owner = textOf(written['owner']);
  const severity = textOf(written['severity']).toLowerCase();
  if (owner === '') return { failed: 'a matcher has no owner' };
  if (severity !== '' && levelOf(severity) === undefined)
    return { failed: `the severity "${severity}" of "${owner}" is none of error, warning and notice` };
  const list: unknown = written['pattern'];
  const rows = (Array.isArray(list) ? (list as readonly unknown[]) : [list]).filter(isRecord);
  if (rows.length === 0) return { failed: `"${owner}" has no pattern` };
  const patterns: Pattern[] = [];
  for (const row of rows) {
    const pattern = readPattern(row, { patterns, isLast: patterns.length === rows.length - 1 });
    if ('failed' in pattern) return { failed: `"${owner}": ${pattern.failed}` };
    patterns.push(pattern);
  }
  if (!patterns.some(({ groups }) => groups.message !== undefined))
    return { failed: `no pattern of "${owner}" has a message` };
  const fromPath = textOf(written['fromPath']);
  return { owner: owner.toLowerCase(), severity, fromPath, patterns, state: [] };
}

interface Before {
  readonly patterns: readonly Pattern[];
  readonly isLast: boolean;
}

function readPattern(row: Readonly<Record<string, unknown>>, { patterns, isLast }: Before): Result<Pattern> {
  const loop = row['loop'] === true;
  if (loop && (patterns.length === 0 || !isLast))
    return { failed: 'only the last of several patterns can have "loop"' };
  if (loop && typeof row['message'] !== 'number') return { failed: 'a pattern with "loop" needs a message' };
  const regexp = regexpOf(textOf(row['regexp']));
  if ('failed' in regexp) return regexp;
  const groups: Partial<Record<(typeof properties)[number], number>> = {};
  for (const property of properties) {
    const group = row[property];
    if (typeof group !== 'number') continue;
    if (patterns.some((each) => each.groups[property] !== undefined))
      return { failed: `"${property}" is taken twice` };
    if (group < 0 || group > regexp.groups)
      return { failed: `"${property}" is group ${group}, which its pattern does not have` };
    groups[property] = group;
  }
  return { regexp: regexp.regexp, groups, loop };
}

function regexpOf(source: string): Result<{ readonly regexp: RegExp; readonly groups: number }> {
  try {
    // One that takes anything has a match with every group.
    const groups = (new RegExp(`${source}|`).exec('')?.length ?? 1) - 1;
    return { regexp: new RegExp(source), groups };
  } catch (error) {
    return { failed: (error as Error).message };
  }
}

/** What all matchers make of a line: the first that is complete counts, and the others begin anew. */
export function matchLine(
  matchers: readonly ProblemMatcher[],
  line: string,
): { readonly matchers: readonly ProblemMatcher[]; readonly found?: MatchedProblem } {
  const seen: ProblemMatcher[] = [];
  for (const matcher of matchers) {
    const { state, found } = step(matcher, line);
    const problem = found && problemOf(matcher, found);
    seen.push({ ...matcher, state });
    if (problem === undefined) continue;
    const others = matchers.map((each) =>
      each === matcher ? { ...matcher, state } : { ...each, state: [] },
    );
    return { matchers: others, found: problem };
  }
  return { matchers: seen };
}

/** All that matching these lines tries, whatever state a matcher is in. */
export function tryLines(matchers: readonly ProblemMatcher[], lines: readonly string[]): void {
  for (const { patterns } of matchers)
    for (const { regexp } of patterns) for (const line of lines) regexp.test(line);
}

type State = ProblemMatcher['state'];

/** From the last pattern to the first, so that a line can end one problem and begin the next. */
function step(
  { patterns, state }: ProblemMatcher,
  line: string,
): { readonly state: State; readonly found?: Found } {
  const next = [...state];
  for (let at = patterns.length - 1; at >= 0; at -= 1) {
    const before = at === 0 ? {} : next[at - 1];
    const pattern = patterns[at];
    if (before === undefined || pattern === undefined) continue;
    const match = pattern.regexp.exec(line);
    const isLast = at === patterns.length - 1;
    const found = match === null ? undefined : { ...before, ...valuesOf(pattern, match) };
    if (!isLast) next[at] = found;
    else if (found === undefined) next[at - 1] = undefined;
    else return { found, state: pattern.loop ? onlyAt(at - 1, before) : [] };
  }
  return { state: next };
}

function onlyAt(index: number, found: Found): State {
  return [...Array.from<undefined>({ length: index }), found];
}

function valuesOf({ groups }: Pattern, match: RegExpExecArray): Found {
  return Object.fromEntries(
    Object.entries(groups).map(([property, group]) => [property, match[group] ?? '']),
  );
}

export interface MatchedProblem {
  readonly level: AnnotationLevel;
  readonly message: string;
  readonly file?: string;
  /** The project that a file that is not absolute is of. */
  readonly fromPath?: string;
  readonly line?: number;
}

/** Undefined when it has no message, or a severity that GitHub does not have. */
function problemOf({ severity, fromPath }: ProblemMatcher, found: Found): MatchedProblem | undefined {
  const given = [found.severity, severity].find((each) => each !== undefined && each !== '') ?? 'error';
  const level = levelOf(given.toLowerCase());
  const message = found.message ?? '';
  if (level === undefined || message.trim() === '') return undefined;
  const some = (text: string | undefined): string | undefined => (text?.trim() === '' ? undefined : text);
  return {
    level,
    message,
    ...defined({
      file: some(found.file),
      fromPath: some(found.fromPath) ?? some(fromPath),
      line: /^\d+$/.test(found.line ?? '') ? Number(found.line) : undefined,
    }),
  };
}

function levelOf(severity: string): AnnotationLevel | undefined {
  return (['notice', 'warning', 'error'] as const).find((each) => each === severity);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
