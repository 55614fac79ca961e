// slipway down: the end of what was deployed.
import {
  addCommonOptions,
  addExample,
  addPipelineOption,
  type PipelineOptions,
  type Register,
} from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  addPipelineOption(command, 'all of the state folder when absent');
  addCommonOptions(
    command,
    'one JSON document: {"ended": number of processes, "containers": of builds, "left": what other pipelines deploy to as well}',
  );
  addExample(
    command,
    'slipway down --state examples/cicd-demo/.slipway',
    'slipway down --pipeline cicd-demo',
  );
  command.action(
    ends(async (options: PipelineOptions) => {
      const { endTargets } = await import('../show/end-targets.ts');
      return await endTargets(options, terminal);
    }),
  );
};
