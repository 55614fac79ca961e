// slipway oidc: what the tokens of workflows have, and whether a role's trust policy takes them.
import { addCommonOptions, addExample, type Register } from '../command.ts';
import type { OidcOptions } from '../oidc/explain-trust.ts';

export const register: Register = (command, { terminal, ends }) => {
  const explain = command
    .command('explain')
    .description('say which claims of a token a trust policy takes, and which condition does not hold')
    .argument('<policy>', 'a file with the trust policy: the document, or a role that has it')
    .option('--event <name>', 'the event that starts the workflow', 'push')
    .option('--ref <ref>', 'the branch or tag; what is checked out when absent')
    .option('--environment <name>', 'that the job names')
    .option('--repository <owner/name>', 'of the folder when absent')
    .option('--audience <audience>', 'that the job asks for', 'sts.amazonaws.com')
    .option('--workflow <file>', 'of .github/workflows', 'deploy.yml');
  addCommonOptions(explain, 'one JSON document: {"isAllowed": …, "claims": …, "statements": […]}').action(
    ends(async (policy: string, options: OidcOptions) =>
      (await import('../oidc/explain-trust.ts')).explainTrust(policy, options, terminal),
    ),
  );
  addExample(command, 'slipway oidc explain deploy-trust.json --environment production');
};
