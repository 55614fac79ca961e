// slipway retry: a failed stage once more.
import type { OperationOptions } from '../aws/open-operation.ts';
import type { RetryOptions } from '../request/retry-stage.ts';
import {
  addCommonOptions,
  addExample,
  addPipelineOption,
  addPlaceOptions,
  type Register,
} from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument('[execution]', 'its id, the beginning of it, or latest', 'latest');
  addPipelineOption(command);
  addCommonOptions(command, 'what was recorded, then one journal entry per line')
    .option('--stage <name>', 'the stage; the one that failed when absent')
    .option('--all-actions', 'all actions of the stage, not only those that failed');
  addPlaceOptions(command, 'in an account of AWS');
  addExample(command, 'slipway retry 3f2a91c0 --all-actions');
  command.action(
    ends(async (execution: string, options: RetryOptions & OperationOptions) => {
      if (options.aws === true)
        return await (await import('../aws/steer.ts')).retryAwsStage(execution, options, terminal);
      const { retryStage } = await import('../request/retry-stage.ts');
      return await retryStage(execution, options, terminal);
    }),
  );
};
