// What waits for approval, with a place to give it.
import { useState, type ReactNode } from 'react';
import type { ExecutionView } from '../../view/execution-view.ts';
import { useAsk } from '../data/ask.ts';
import { Failure } from './states.tsx';
import { formatTime } from './words.ts';

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
          expiresAt={action.approval?.expiresAt}
          customData={action.approval?.customData}
          link={action.approval?.externalEntityLink}
        />
      )),
  );
}

function Approval({
  view: { pipelineName, executionId },
  stageName,
  actionName,
  expiresAt,
  customData,
  link,
}: {
  readonly view: ExecutionView;
  readonly stageName: string;
  readonly actionName: string;
  readonly expiresAt: number | undefined;
  readonly customData: string | undefined;
  readonly link: string | undefined;
}): ReactNode {
  const ask = useAsk(pipelineName);
  const [summary, setSummary] = useState('');
  const answer = (status: 'Approved' | 'Rejected'): void =>
    ask.mutate({ type: 'PutApprovalResult', executionId, stageName, actionName, status, summary });
  const isSafeLink = link !== undefined && /^https?:\/\//i.test(link);
  return (
    <section className="card approval" aria-label={`Approval ${stageName} ${actionName}`}>
      <h2>
        <span aria-hidden>◆</span> {stageName} › {actionName} waits for your approval
      </h2>
      {customData === undefined ? null : <p>{customData}</p>}
      {isSafeLink ? (
        <p>
          Review:{' '}
          <a href={link} target="_blank" rel="noreferrer">
            {link}
          </a>
        </p>
      ) : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          answer('Approved');
        }}
      >
        <label>
          Comment
          <input
            value={summary}
            maxLength={512}
            data-key="a"
            onChange={(event) => setSummary(event.target.value)}
          />
        </label>
        {ask.error === null ? null : <Failure error={ask.error} />}
        <div className="row">
          <button type="submit" className="primary" disabled={ask.isPending}>
            Approve
          </button>
          <button
            type="button"
            className="danger"
            disabled={ask.isPending}
            onClick={() => answer('Rejected')}
          >
            Reject
          </button>
          {expiresAt === undefined ? null : <span className="quiet">until {formatTime(expiresAt)}</span>}
        </div>
      </form>
    </section>
  );
}
