// slipway events: the events that EventBridge would have received.
import { addCommonOptions, addExample, addPipelineOption, type Register } from '../command.ts';
import type { EventsOptions } from '../show/show-events.ts';

export const register: Register = (command, { terminal, ends }) => {
  addPipelineOption(command, 'all of the state folder when absent');
  addCommonOptions(command, 'one event of EventBridge on each line, the newest first');
  command.option('--limit <count>', 'how many', '20');
  command.option('--pattern <json>', 'only those that this event pattern matches; a file with one will do');
  addExample(command, `slipway events --pattern '{"detail":{"state":["FAILED"]}}'`);
  command.action(
    ends(async (options: EventsOptions) => {
      const { showEvents } = await import('../show/show-events.ts');
      return await showEvents(options, terminal);
    }),
  );
};
