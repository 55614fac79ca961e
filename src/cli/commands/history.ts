// slipway history: the executions so far.
import { addCommonOptions, addExample, type CommonOptions, type Register } from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  addCommonOptions(command, 'one JSON document: {"executions": […]}, the newest first');
  command.option('--limit <count>', 'how many', '20');
  addExample(command, 'slipway history --limit 5');
  command.action(
    ends(async (options: CommonOptions & { readonly limit: string }) => {
      const { showHistory } = await import('../look/show-history.ts');
      return await showHistory(options, terminal);
    }),
  );
};
