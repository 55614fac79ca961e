// slipway aws: the user's AWS CLI against this machine.
import { addExample, type CommonOptions, type Register } from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  command
    .argument('<arguments...>', 'what the AWS CLI is called with')
    .option(
      '--state <dir>',
      'the state folder (or SLIPWAY_STATE), before the arguments; when absent .slipway of this folder or one above',
    )
    .option('--json', 'before the arguments: what keeps it from running the AWS CLI as one JSON document')
    .passThroughOptions()
    .allowUnknownOption()
    .action(
      ends(async (args: readonly string[], options: CommonOptions) => {
        const { runAws } = await import('../account/run-aws.ts');
        return await runAws(args, options, terminal);
      }),
    );
  addExample(
    command,
    'slipway aws sts get-caller-identity',
    'slipway aws ssm get-parameters-by-path --path /shop',
  );
};
