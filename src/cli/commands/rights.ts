// slipway rights: what roles have really called here, as their least policies, and why a call is allowed or not.
import { addCommonOptions, addExample, type Register } from '../command.ts';
import type { ExplainOptions } from '../rights/explain-right.ts';
import type { RecordedOptions } from '../rights/print-recorded.ts';

export const register: Register = (command, { terminal, ends }) => {
  addCommonOptions(command, 'one JSON document: {"roles": [{"roleArn": …, "policy": …, "reasons": […]}]}')
    .option('--from-run [execution]', 'of this execution alone; of all that ran here when none is named')
    .option('--role <name>', 'of this role alone')
    .option('--refused', 'print instead what the policies of roles do not allow, and was called all the same')
    .option('--merge', 'keep the statements of the policies that the role has, and add what they lack')
    .option('--write <folder>', 'write each policy there as ROLE-policy.json, for aws iam put-role-policy');
  command.action(
    ends(async (options: RecordedOptions) =>
      (await import('../rights/print-recorded.ts')).printRecorded(options, terminal),
    ),
  );
  const explain = command
    .command('explain')
    .description('say whether the policies that a role has here allow an action, and by which statement')
    .argument('<role>', 'its name or ARN')
    .argument('<action...>', 'for example s3:GetObject, and the ARN of a resource');
  addCommonOptions(explain, 'one JSON document: {"decision": …, "statement": …}').action(
    ends(async (role: string, [action = '', resource = '*']: readonly string[], options: ExplainOptions) =>
      (await import('../rights/explain-right.ts')).explainRight(
        { role, action, resource },
        options,
        terminal,
      ),
    ),
  );
  addExample(
    command,
    'slipway rights --from-run --role build > policy.json',
    'slipway rights explain build s3:PutObject arn:aws:s3:::shop/index.html',
  );
};
