// slipway disable: no execution goes in (or out) until it is enabled again.
import type { TransitionOptions } from '../request/change-transition.ts';
import { addCommonOptions, addExample, addPipelineOption, type Register } from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument('<stage>', 'the stage');
  addPipelineOption(command);
  addCommonOptions(command, 'what was recorded')
    .option('--outbound', 'the way out of the stage instead of the way in')
    .option('--reason <text>', 'why: up to 300 letters, digits, spaces and ! @ ( ) . * ? -');
  addExample(command, "slipway disable Deploy --reason 'freeze until Monday'");
  command.action(
    ends(async (stage: string, options: TransitionOptions) => {
      const { changeTransition } = await import('../request/change-transition.ts');
      return await changeTransition('DisableStageTransition', { stage, options }, terminal);
    }),
  );
};
