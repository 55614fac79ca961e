// slipway ship: the same definition on AWS. Into the account of this machine, unless --aws asks for a real one.
import {
  addCommonOptions,
  addExample,
  addPlaceOptions,
  addShippedOptions,
  type Register,
} from '../command.ts';
import type { ShipOptions } from '../ship/ship-definition.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument('[definition]', 'a folder with a definition, or a pipeline', '.');
  addCommonOptions(command, 'one JSON document: {"stack": …, "changes": […], "status": …, "outputs": {…}}')
    .option('--dry-run', 'print what is shipped, and call nothing')
    .option(
      '--format <format>',
      'of --dry-run and --out: cloudformation, cloudformation-yaml, terraform, github or github-role',
    )
    .option('--out <file>', 'write it to this file instead, and call nothing')
    .option('--env <name>', 'where to: an environment of shipping.json')
    .option('--stack <name>', 'the name of the stack; the name of the pipeline when absent')
    .option(
      '--targets',
      'also what the pipeline deploys to, from the files next to it: fleets, environments, services, distributions, functions, parameters',
    );
  addShippedOptions(command)
    .option(
      '--iam <observe|enforce>',
      'in the account of this machine: what the policies of its roles do not allow is reported in its runs, or refused as on AWS',
    )
    .option('--yes', 'do not ask before the changes are made');
  addPlaceOptions(command, 'into an account of AWS');
  addExample(
    command,
    'slipway ship examples/cicd-demo --dry-run',
    'slipway ship examples/cicd-demo --format terraform --out main.tf.json',
    'slipway ship examples/cicd-demo --format github --out .github/workflows/cicd-demo.yml',
    'slipway ship examples/cicd-demo',
    'slipway ship examples/cicd-demo --aws --profile production',
  );
  command.action(
    ends(async (path: string, options: ShipOptions) =>
      (await import('../ship/ship-definition.ts')).shipDefinition(path, options, terminal),
    ),
  );
};
