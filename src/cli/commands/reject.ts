// slipway reject: the answer to a manual approval.
import type { OperationOptions } from '../aws/open-operation.ts';
import type { ApprovalOptions } from '../request/answer-approval.ts';
import {
  addCommonOptions,
  addExample,
  addPipelineOption,
  addPlaceOptions,
  type Register,
} from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  command
    .argument('[stage]', 'where it waits; the only one that waits when absent')
    .argument('[action]', 'the approval action');
  addPipelineOption(command);
  addCommonOptions(
    command,
    'what was recorded, then one journal entry per line if the execution goes on here',
  )
    .option('--execution <id>', 'of this execution')
    .option('--summary <text>', 'what you have to say about it', '');
  addPlaceOptions(command, 'in an account of AWS');
  addExample(command, "slipway reject Release SignOff --summary 'looked at the staging site'");
  command.action(
    ends(
      async (
        stage: string | undefined,
        action: string | undefined,
        options: ApprovalOptions & OperationOptions,
      ) => {
        if (options.aws === true) {
          const { answerAwsApproval } = await import('../aws/steer.ts');
          return await answerAwsApproval({ status: 'Rejected', stage, action }, options, terminal);
        }
        const { answerApproval } = await import('../request/answer-approval.ts');
        return await answerApproval({ status: 'Rejected', stage, action }, options, terminal);
      },
    ),
  );
};
