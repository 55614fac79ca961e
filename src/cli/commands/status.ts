// slipway status: what is where.
import {
  addCommonOptions,
  addExample,
  addPipelineOption,
  type PipelineOptions,
  type Register,
} from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  addPipelineOption(command, 'all of the state folder when absent');
  addCommonOptions(command, 'one JSON document: pipelines with their stages, fleets, owner');
  addExample(command, 'slipway status');
  command.action(
    ends(async (options: PipelineOptions) => {
      const { showStatus } = await import('../look/show-status.ts');
      return await showStatus(options, terminal);
    }),
  );
};
