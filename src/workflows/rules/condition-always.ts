// Conditions that are the same in each run: constants, and texts with expressions in them (any text that is not empty is true).
import { problem } from '../../lib/problem.ts';
import { isFailed } from '../../lib/result.ts';
import { evaluateCondition, parseExpression } from '../language/expressions.ts';
import { placeOfCondition } from '../language/place-of.ts';
import { withoutTexts, type WorkflowRule } from './rule.ts';

export const conditionAlways: WorkflowRule = (workflow, file) => [
  ...textConditions(workflow, file),
  ...constantConditions(workflow, file),
];

/** Without a context and without a function it is the same in each run. */
const constantConditions: WorkflowRule = ({ jobs }, file) =>
  jobs
    .flatMap((job) => [job, ...job.steps])
    .flatMap((each) => {
      const own = /^success\(\) && \((.*)\)$/s.exec(each.condition ?? '')?.[1] ?? each.condition ?? '';
      const tree = parseExpression(own);
      const around = withoutTexts(own).replaceAll(pureFunctions, '(');
      if (isFailed(tree) || /[A-Za-z_][\w-]*\s*[.([]/.test(around)) return [];
      const value = evaluateCondition(own, { contexts: {} });
      if (
        isFailed(value) ||
        /\b(?:github|inputs|vars|secrets|env|needs|matrix|job|runner|steps|strategy)\b/i.test(
          withoutTexts(own),
        )
      )
        return [];
      return [
        problem({
          code: 'WorkflowConditionAlways',
          severity: 'warning',
          message: `The condition is always ${value.value ? 'true' : 'false'}`,
          at: placeOfCondition(file, each),
          remedy: value.value
            ? 'Leave it out.'
            : 'Remove what it is a condition of, or name what it depends on.',
        }),
      ];
    });

/** What they give depends on their arguments alone. */
const pureFunctions = /\b(?:contains|startsWith|endsWith|format|join|toJSON|fromJSON)\s*\(/gi;

const textConditions: WorkflowRule = ({ jobs }, file) =>
  jobs
    .flatMap((job) => [job, ...job.steps])
    .filter(({ condition }) => condition !== undefined && /^(?:success\(\) && \()?format\('/.test(condition))
    .map((each) =>
      problem({
        code: 'WorkflowConditionAlways',
        severity: 'warning',
        message: 'The condition is always true: there is text around its expression',
        at: placeOfCondition(file, each),
        remedy: 'Write the whole condition without ${{ }}, and a block with ">-" instead of "|".',
        aws: 'GitHub takes a text that is not empty as true.',
      }),
    );
