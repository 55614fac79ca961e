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
  readonly badge?: string;
}

export const register: Register = (command, { terminal, ends }) => {
  addPipelineOption(command, 'all of the state folder when absent');
  addCommonOptions(command, 'one JSON document: pipelines with their stages, fleets, owner');
  command.option(
    '--resources',
    'what exists in the account: type, name, whether it ran or is recorded, who made it, when, ARN',
  );
  command.option(
    '--badge <file.svg>',
    'write a badge of the newest execution that is over: passing or failing; - for standard output',
  );
  addPlaceOptions(command, 'of an account of AWS');
  addExample(command, 'slipway status', 'slipway status --aws --profile production');
  addExample(command, 'slipway status --resources', 'slipway status --badge build.svg --pipeline ci.yml');
  command.action(
    ends(async (options: StatusOptions) => {
      if (options.resources === true) {
        const { showResources } = await import('../show/show-resources.ts');
        return showResources(options, terminal);
      }
      if (options.badge !== undefined)
        return await (await import('../show/write-badge.ts')).writeBadge(options.badge, options, terminal);
      if (options.aws === true)
        return await (await import('../aws/show-status.ts')).showAwsStatus(options, terminal);
      const { showStatus } = await import('../show/show-status.ts');
      return await showStatus(options, terminal);
    }),
  );
};
