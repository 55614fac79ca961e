// Expressions that name what their contexts have not, or that compare, call and format what they cannot.
import { isFailed } from '../../lib/result.ts';
import { problem } from '../../lib/problem.ts';
import { isExpression, type Value } from '../../model/workflow.ts';
import { parseExpression } from '../language/expressions.ts';
import { placeOf, placeOfText } from '../language/place-of.ts';
import { contextTypes } from '../types/contexts.ts';
import { inferType } from '../types/infer.ts';
import {
  expressionsIn,
  expressionsOfJob,
  expressionsOfStep,
  type PlacedExpression,
  type WorkflowRule,
} from './rule.ts';

export const expressionTypes: WorkflowRule = (workflow, file) =>
  workflow.jobs.flatMap((job) => {
    const contexts = contextTypes(workflow, job);
    const wrong = (at: Omit<PlacedExpression, 'text'>, message: string, remedy: string) =>
      problem({
        code: 'WorkflowExpressionWrong',
        severity: 'warning',
        message,
        at: at.isCondition === true ? placeOfText(file, 'if:', at) : placeOf(file, at),
        remedy,
      });
    const all = [
      ...expressionsOfJob(job),
      ...job.steps.flatMap(expressionsOfStep),
      ...expressionsIn(job.outputs),
      ...expressionsIn(job.with),
      ...expressionsIn(job.secrets),
    ];
    const mappings = [job.env, ...job.steps.flatMap(({ env, with: given }) => [env, given])];
    return [
      ...all.flatMap(({ text, ...at }) => {
        const tree = parseExpression(text);
        if (isFailed(tree)) return [];
        return inferType(tree.tree, contexts).findings.map(({ message, remedy }) =>
          wrong(at, message, remedy),
        );
      }),
      ...mappings.flatMap((value: Value | undefined) => {
        if (value === undefined || !isExpression(value)) return [];
        const tree = parseExpression(value.expression);
        const kind = isFailed(tree) ? 'any' : inferType(tree.tree, contexts).type.kind;
        return kind === 'any' || kind === 'object'
          ? []
          : [
              wrong(
                value,
                'A mapping is expected here, and the expression gives none',
                'Give it an object, as of fromJSON(…).',
              ),
            ];
      }),
    ];
  });
