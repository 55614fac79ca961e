// slipway rollback: a stage back to what an earlier execution had brought there.
import type { OperationOptions } from '../aws/open-operation.ts';
import type { RollbackOptions } from '../request/roll-back-stage.ts';
import {
  addCommonOptions,
  addExample,
  addPipelineOption,
  addPlaceOptions,
  type Register,
} from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument('[stage]', 'the stage; the only one that deploys when absent');
  addPipelineOption(command);
  addCommonOptions(command, 'what was recorded, then one journal entry per line').option(
    '--to <execution>',
    'the execution to go back to; the latest successful one before when absent',
  );
  addPlaceOptions(command, 'in an account of AWS');
  addExample(command, 'slipway rollback Deploy', 'slipway rollback Deploy --to 3f2a91c0');
  command.action(
    ends(async (stage: string | undefined, options: RollbackOptions & OperationOptions) => {
      if (options.aws === true)
        return await (await import('../aws/steer.ts')).rollBackAwsStage(stage, options, terminal);
      const { rollBackStage } = await import('../request/roll-back-stage.ts');
      return await rollBackStage(stage, options, terminal);
    }),
  );
};
