// The two answers to a manual approval, as commands.
import type { OperationOptions } from '../aws/open-operation.ts';
import type { ApprovalOptions } from './answer-approval.ts';
import {
  addCommonOptions,
  addExample,
  addPipelineOption,
  addPlaceOptions,
  type Register,
} from '../command.ts';

/** @param status what the command answers @param word the command */
export function registerAnswer(status: 'Approved' | 'Rejected', word: string): Register {
  return (command, { terminal, ends }) => {
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
    addExample(command, `slipway ${word} Release SignOff --summary 'looked at the staging site'`);
    command.action(
      ends(
        async (
          stage: string | undefined,
          action: string | undefined,
          options: ApprovalOptions & OperationOptions,
        ) => {
          if (options.aws === true) {
            const { answerAwsApproval } = await import('../aws/steer.ts');
            return await answerAwsApproval({ status, stage, action }, options, terminal);
          }
          const { answerApproval } = await import('./answer-approval.ts');
          return await answerApproval({ status, stage, action }, options, terminal);
        },
      ),
    );
  };
}
