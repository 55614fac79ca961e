// slipway status: what is where.
import {
  addCommonOptions,
  addExample,
  addPipelineOption,
  type PipelineOptions,
  type Register,
} from '../command.ts';

interface StatusOptions extends PipelineOptions {
  readonly resources?: boolean;
}

export const register: Register = (command, { terminal, ends }) => {
  addPipelineOption(command, 'all of the state folder when absent');
  addCommonOptions(command, 'one JSON document: pipelines with their stages, fleets, owner');
  command.option(
    '--resources',
    'what exists in the account: type, name, whether it ran or is recorded, who made it, when, ARN',
  );
  addExample(command, 'slipway status');
  addExample(command, 'slipway status --resources');
  command.action(
    ends(async (options: StatusOptions) => {
      if (options.resources === true) {
        const { showResources } = await import('../show/show-resources.ts');
        return showResources(options, terminal);
      }
      const { showStatus } = await import('../show/show-status.ts');
      return await showStatus(options, terminal);
    }),
  );
};
