// What waits for approval, with a place to give it.
import { useState, type ReactNode } from 'react';
import type { ExecutionView } from '../../view/execution-view.ts';
import { useAsk } from '../data/ask.ts';
import { ApprovalFacts, useSeen } from './approval-facts.tsx';
import { Failure } from './states.tsx';
import { StatusIcon } from './status-icon.tsx';
import { Time } from './time.tsx';

export function Approvals({ view }: { readonly view: ExecutionView }): ReactNode {
  return view.stages.flatMap((stage) =>
    stage.actions
      .filter(({ displayStatus }) => displayStatus === 'Waiting')
      .map((action) => (
        <Approval
          key={`${stage.name}/${action.name}`}
          view={view}
          stageName={stage.name}
          actionName={action.name}
        />
      )),
  );
}

function Approval({
  view,
  stageName,
  actionName,
}: {
  readonly view: ExecutionView;
  readonly stageName: string;
  readonly actionName: string;
}): ReactNode {
  const { pipelineName, executionId } = view;
  const ask = useAsk(pipelineName);
  const [summary, setSummary] = useState('');
  const seen = useSeen(view);
  const expiresAt = view.stages.flatMap(({ actions }) => actions).find(({ name }) => name === actionName)
    ?.approval?.expiresAt;
  const answer = (status: 'Approved' | 'Rejected'): void =>
    ask.mutate({ type: 'PutApprovalResult', executionId, stageName, actionName, status, summary });
  return (
    <section className="card approval" aria-label={`Approval ${stageName} ${actionName}`}>
      <h2>
        <StatusIcon displayStatus="Waiting" /> {stageName} › {actionName} waits for your approval
      </h2>
      <ApprovalFacts view={view} stageName={stageName} actionName={actionName} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          answer('Approved');
        }}
      >
        {seen.box}
        <label className="comment">
          <span>
            Comment <span className="quiet">is kept with the execution and in the audit log</span>
          </span>
          <input
            value={summary}
            maxLength={512}
            data-key="a"
            onChange={(event) => setSummary(event.target.value)}
          />
        </label>
        {ask.error === null ? null : <Failure error={ask.error} />}
        <div className="row">
          <button type="submit" className="primary" disabled={ask.isPending || !seen.isSeen}>
            Approve
          </button>
          <button
            type="button"
            className="danger"
            data-key="r"
            data-key-focus=""
            disabled={ask.isPending}
            onClick={() => answer('Rejected')}
          >
            Reject
          </button>
          {seen.isSeen ? null : <span className="bad">Confirm first what is destroyed.</span>}
          {expiresAt === undefined ? null : (
            <span className="quiet">
              until <Time at={expiresAt} />
            </span>
          )}
        </div>
      </form>
    </section>
  );
}
