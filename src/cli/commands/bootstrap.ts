// slipway bootstrap: what an account needs once before anything is shipped into it.
import { addCommonOptions, addExample, addPlaceOptions, collect, type Register } from '../command.ts';
import type { BootstrapOptions } from '../ship/bootstrap-account.ts';

export const register: Register = (command, { terminal, ends }) => {
  addCommonOptions(command, 'one JSON document: {"stack": …, "changes": […], "status": …, "outputs": {…}}')
    .option('--dry-run', 'print the template, and call nothing')
    .option('--github <owner/repo>', 'workflows of this repository of GitHub may ship')
    .option('--existing-provider', 'the account has GitHub’s provider of tokens already: make none')
    .option(
      '--execution-policy <arn>',
      'what CloudFormation may do for workflows; AdministratorAccess when absent',
      collect,
    )
    .option('--yes', 'do not ask before the changes are made');
  addPlaceOptions(command, 'in an account of AWS');
  addExample(command, 'slipway bootstrap --aws --profile production --github octo-org/shop');
  command.action(
    ends(async (options: BootstrapOptions) =>
      (await import('../ship/bootstrap-account.ts')).bootstrapAccount(options, terminal),
    ),
  );
};
