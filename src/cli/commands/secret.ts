// slipway secret: the local Secrets Manager and Parameter Store, encrypted.
import { addCommonOptions, addExample, type Register } from '../command.ts';
import type { SecretOptions } from '../secret/secret-options.ts';

export const register: Register = (command, { terminal, ends }) => {
  const set = command
    .command('set')
    .description('put a value; it is read from standard input, or typed at a prompt that does not show it')
    .argument('<name>', 'the id of the secret, or the name of the parameter');
  addCommonOptions(set, 'one JSON document, without the value')
    .option('--parameter', 'for Parameter Store instead of Secrets Manager')
    .option('--json-key <key>', 'set this key of a secret that is a JSON object, and leave its others')
    .action(
      ends(async (name: string, options: SecretOptions) =>
        (await import('../secret/set-secret.ts')).setSecret(name, options, terminal),
      ),
    );
  const list = command.command('list').description('names and dates; values are never shown');
  addCommonOptions(list, 'one JSON document: {"secrets": […]}').action(
    ends(async (options: SecretOptions) =>
      (await import('../secret/list-secrets.ts')).listSecrets(options, terminal),
    ),
  );
  const rm = command
    .command('rm')
    .description('remove one with all its versions')
    .argument('<name>', 'the id of the secret, or the name of the parameter');
  addCommonOptions(rm, 'one JSON document')
    .option('--parameter', 'of Parameter Store instead of Secrets Manager')
    .action(
      ends(async (name: string, options: SecretOptions) =>
        (await import('../secret/remove-secret.ts')).removeSecret(name, options, terminal),
      ),
    );
  const taking = command
    .command('import')
    .description('put every variable of a file of NAME=VALUE lines')
    .argument('<file>', 'for example .env');
  addCommonOptions(taking, 'one JSON document, without the values')
    .option('--parameter', 'each as a parameter instead of a secret')
    .option('--prefix <text>', 'before each name, for example /app/production/', '')
    .option('--into <secret>', 'all of them as the keys of one secret')
    .action(
      ends(async (file: string, options: SecretOptions) =>
        (await import('../secret/import-secrets.ts')).importSecrets(file, options, terminal),
      ),
    );
  addExample(
    command,
    'slipway secret set prod/db --json-key password',
    'slipway secret list',
    'slipway secret rm prod/db',
    'slipway secret import .env --parameter --prefix /app/production/',
  );
};
