// What GitHub takes of what a job writes, and what it says of the rest (actions/runner's ExecutionContext, JobExtension and
// CreateStepSummaryCommand; GitHub: "Passing information between jobs" and "Workflow commands"). Pure.
import { counted } from '../../lib/counted.ts';
import type { AnnotationLevel } from './log-command.ts';

export interface TakenOutputs {
  readonly outputs: Readonly<Record<string, string>>;
  /** What is not taken, in the runner's words. */
  readonly skipped: readonly string[];
  /** Why none is taken: the job fails. */
  readonly failed?: string;
}

const mostBytesOfOutputs = 1_048_576;

/** @param hide takes the secrets out of a text */
export function takeOutputs(
  evaluated: Readonly<Record<string, string>>,
  hide: (text: string) => string,
): TakenOutputs {
  const given = Object.entries(evaluated).filter(([, value]) => value !== '');
  const taken = given.filter(([, value]) => hide(value) === value);
  const skipped = given
    .filter((each) => !taken.includes(each))
    .map(([name]) => `Skip output '${name}' since it may contain secret.`);
  // GitHub counts two bytes for each character, as in UTF-16.
  const bytes = taken.reduce((sum, [, value]) => sum + value.length * 2, 0);
  if (bytes <= mostBytesOfOutputs) return { outputs: Object.fromEntries(taken), skipped };
  return { outputs: {}, skipped, failed: `Job outputs exceed ${thousands(mostBytesOfOutputs)} bytes` };
}

/** Of one step. */
const mostBytesOfSummary = 1024 * 1024;
/** Of a job: GitHub shows no more of them. */
export const mostSummaries = 20;

/** What the runner says of a summary that is too long; undefined for one that it takes. */
export function summaryRefusal(bytes: number): string | undefined {
  if (bytes <= mostBytesOfSummary) return undefined;
  const [most, got] = [mostBytesOfSummary, bytes].map((size) => Math.floor(size / 1024));
  return `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${most}k, got ${got}k`;
}

/** Of one level in one step. */
const mostOfLevel = 10;
/** Of all steps of a job. */
const mostOfJob = 50;

/** How many annotations there are already. */
export interface AnnotationCounts {
  readonly ofStep: Readonly<Record<AnnotationLevel, number>>;
  readonly ofJob: number;
}

/** Whether GitHub keeps one more annotation; the log has it in any case. */
export function keepsAnnotation(level: AnnotationLevel, { ofStep, ofJob }: AnnotationCounts): boolean {
  return ofStep[level] < mostOfLevel && ofJob < mostOfJob;
}

/** @param left how many of each level were not kept of a step; undefined when there are none */
export function describeLeftOut(left: Readonly<Record<AnnotationLevel, number>>): string | undefined {
  const parts = Object.entries(left).flatMap(([level, count]) =>
    count === 0 ? [] : [counted(count, level)],
  );
  if (parts.length === 0) return undefined;
  const kept = `GitHub keeps ${mostOfLevel} annotations of each level of a step, ${mostOfJob} of a job`;
  return `Only the log has ${parts.join(', ')} of this step: ${kept}`;
}

/** Linux starts no program with a longer variable: its name, `=`, its value and the zero that ends it (MAX_ARG_STRLEN). */
const mostBytesOfVariable = 131_072;

/** What a runner says when it cannot start the program of a step because of a variable. */
export function tooLongVariable(env: Readonly<Record<string, string>>): string | undefined {
  const found = Object.entries(env).find(([name, value]) => sizeOf(name, value) > mostBytesOfVariable);
  if (found === undefined) return undefined;
  const [name, value] = found;
  const sizes = `${thousands(sizeOf(name, value))} bytes, and ${thousands(mostBytesOfVariable)} are the most`;
  return `Argument list too long: the variable ${name} has ${sizes}`;
}

function sizeOf(name: string, value: string): number {
  return Buffer.byteLength(name) + Buffer.byteLength(value) + 2;
}

function thousands(count: number): string {
  return count.toLocaleString('en-US');
}
