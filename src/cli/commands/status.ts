// slipway status: what is where.
import {
  addCommonOptions,
  addExample,
  addPipelineOption,
  addPlaceOptions,
  type PipelineOptions,
  type PlaceOptions,
  type Register,
} from '../command.ts';

interface StatusOptions extends PipelineOptions, PlaceOptions {
  readonly resources?: boolean;
}

export const register: Register = (command, { terminal, ends }) => {
  addPipelineOption(command, 'all of the state folder when absent');
  addCommonOptions(command, 'one JSON document: pipelines with their stages, fleets, owner');
  command.option(
    '--resources',
    'what exists in the account: type, name, whether it ran or is recorded, who made it, when, ARN',
  );
  addPlaceOptions(command, 'of an account of AWS');
  addExample(command, 'slipway status', 'slipway status --aws --profile production');
  addExample(command, 'slipway status --resources');
  command.action(
    ends(async (options: StatusOptions) => {
      if (options.resources === true) {
        const { showResources } = await import('../show/show-resources.ts');
        return showResources(options, terminal);
      }
      if (options.aws === true)
        return await (await import('../aws/show-status.ts')).showAwsStatus(options, terminal);
      const { showStatus } = await import('../show/show-status.ts');
      return await showStatus(options, terminal);
    }),
  );
};
