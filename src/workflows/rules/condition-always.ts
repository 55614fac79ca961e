// A condition that is a text with expressions in it: any text that is not empty is true.
import { problem } from '../../lib/problem.ts';
import { placeOf } from '../language/place-of.ts';
import type { WorkflowRule } from './rule.ts';

export const conditionAlways: WorkflowRule = ({ jobs }, file) =>
  jobs
    .flatMap((job) => [job, ...job.steps])
    .filter(({ condition }) => condition !== undefined && /^(?:success\(\) && \()?format\('/.test(condition))
    .map((each) =>
      problem({
        code: 'WorkflowConditionAlways',
        severity: 'warning',
        message: 'The condition is always true: there is text around its expression',
        at: placeOf(file, each),
        remedy: 'Write the whole condition without ${{ }}, and a block with ">-" instead of "|".',
        aws: 'GitHub takes a text that is not empty as true.',
      }),
    );
