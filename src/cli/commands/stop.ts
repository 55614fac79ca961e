// slipway stop: no further action of an execution begins.
import type { OperationOptions } from '../aws/open-operation.ts';
import type { StopOptions } from '../request/stop-execution.ts';
import {
  addCommonOptions,
  addExample,
  addPipelineOption,
  addPlaceOptions,
  type Register,
} from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument('[execution]', 'its id, or the beginning of it; the one that runs when absent');
  addPipelineOption(command);
  addCommonOptions(command, 'what was recorded, then one journal entry per line')
    .option('--abandon', 'end the running actions too, instead of waiting for them')
    .option('--reason <text>', 'why', '');
  addPlaceOptions(command, 'in an account of AWS');
  addExample(command, "slipway stop --abandon --reason 'wrong branch'");
  command.action(
    ends(async (execution: string | undefined, options: StopOptions & OperationOptions) => {
      if (options.aws === true)
        return await (await import('../aws/steer.ts')).stopAwsExecution(execution, options, terminal);
      const { stopExecution } = await import('../request/stop-execution.ts');
      return await stopExecution(execution, options, terminal);
    }),
  );
};
