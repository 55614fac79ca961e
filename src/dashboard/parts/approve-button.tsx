// Approves or rejects where an approval is only mentioned: the same question as on the page of its execution.
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useAsk } from '../data/ask.ts';
import { executionQuery } from '../data/queries.ts';
import { ApprovalFacts, useSeen } from './approval-facts.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { Loading } from './states.tsx';
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
  const { data } = useQuery({ ...executionQuery(executionId), enabled: isAsking });
  const seen = useSeen(data?.view);
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
          isHeld={data === undefined || !seen.isSeen}
          error={ask.error}
          onAsk={answer}
          onClose={() => setAsking(false)}
        >
          {data === undefined ? (
            <Loading />
          ) : (
            <ApprovalFacts view={data.view} {...{ stageName, actionName }} />
          )}
          {seen.box}
          <label>
            Comment
            <input name="summary" maxLength={512} />
          </label>
        </AskDialog>
      ) : null}
    </>
  );
}
