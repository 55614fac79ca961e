// What the rules of workflows share: the texts with expressions of a workflow, and where they stand. Pure.
import type { Problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import {
  isExpression,
  isMapping,
  type Value,
  type Workflow,
  type WorkflowJob,
  type WorkflowStep,
  type WrittenAt,
} from '../../model/workflow.ts';

/** One check of a workflow that GitHub accepts. */
export type WorkflowRule = (workflow: Workflow, file: SourceFile) => readonly Problem[];

export interface PlacedExpression extends WrittenAt {
  readonly text: string;
  /** It is the condition of what begins there. */
  readonly isCondition?: true;
}

/** All expressions in a value, at any depth. */
export function expressionsIn(value: Value | undefined): readonly PlacedExpression[] {
  if (value === undefined || value === null || typeof value !== 'object') return [];
  if (isExpression(value)) return [{ text: value.expression, line: value.line, column: value.column }];
  if (isMapping(value))
    return value.entries.flatMap(([key, each]) => [
      ...(isExpression(key) ? expressionsIn(key) : []),
      ...expressionsIn(each),
    ]);
  return value.flatMap((each: Value) => expressionsIn(each));
}

/** Those of a step, its condition among them. */
export function expressionsOfStep(step: WorkflowStep): readonly PlacedExpression[] {
  const { line, column, condition } = step;
  return [
    ...(condition === undefined ? [] : [{ text: condition, line, column, isCondition: true as const }]),
    ...[step.name, step.run, step.with, step.env, step.workingDirectory, step.continueOnError].flatMap(
      expressionsIn,
    ),
  ];
}

/** Those of a job besides its steps. */
export function expressionsOfJob(job: WorkflowJob): readonly PlacedExpression[] {
  const { line, column, condition } = job;
  return [
    ...(condition === undefined ? [] : [{ text: condition, line, column, isCondition: true as const }]),
    ...[job.name, job.runsOn, job.environment, job.concurrency, job.env, job.strategy, job.services].flatMap(
      expressionsIn,
    ),
  ];
}

/** Without the texts in it. */
export function withoutTexts(expression: string): string {
  return expression.replaceAll(/'(?:[^']|'')*'/g, "''");
}
