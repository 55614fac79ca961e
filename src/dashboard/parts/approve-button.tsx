// Approves or rejects where an approval is only mentioned: the same question as on the page of its execution.
import { useState, type ReactNode } from 'react';
import { useAsk } from '../data/ask.ts';
import { AskDialog } from './ask-dialog.tsx';
import { textOf } from './words.ts';

export interface WaitingApproval {
  readonly pipelineName: string;
  readonly executionId: string;
  readonly stageName: string;
  readonly actionName: string;
  /** Milliseconds since the epoch. */
  readonly since?: number;
}

export function ApproveButton({ approval }: { readonly approval: WaitingApproval }): ReactNode {
  const { pipelineName, executionId, stageName, actionName } = approval;
  const [isAsking, setAsking] = useState(false);
  const ask = useAsk(pipelineName);
  const answer = (form: FormData): void =>
    ask.mutate(
      {
        type: 'PutApprovalResult',
        executionId,
        stageName,
        actionName,
        status: textOf(form, 'answer') === 'Approve' ? 'Approved' : 'Rejected',
        summary: textOf(form, 'summary'),
      },
      { onSuccess: () => setAsking(false) },
    );
  return (
    <>
      <button type="button" className="primary small" data-key="a" onClick={() => setAsking(true)}>
        Approve…
      </button>
      {isAsking ? (
        <AskDialog
          title={`${stageName} › ${actionName} of ${pipelineName}`}
          action="Approve"
          alternative="Reject"
          isPending={ask.isPending}
          error={ask.error}
          onAsk={answer}
          onClose={() => setAsking(false)}
        >
          <label>
            Comment
            <input name="summary" maxLength={512} />
          </label>
        </AskDialog>
      ) : null}
    </>
  );
}
