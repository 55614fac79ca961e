// slipway open: where what is deployed answers.
import {
  addCommonOptions,
  addExample,
  addPipelineOption,
  type PipelineOptions,
  type Register,
} from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  addPipelineOption(command, 'needed when several have deployed something');
  addCommonOptions(command, 'one JSON document: {"url": …, "name": …}');
  addExample(command, 'curl "$(slipway open)"');
  command.action(
    ends(async (options: PipelineOptions) => {
      const { openEndpoint } = await import('../show/open-endpoint.ts');
      return await openEndpoint(options, terminal);
    }),
  );
};
