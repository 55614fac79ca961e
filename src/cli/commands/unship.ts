// slipway unship: the end of what was shipped. What holds data stays, unless its end is asked for.
import { addCommonOptions, addExample, addPlaceOptions, type Register } from '../command.ts';
import type { UnshipOptions } from '../ship/unship-stack.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument('<stack>', 'the name of the stack: that of the pipeline, unless ship was given another');
  addCommonOptions(command, 'one JSON document: {"stack": …, "status": …, "kept": […]}')
    .option(
      '--delete-data',
      'also the buckets that it keeps, with all versions of their objects, and parameters that ship made up',
    )
    .option('--yes', 'do not ask before anything is deleted');
  addPlaceOptions(command, 'in an account of AWS');
  addExample(command, 'slipway unship cicd-demo', 'slipway unship cicd-demo --aws --delete-data');
  command.action(
    ends(async (stack: string, options: UnshipOptions) =>
      (await import('../ship/unship-stack.ts')).unshipStack(stack, options, terminal),
    ),
  );
};
