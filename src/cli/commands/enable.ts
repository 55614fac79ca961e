// slipway enable: let executions in (or out) again.
import type { TransitionOptions } from '../request/change-transition.ts';
import { addCommonOptions, addExample, addPipelineOption, type Register } from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument('<stage>', 'the stage');
  addPipelineOption(command);
  addCommonOptions(
    command,
    'what was recorded, then one journal entry per line if an execution goes on here',
  ).option('--outbound', 'the way out of the stage instead of the way in');
  addExample(command, 'slipway enable Deploy');
  command.action(
    ends(async (stage: string, options: TransitionOptions) => {
      const { changeTransition } = await import('../request/change-transition.ts');
      return await changeTransition('EnableStageTransition', { stage, options }, terminal);
    }),
  );
};
