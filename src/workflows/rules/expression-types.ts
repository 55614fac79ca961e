// Expressions that name what their contexts have not, or that compare, call and format what they cannot.
import { isFailed } from '../../lib/result.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import { isExpression, type Value, type Workflow } from '../../model/workflow.ts';
import { parseExpression } from '../language/expressions.ts';
import { placeOfCondition } from '../language/place-of.ts';
import { placeInValue } from '../language/place-of-path.ts';
import { declaredInputs } from '../inputs.ts';
import { contextTypes, inputType } from '../types/contexts.ts';
import { any, nameOf, objectOf } from '../types/type.ts';
import { inferType } from '../types/infer.ts';
import {
  expressionsIn,
  expressionsOfJob,
  expressionsOfStep,
  type PlacedExpression,
  type WorkflowRule,
} from './rule.ts';

export const expressionTypes: WorkflowRule = (workflow, file) => [
  ...defaultFindings(workflow, file),
  ...workflow.jobs.flatMap((job) => {
    const contexts = contextTypes(workflow, job);
    const wrong = (at: Omit<PlacedExpression, 'text'>, { message, remedy, about = [] }: Said) =>
      problem({
        code: 'WorkflowExpressionWrong',
        severity: 'warning',
        message,
        at: at.isCondition === true ? placeOfCondition(file, at) : placeInValue(file, about, at),
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
        return inferType(tree.tree, contexts).findings.map((said) => wrong(at, said));
      }),
      ...mappings.flatMap((value: Value | undefined) => {
        if (value === undefined || !isExpression(value)) return [];
        const tree = parseExpression(value.expression);
        const kind = isFailed(tree) ? 'any' : inferType(tree.tree, contexts).type.kind;
        return kind === 'any' || kind === 'object'
          ? []
          : [
              wrong(value, {
                message: 'A mapping is expected here, and the expression gives none',
                remedy: 'Give it an object, as of fromJSON(…).',
              }),
            ];
      }),
    ];
  }),
];

interface Said {
  readonly message: string;
  readonly remedy: string;
  readonly about?: readonly string[];
}

/** A default sees the inputs before its own (GitHub: "Contexts reference", Context availability). */
function defaultFindings(workflow: Workflow, file: SourceFile): readonly Problem[] {
  const declared = declaredInputs(workflow, 'workflow_call');
  const { github } = contextTypes(workflow, {});
  return declared.flatMap(({ name, type, default: value }, at) => {
    if (value === undefined || !isExpression(value)) return [];
    const parsed = parseExpression(value.expression);
    if (isFailed(parsed)) return [];
    const before = declared.slice(0, at).map((each) => [each.name, inputType(each.type)] as const);
    const contexts = { github: github ?? any, inputs: objectOf(Object.fromEntries(before)) };
    const found = inferType(parsed.tree, contexts);
    const isOther =
      (type === 'boolean' || type === 'number') && found.type.kind !== 'any' && found.type.kind !== type;
    const said: readonly Said[] = [
      ...found.findings,
      ...(isOther && found.findings.length === 0
        ? [
            {
              message: `The default of the input "${name}" is ${nameOf(found.type)}, and not a ${type}`,
              remedy: 'Write a value that the input takes.',
            },
          ]
        : []),
    ];
    return said.map(({ message, remedy, about = [] }) =>
      problem({
        code: 'WorkflowExpressionWrong',
        severity: 'warning',
        message,
        remedy,
        at: placeInValue(file, about, value),
      }),
    );
  });
}
