// slipway invalidate: what `aws cloudfront create-invalidation` is on AWS, here and there.
import {
  addCommonOptions,
  addExample,
  addPlaceOptions,
  type CommonOptions,
  type PlaceOptions,
  type Register,
} from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument(
    '<distribution>',
    'its CallerReference; with --aws its id, an alias, its domain name or its comment',
  );
  command.argument('<paths...>', 'beginning with a slash; an asterisk at the end stands for any text');
  addCommonOptions(
    command,
    'one JSON document: {"distribution", "paths"}, and with --aws {"invalidationId", "status"} in it',
  );
  addPlaceOptions(command, 'in an account of AWS');
  addExample(
    command,
    `slipway invalidate site '/index.html' '/'`,
    `slipway invalidate www.example.com '/*' --aws --profile production`,
  );
  command.action(
    ends(async (distribution: string, paths: readonly string[], options: CommonOptions & PlaceOptions) => {
      if (options.aws === true)
        return await (
          await import('../aws/invalidate-paths.ts')
        ).invalidateOnAws({ distribution, paths }, options, terminal);
      const { invalidate } = await import('../request/invalidate.ts');
      return await invalidate({ distribution, paths }, options, terminal);
    }),
  );
};
