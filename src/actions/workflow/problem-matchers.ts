// Problem matchers: files of patterns that make annotations of lines (actions/toolkit: "Problem matchers").
import { stripVTControlCharacters } from 'node:util';
import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { describeAnnotation, type AnnotationLevel } from '../../workflows/runner/log-command.ts';
import type { JobRun } from './job-run.ts';

interface Pattern {
  readonly regexp: RegExp;
  readonly groups: Readonly<Partial<Record<'file' | 'line' | 'severity' | 'message' | 'code', number>>>;
  readonly loop: boolean;
}

interface Matcher {
  readonly patterns: readonly Pattern[];
  readonly severity: string;
  /** How many patterns the last lines have matched, and what they gave. */
  at: number;
  found: Readonly<Record<string, string>>;
}

/** Why it cannot be added. */
export function addMatcher(job: JobRun, file: string): string | undefined {
  const { folders } = job;
  const path = isAbsolute(file) ? file : join(folders.workspace, file);
  try {
    const read = JSON.parse(readFileSync(job.machine.outside(path), 'utf8')) as {
      readonly problemMatcher: readonly RawMatcher[];
    };
    for (const raw of read.problemMatcher) job.matchers.set(raw.owner, toMatcher(raw));
    return undefined;
  } catch (error) {
    return `The problem matcher ${file} cannot be added: ${(error as Error).message}`;
  }
}

interface RawMatcher {
  readonly owner: string;
  readonly severity?: string;
  readonly pattern: readonly (Readonly<Record<string, unknown>> & { readonly regexp: string })[];
}

function toMatcher({ severity = 'error', pattern }: RawMatcher): Matcher {
  const patterns = pattern.map(({ regexp, loop, ...groups }) => ({
    regexp: new RegExp(regexp),
    groups: groups as Pattern['groups'],
    loop: loop === true,
  }));
  return { patterns, severity, at: 0, found: {} };
}

export function removeMatcher({ matchers }: JobRun, owner: string): void {
  matchers.delete(owner);
}

/** The first matcher that takes the line is the only one. Colours are no part of it. */
export function matchLine(job: JobRun, line: string): void {
  if (job.matchers.size === 0) return;
  const plain = stripVTControlCharacters(line);
  for (const matcher of job.matchers.values()) if (take(job, matcher as Matcher, plain)) return;
}

function take(job: JobRun, matcher: Matcher, line: string): boolean {
  const pattern = matcher.patterns[matcher.at];
  const match = pattern?.regexp.exec(line);
  if (pattern === undefined || match === null || match === undefined) {
    const wasInside = matcher.at > 0;
    matcher.at = 0;
    matcher.found = {};
    // The line that ends one may begin another.
    return wasInside && take(job, matcher, line);
  }
  const found = { ...matcher.found, ...valuesOf(pattern, match) };
  const isLast = matcher.at === matcher.patterns.length - 1;
  if (!isLast) {
    matcher.at += 1;
    matcher.found = found;
    return true;
  }
  annotate(job, matcher, found);
  if (!pattern.loop) {
    matcher.at = 0;
    matcher.found = {};
  }
  return true;
}

function valuesOf({ groups }: Pattern, match: RegExpExecArray): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(groups).flatMap(([key, index]) => {
      const value = typeof index === 'number' ? match[index] : undefined;
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function annotate({ context }: JobRun, matcher: Matcher, found: Readonly<Record<string, string>>): void {
  const severity = (found['severity'] ?? matcher.severity).toLowerCase();
  const level: AnnotationLevel =
    severity === 'warning' || severity === 'notice' ? severity : severity === 'info' ? 'notice' : 'error';
  const line = Number(found['line']);
  const message = describeAnnotation({
    level,
    message: found['message'] ?? '',
    ...(found['file'] === undefined ? {} : { file: found['file'] }),
    ...(Number.isInteger(line) && line > 0 ? { line } : {}),
  });
  context.report({ kind: 'Notice', message });
}
