// slipway invalidate: what `aws cloudfront create-invalidation` is on AWS.
import { addCommonOptions, addExample, type CommonOptions, type Register } from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument('<distribution>', 'its CallerReference');
  command.argument('<paths...>', 'beginning with a slash; an asterisk at the end stands for any text');
  addCommonOptions(command, 'one JSON document: {"distribution", "paths"}');
  addExample(command, `slipway invalidate site '/index.html' '/'`);
  command.action(
    ends(async (distribution: string, paths: readonly string[], options: CommonOptions) => {
      const { invalidate } = await import('../request/invalidate.ts');
      return await invalidate({ distribution, paths }, options, terminal);
    }),
  );
};
