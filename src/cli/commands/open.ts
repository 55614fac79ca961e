// slipway open: where what is deployed answers.
import { addCommonOptions, addExample, type CommonOptions, type Register } from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  addCommonOptions(command, 'one JSON document: {"url": …, "name": …}');
  addExample(command, 'curl "$(slipway open)"');
  command.action(
    ends(async (options: CommonOptions) => {
      const { openEndpoint } = await import('../look/open-endpoint.ts');
      return await openEndpoint(options, terminal);
    }),
  );
};
