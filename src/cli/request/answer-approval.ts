// The approve and reject commands.
import { currentUser } from '../../lib/current-user.ts';
import type { PipelineOptions } from '../command.ts';
import { sendRequest } from '../session/send-request.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { waitingApproval, type ApprovalChoice } from './waiting-approval.ts';

export interface ApprovalOptions extends PipelineOptions {
  readonly execution?: string;
  readonly summary: string;
}

export async function answerApproval(
  { status, ...choice }: ApprovalChoice & { readonly status: 'Approved' | 'Rejected' },
  options: ApprovalOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { summary } = options;
  return await sendRequest(
    (state) => {
      const { pipelineName, ...place } = waitingApproval(state, choice, { options, terminal });
      const by = currentUser().username;
      return {
        pipelineName,
        request: { type: 'PutApprovalResult', ...place, status, summary, by },
        executionId: place.executionId,
        done: `${status} ${place.stageName} › ${place.actionName}`,
        waitsFor: 'record',
      };
    },
    options,
    terminal,
  );
}
