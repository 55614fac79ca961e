// slipway token: who may use the server.
import { addCommonOptions, addExample, collect, type CommonOptions, type Register } from '../command.ts';
import type { MakeTokenOptions } from '../token/tokens.ts';

export const register: Register = (command, { terminal, ends }) => {
  const make = command
    .command('make')
    .description('make a token; its secret is shown once and kept nowhere')
    .argument('<name>', 'whose it is: what it does is recorded under this name');
  addCommonOptions(make, 'one JSON document, with the secret')
    .option('--scope <read|run|approve|admin>', 'what it may do; may be given again', collect)
    .option('--expires-in <days>', 'days until it expires')
    .action(
      ends(async (name: string, options: MakeTokenOptions) =>
        (await import('../token/tokens.ts')).makeToken(name, options, terminal),
      ),
    );
  const list = command.command('list').description('names, scopes and dates; never a secret');
  addCommonOptions(list, 'one JSON document: {"tokens": […]}').action(
    ends(async (options: CommonOptions) =>
      (await import('../token/tokens.ts')).listTokens(options, terminal),
    ),
  );
  const revoke = command
    .command('revoke')
    .description('end a token and every session that stands for it')
    .argument('<name>', 'its name or id');
  addCommonOptions(revoke, 'one JSON document').action(
    ends(async (name: string, options: CommonOptions) =>
      (await import('../token/tokens.ts')).revokeToken(name, options, terminal),
    ),
  );
  addExample(command, 'slipway token make ci --scope run', 'slipway token list', 'slipway token revoke ci');
};
