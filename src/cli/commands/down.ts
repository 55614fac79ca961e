// slipway down: the end of what was deployed.
import { addCommonOptions, addExample, type CommonOptions, type Register } from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  addCommonOptions(command, 'one JSON document: {"ended": number of processes, "containers": of builds}');
  addExample(command, 'slipway down --state examples/cicd-demo/.slipway');
  command.action(
    ends(async (options: CommonOptions) => {
      const { endTargets } = await import('../show/end-targets.ts');
      return await endTargets(options, terminal);
    }),
  );
};
