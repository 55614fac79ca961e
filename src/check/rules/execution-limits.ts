// Limits are for the pipeline that is read, or for another one of its folder.
import type { Rule } from './rule.ts';

export const executionLimits: Rule = ({ limits, pipeline }) =>
  limits.flatMap(({ pipelineName }, index) =>
    pipelineName === undefined || pipelineName === pipeline.name
      ? []
      : [
          {
            code: 'LimitUnused',
            severity: 'notice',
            message: `This limit is for a pipeline "${pipelineName}", and this one is "${pipeline.name}"`,
            path: ['limits', index, 'pipelineName'],
            remedy: 'Leave pipelineName out to limit every pipeline of the folder.',
          },
        ],
  );
