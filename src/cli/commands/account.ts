// slipway account: AWS's API of this machine.
import { addCommonOptions, addExample, type CommonOptions, type Register } from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  const env = command
    .command('env')
    .description('print the environment in which any tool or SDK calls the API of this machine');
  addCommonOptions(env, 'one JSON document: {"variables": {…}, "unset": […]}').action(
    ends(async (options: CommonOptions) =>
      (await import('../account/print-environment.ts')).printEnvironment(options, terminal),
    ),
  );
  const notExecuted = command
    .command('not-executed')
    .description('list what was asked of the API of this machine and is not done here, the newest first');
  addCommonOptions(notExecuted, 'one JSON document: {"notExecuted": […]}').action(
    ends(async (options: CommonOptions) =>
      (await import('../account/print-not-executed.ts')).printNotExecuted(options, terminal),
    ),
  );
  addExample(command, 'eval "$(slipway account env)"');
};
