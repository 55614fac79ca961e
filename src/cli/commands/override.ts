// slipway override: a condition that failed does not count, and the stage goes on.
import type { OverrideOptions } from '../request/override-condition.ts';
import { addCommonOptions, addExample, addPipelineOption, type Register } from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument('[execution]', 'its id, the beginning of it, or latest', 'latest');
  addPipelineOption(command);
  addCommonOptions(command, 'what was recorded, then one journal entry per line').option(
    '--stage <name>',
    'the stage; the one whose condition failed when absent',
  );
  addExample(command, 'slipway override 3f2a91c0 --stage Release');
  command.action(
    ends(async (execution: string, options: OverrideOptions) => {
      const { overrideCondition } = await import('../request/override-condition.ts');
      return await overrideCondition(execution, options, terminal);
    }),
  );
};
