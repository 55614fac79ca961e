// The bootstrap command: a stack with what an account needs before anything is shipped into it.
import { defined } from '../../lib/defined.ts';
import { bootstrapStack } from '../../ship/bootstrap/names.ts';
import { bootstrapTemplate } from '../../ship/bootstrap/template.ts';
import { wrongCall } from '../run/build-call.ts';
import { ProblemError } from '../../lib/problem.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { deployStack } from './deploy-stack.ts';
import { openShipping, type ShippingOptions } from './open-shipping.ts';

export interface BootstrapOptions extends ShippingOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly github?: string;
  readonly existingProvider?: boolean;
  readonly executionPolicy?: readonly string[];
}

/** Everything that a definition can have may be made: what CloudFormation may do is the account's to narrow. */
const everything = 'arn:aws:iam::aws:policy/AdministratorAccess';

export async function bootstrapAccount(options: BootstrapOptions, terminal: Terminal): Promise<ExitStatus> {
  const { github, existingProvider, executionPolicy = [everything] } = options;
  if (github !== undefined && !/^[\w.-]+\/[\w.-]+$/.test(github))
    throw new ProblemError([
      wrongCall(
        `"${github}" is no repository of GitHub`,
        'Write it as OWNER/REPO, for example octo-org/shop',
      ),
    ]);
  const template = `${JSON.stringify(
    bootstrapTemplate({
      executionPolicies: executionPolicy,
      ...defined({ github, hasProvider: existingProvider }),
    }),
    null,
    2,
  )}\n`;
  if (options.dryRun === true) {
    terminal.write(template);
    return 0;
  }
  const shipping = await openShipping(options, terminal);
  const stack = { text: template, nested: new Map<string, string>() };
  return await deployStack({ name: bootstrapStack, stack }, shipping, { options, terminal });
}
