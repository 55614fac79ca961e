// slipway explain: why something failed, here or on AWS, the cause first.
import { problem, ProblemError } from '../../lib/problem.ts';
import {
  addCommonOptions,
  addExample,
  addPipelineOption,
  addPlaceOptions,
  type PipelineOptions,
  type PlaceOptions,
  type Register,
} from '../command.ts';
import type { ExplainFailureOptions } from '../ship/explain-id.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument(
    '[id]',
    'an execution, a build, a deployment, the name of a stack, or a saved file; the newest execution that failed here when absent',
  );
  addPipelineOption(command, 'without an id, any of the state folder when absent');
  addCommonOptions(
    command,
    'one JSON document: {"cause": …, "what": […], "messages": […], "lines": […]}',
  ).option('--save <file>', 'write what is known to this file, to be sent or explained elsewhere');
  addPlaceOptions(command, 'in an account of AWS');
  addExample(
    command,
    'slipway explain',
    'slipway explain d-4QJ1Z2XYV --aws --profile production',
    'slipway explain shop:0b6e6f4e-8f3e-4a3f-9d0e-6f2b1c7d8e9f --aws --save failure.json',
    'slipway explain failure.json',
  );
  command.action(
    ends(async (id: string | undefined, options: ExplainFailureOptions & PipelineOptions & PlaceOptions) => {
      if (id !== undefined)
        return await (await import('../ship/explain-id.ts')).explainId(id, options, terminal);
      if (options.aws === true || options.save !== undefined) throw idMissing();
      return await (await import('../show/explain-latest.ts')).explainLatest(options, terminal);
    }),
  );
};

function idMissing(): ProblemError {
  return new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message: '--aws and --save are for what is named, and no id was given',
      remedy: 'Name an execution, a build, a deployment or a stack: slipway explain ID',
    }),
  ]);
}
