// slipway status: what is where.
import { addCommonOptions, addExample, type CommonOptions, type Register } from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  addCommonOptions(command, 'one JSON document: pipelines with their stages, fleets, owner');
  addExample(command, 'slipway status');
  command.action(
    ends(async (options: CommonOptions) => {
      const { showStatus } = await import('../look/show-status.ts');
      return await showStatus(options, terminal);
    }),
  );
};
