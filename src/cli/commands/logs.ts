// slipway logs: what actions printed.
import {
  addCommonOptions,
  addExample,
  addPipelineOption,
  addPlaceOptions,
  type Register,
} from '../command.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { OperationOptions } from '../aws/open-operation.ts';
import type { LogsOptions } from '../show/show-logs.ts';

function noStepThere(): ProblemError {
  const message = 'Only jobs of a workflow have steps, and an account of AWS has none';
  return new ProblemError([
    problem({ code: 'CallInvalid', whose: 'call', message, remedy: 'Leave out --step or --aws.' }),
  ]);
}

export const register: Register = (command, { terminal, ends }) => {
  command.argument('[execution]', 'its id, the beginning of it, or latest', 'latest');
  addPipelineOption(command, 'any of the state folder when absent');
  addCommonOptions(command, 'one line of JSON for each line of the log')
    .option('--action <name>', 'only this action, or this job of a workflow')
    .option('--step <name>', 'only this step of the jobs of a workflow')
    .option('-f, --follow', 'go on until the execution has ended, also while another process runs it')
    .option('--timestamps', 'the time of each line');
  addPlaceOptions(command, 'of an account of AWS');
  addExample(command, 'slipway logs --action BuildAndTest', 'slipway logs 3f2a91c0 --follow --timestamps');
  command.action(
    ends(async (execution: string, options: LogsOptions & OperationOptions) => {
      if (options.aws === true && options.step !== undefined) throw noStepThere();
      if (options.aws === true)
        return await (await import('../aws/show-logs.ts')).showAwsLogs(execution, options, terminal);
      const { showLogs } = await import('../show/show-logs.ts');
      return await showLogs(execution, options, terminal);
    }),
  );
};
