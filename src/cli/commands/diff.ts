// slipway diff: what an account has otherwise than the definition says, field by field.
import {
  addCommonOptions,
  addExample,
  addPlaceOptions,
  addShippedOptions,
  type Register,
} from '../command.ts';
import type { DiffOptions } from '../ship/show-difference.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument('[definition]', 'a folder with a definition, or a pipeline', '.');
  addCommonOptions(command, 'one JSON document: {"differences": [{"part": …, "fields": […]}], "unread": […]}')
    .option('--env <name>', 'where: an environment of shipping.json')
    .option(
      '--targets',
      'also all else that was shipped with the pipeline, and with ship --targets what it deploys to: its stack, and what CloudFormation finds changed in it',
    )
    .option('--stack <name>', 'with --targets: the name of the stack; the name of the pipeline when absent');
  addShippedOptions(command);
  addPlaceOptions(command, 'with an account of AWS');
  addExample(command, 'slipway diff examples/cicd-demo --aws --profile production');
  command.action(
    ends(async (path: string, options: DiffOptions) =>
      (await import('../ship/show-difference.ts')).showDifference(path, options, terminal),
    ),
  );
};
