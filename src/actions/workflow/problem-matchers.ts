// The problem matchers of a job: steps add and remove them, and what they find is reported.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { defined } from '../../lib/defined.ts';
import { inTime } from '../../lib/in-time.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import {
  matchLine,
  readMatchers,
  tryLines,
  type MatchedProblem,
} from '../../workflows/runner/problem-matcher.ts';
import { reportAnnotation } from './annotations.ts';
import type { JobRun } from './job-run.ts';

/** Why they cannot be added. Newer ones go first, and one of a known owner takes its place. */
export function addMatchers(job: JobRun, file: string): string | undefined {
  const path = isAbsolute(file) ? file : join(job.folders.workspace, file);
  const content = contentOf(job.machine.outside(path));
  const read = isFailed(content) ? content : readMatchers(content.read);
  if (isFailed(read)) return `The problem matcher ${file} cannot be added: ${read.failed}`;
  const owners = new Set(read.matchers.map(({ owner }) => owner));
  job.matchers = [...read.matchers, ...job.matchers.filter(({ owner }) => !owners.has(owner))];
  return undefined;
}

function contentOf(path: string): Result<{ readonly read: unknown }> {
  if (!existsSync(path)) return { failed: 'the file is not there' };
  // Reading a pipe would wait for what nothing writes.
  if (!statSync(path).isFile()) return { failed: 'it is no file' };
  try {
    return { read: JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) as unknown };
  } catch (error) {
    return { failed: `the file cannot be read as JSON: ${(error as Error).message}` };
  }
}

/** @param owner of one; with neither, nothing is removed */
export function removeMatcher(job: JobRun, owner: string): void {
  job.matchers = job.matchers.filter((matcher) => matcher.owner !== owner.toLowerCase());
}

/**
 * Takes away the matchers that need too long for one of these lines, and says so: their expressions try every combination, as on
 * a runner of GitHub, which gives each a second (actions/runner, OutputManager). The lines of one moment are tried together,
 * because a limit costs more than most lines do.
 */
export function removeSlowMatchers(job: JobRun, lines: readonly string[]): void {
  const plain = lines.map(stripVTControlCharacters);
  if (!isFailed(inTime(() => tryLines(job.matchers, plain)))) return;
  job.matchers = job.matchers.filter((matcher) => {
    const slow = plain.find((line) => isFailed(inTime(() => tryLines([matcher], [line]))));
    if (slow === undefined) return true;
    const message = `The problem matcher "${matcher.owner}" needs longer than a second for one line, and is removed`;
    job.context.log.line(`warning: ${message}`);
    job.context.report({ kind: 'Notice', message: `warning: ${message}` });
    return false;
  });
}

/** Colours are no part of a line. */
export function reportMatch(job: JobRun, line: string): void {
  if (job.matchers.length === 0) return;
  const { matchers, found } = matchLine(job.matchers, stripVTControlCharacters(line));
  job.matchers = matchers;
  if (found === undefined) return;
  const { level, line: number } = found;
  const file = fileInWorkspace(job, found);
  // Secrets go before a long message is cut: a part of one would not be known as such.
  const message = job.context.log.hide(found.message);
  reportAnnotation(job, { level, message, ...defined({ file, line: number }) });
}

/** As GitHub names it. Undefined when it is not there, or lies elsewhere. */
function fileInWorkspace(job: JobRun, { file, fromPath }: MatchedProblem): string | undefined {
  if (file === undefined) return undefined;
  const { workspace } = job.folders;
  const path = resolve(workspace, fromPath === undefined ? '' : dirname(fromPath), file);
  const inside = relative(workspace, path);
  if (inside.startsWith('..') || isAbsolute(inside) || !existsSync(job.machine.outside(path)))
    return undefined;
  return inside;
}
