// slipway explain: why something failed on AWS, in one line first.
import { addCommonOptions, addExample, addPlaceOptions, type Register } from '../command.ts';
import type { ExplainFailureOptions } from '../ship/explain-id.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument('<id>', 'an execution, a build, a deployment, the name of a stack, or a saved file');
  addCommonOptions(
    command,
    'one JSON document: {"cause": …, "what": […], "messages": […], "lines": […]}',
  ).option('--save <file>', 'write what is known to this file, to be sent or explained elsewhere');
  addPlaceOptions(command, 'in an account of AWS');
  addExample(
    command,
    'slipway explain d-4QJ1Z2XYV --aws --profile production',
    'slipway explain shop:0b6e6f4e-8f3e-4a3f-9d0e-6f2b1c7d8e9f --aws --save failure.json',
    'slipway explain failure.json',
  );
  command.action(
    ends(async (id: string, options: ExplainFailureOptions) =>
      (await import('../ship/explain-id.ts')).explainId(id, options, terminal),
    ),
  );
};
